export interface RefreshOptions {
  /** Cancels this caller's wait; the work itself stops when no caller is left. */
  readonly signal?: AbortSignal;
  /** Called with the number of files read so far, out of those that must be read. */
  readonly onProgress?: (readFileCount: number, fileCount: number) => void;
}

/** Runs the work once for all callers that joined. */
export class SharedRefresh<T> {
  readonly #work: (options: Required<RefreshOptions>) => Promise<T>;
  readonly #abort = new AbortController();
  readonly #callers = new Set<RefreshOptions>();
  readonly #result = Promise.withResolvers<T>();

  constructor(work: (options: Required<RefreshOptions>) => Promise<T>) {
    this.#work = work;
    // Each caller receives the error; if none is left, it must not be reported as unhandled.
    this.#result.promise.catch(() => undefined);
  }

  /** Whether all callers have left, so that joining is no longer allowed. */
  get isAbandoned(): boolean {
    return this.#abort.signal.aborted;
  }

  /**
   * Settles like the work, or rejects with the signal's reason once that is aborted. The signal
   * must not be aborted yet.
   */
  async join({ ...caller }: RefreshOptions): Promise<T> {
    const { signal } = caller;
    const left = Promise.withResolvers<never>();
    const leave = () => {
      this.#callers.delete(caller);
      left.reject(signal?.reason);
      if (this.#callers.size === 0) this.#abort.abort(signal?.reason);
    };
    this.#callers.add(caller);
    signal?.addEventListener("abort", leave);
    try {
      return await Promise.race([this.#result.promise, left.promise]);
    } finally {
      signal?.removeEventListener("abort", leave);
      this.#callers.delete(caller);
    }
  }

  /** Runs the work unless all callers have left. Never rejects; errors go to the callers. */
  async start(): Promise<void> {
    if (this.isAbandoned) return;
    const onProgress = (readFileCount: number, fileCount: number) => {
      for (const caller of this.#callers) caller.onProgress?.(readFileCount, fileCount);
    };
    try {
      this.#result.resolve(await this.#work({ signal: this.#abort.signal, onProgress }));
    } catch (error) {
      this.#result.reject(error);
    }
  }
}
