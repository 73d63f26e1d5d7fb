/** Runs tasks later; passed in so that tests decide when "later" is. */
export interface Scheduler {
  /** Runs `task` once after `delayMs` and gives back what cancels it. */
  schedule(delayMs: number, task: () => void): () => void;
}

/** Node's timers, which do not keep a process alive. */
export const nodeScheduler: Scheduler = {
  schedule(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/** What `work` gives, or what `onTimeout` gives where `work` is not done after `timeoutMs`. */
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
