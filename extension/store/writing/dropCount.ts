/** The event that tells of events which were lost. */
export const DROPPED_EVENT_NAME = "telemetry.dropped";

/** Events that were lost since the last report. */
export interface DropReport {
  readonly count: number;
  /** Lowest and highest sequence number among them. */
  readonly firstSequence: number;
  readonly lastSequence: number;
}

/** Counts lost events exactly, also where the event that reports a loss is itself lost. */
export class DropCount {
  #count = 0;
  #firstSequence = Number.POSITIVE_INFINITY;
  #lastSequence = Number.NEGATIVE_INFINITY;

  /** Counts one lost event and, where it was a report, the losses it reported. */
  add(sequence: number, reported?: DropReport): void {
    this.addReport({ count: 1, firstSequence: sequence, lastSequence: sequence });
    if (reported !== undefined) this.addReport(reported);
  }

  /** Counts what a report says once more, since it reached nobody. */
  addReport({ count, firstSequence, lastSequence }: DropReport): void {
    this.#count += count;
    this.#firstSequence = Math.min(this.#firstSequence, firstSequence);
    this.#lastSequence = Math.max(this.#lastSequence, lastSequence);
  }

  /** Losses that `take` would report. */
  get pendingCount(): number {
    return this.#count;
  }

  /** The losses since the last call; undefined where there were none. */
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

  /** The report that such an event's measurements hold. */
  static reportOf(measurements: Readonly<Record<string, number>>): DropReport {
    const { count = 0, first_sequence = 0, last_sequence = 0 } = measurements;
    return { count, firstSequence: first_sequence, lastSequence: last_sequence };
  }
}
