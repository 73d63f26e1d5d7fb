export interface RefreshOptions {
  /** Ends this caller's wait; the work itself ends once nobody waits for it. */
  readonly signal?: AbortSignal;
  /** Of the files that must be read, so many are. */
  readonly onProgress?: (readFileCount: number, fileCount: number) => void;
}

/** Does the work once for all callers that joined. */
export class SharedRefresh<T> {
  readonly #work: (options: Required<RefreshOptions>) => Promise<T>;
  readonly #abort = new AbortController();
  readonly #callers = new Set<RefreshOptions>();
  readonly #result = Promise.withResolvers<T>();

  constructor(work: (options: Required<RefreshOptions>) => Promise<T>) {
    this.#work = work;
    // Each caller gets the failure; without any left, nobody has to.
    this.#result.promise.catch(() => undefined);
  }

  /** Whether all callers have gone, so that nobody may join any more. */
  get isAbandoned(): boolean {
    return this.#abort.signal.aborted;
  }

  /**
   * What the work gives; throws what it throws, and the signal's reason once that is aborted,
   * which it must not be yet.
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

  /** Does the work, unless all callers have gone. Never throws: the callers are told. */
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
