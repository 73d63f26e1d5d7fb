/** The time of day and the time that passes, passed in so that tests set both. */
export interface Clock {
  /** Epoch milliseconds; may jump in either direction when somebody sets the machine's clock. */
  nowMs(): number;
  /** Milliseconds since a fixed but unknown instant; never goes back. */
  elapsedMs(): number;
}

/** The machine's own clocks. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  elapsedMs: () => performance.now(),
};
