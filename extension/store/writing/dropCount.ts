/** The event that reports dropped events. */
export const DROPPED_EVENT_NAME = "telemetry.dropped";

/** Events dropped since the last report. */
export interface DropReport {
  readonly count: number;
  /** Lowest and highest sequence number of the dropped events. */
  readonly firstSequence: number;
  readonly lastSequence: number;
}

/** Counts dropped events exactly, even if the event that reports a drop is itself dropped. */
export class DropCount {
  #count = 0;
  #firstSequence = Number.POSITIVE_INFINITY;
  #lastSequence = Number.NEGATIVE_INFINITY;

  /** Counts one dropped event and, if it was a report, the drops it reported. */
  add(sequence: number, reported?: DropReport): void {
    this.addReport({ count: 1, firstSequence: sequence, lastSequence: sequence });
    if (reported !== undefined) this.addReport(reported);
  }

  /** Adds a report back, because it was never recorded. */
  addReport({ count, firstSequence, lastSequence }: DropReport): void {
    this.#count += count;
    this.#firstSequence = Math.min(this.#firstSequence, firstSequence);
    this.#lastSequence = Math.max(this.#lastSequence, lastSequence);
  }

  /** Number of drops that `take` would report. */
  get pendingCount(): number {
    return this.#count;
  }

  /** The events dropped since the last call; undefined if there were none. */
  take(): DropReport | undefined {
    if (this.#count === 0) return undefined;
    const report = {
      count: this.#count,
      firstSequence: this.#firstSequence,
      lastSequence: this.#lastSequence,
    };
    this.#count = 0;
    this.#firstSequence = Number.POSITIVE_INFINITY;
    this.#lastSequence = Number.NEGATIVE_INFINITY;
    return report;
  }

  /** Reads the report from the measurements of a `telemetry.dropped` event. */
  static reportOf(measurements: Readonly<Record<string, number>>): DropReport {
    const { count = 0, first_sequence = 0, last_sequence = 0 } = measurements;
    return { count, firstSequence: first_sequence, lastSequence: last_sequence };
  }
}
