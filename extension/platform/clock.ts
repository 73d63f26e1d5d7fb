/** Wall-clock and elapsed time, injected so that tests control both. */
export interface Clock {
  /** Epoch milliseconds; may jump in either direction when the system clock is changed. */
  nowMs(): number;
  /** Milliseconds since an arbitrary fixed instant; never decreases. */
  elapsedMs(): number;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  elapsedMs: () => performance.now(),
};
