/** Runs tasks later; injected so that tests control the timing. */
export interface Scheduler {
  /** Runs `task` once after `delayMs`. Returns a function that cancels it. */
  schedule(delayMs: number, task: () => void): () => void;
}

/** Uses Node timers that do not keep the process alive. */
export const nodeScheduler: Scheduler = {
  schedule(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Settles like `work`, or resolves to `onTimeout()` if `work` takes longer than `timeoutMs`. */
export function withDeadline<T>(
  work: Promise<T>,
  timeoutMs: number,
  scheduler: Scheduler,
  onTimeout: () => T,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = scheduler.schedule(timeoutMs, () => {
      resolve(onTimeout());
    });
    work.finally(cancel).then(resolve, reject);
  });
}

/** A time limit shared by several pieces of work. */
export interface Deadline {
  /** Aborted when the time is up. */
  readonly signal: AbortSignal;
  /** Stops the timer; the signal is never aborted after that. */
  cancel(): void;
}

export function startDeadline(timeoutMs: number, scheduler: Scheduler): Deadline {
  const abort = new AbortController();
  const cancel = scheduler.schedule(timeoutMs, () => {
    abort.abort();
  });
  return { signal: abort.signal, cancel };
}
