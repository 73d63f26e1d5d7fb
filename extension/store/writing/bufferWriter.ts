import type { DropReport } from "./dropCount.ts";
import type { EventBuffer } from "./eventBuffer.ts";
import type { SegmentWriter } from "./segmentWriter.ts";

export interface BufferWriterOptions {
  readonly buffer: EventBuffer;
  readonly segments: SegmentWriter;
  /** For messages. */
  readonly directory: string;
  /** Called once writing works again after events were dropped; must record the report. */
  readonly onDropped: (report: DropReport) => void;
  /** Called with a message for the log. */
  readonly onNotice: (message: string) => void;
}

/** The failed writes since the last one that succeeded. */
export interface WriteFailure {
  readonly count: number;
  /** The error of the last one. */
  readonly error: Error;
}

/**
 * Writes buffered events to disk, and keeps track of whether that works. Calls must not overlap.
 */
export class BufferWriter {
  readonly #options: BufferWriterOptions;
  readonly #buffer: EventBuffer;
  #failure: WriteFailure | undefined;
  /** How many of the unreported drops the log already mentions. */
  #loggedDropCount = 0;

  constructor(options: BufferWriterOptions) {
    this.#options = options;
    this.#buffer = options.buffer;
  }

  /** Undefined while writing works. */
  get failure(): WriteFailure | undefined {
    return this.#failure;
  }

  /**
   * Writes the buffered events and, if any were dropped, an event that reports it. Later drops are
   * left to the next call, so that this one ends however many events arrive. Returns the error if
   * it fails; never rejects.
   */
  async write(): Promise<Error | undefined> {
    let error = await this.#writeAccepted();
    // The report must not push out the next event.
    if (error === undefined && this.#buffer.pendingDropCount > 0 && this.#buffer.isFull) {
      error = await this.#writeAccepted();
    }
    const report = error === undefined ? this.#buffer.takeDropReport() : undefined;
    if (report === undefined) return error;
    this.#recordDrops(report);
    return this.#writeAccepted();
  }

  /** Records the report and logs its new drops. While recording is off, the report is put back. */
  #recordDrops(report: DropReport): void {
    const { accepted } = this.#buffer.counts;
    this.#options.onDropped(report);
    const isRecorded = this.#buffer.counts.accepted > accepted;
    // Kept until recording is on again.
    if (!isRecorded) this.#buffer.returnDropReport(report);
    const count = report.count - this.#loggedDropCount;
    this.#loggedDropCount = isRecorded ? 0 : report.count;
    if (count === 0) return;
    this.#options.onNotice(
      `${count === 1 ? "1 event was" : `${count} events were`} dropped because the buffer was full.`,
    );
  }

  /** Writes the events accepted before the call, in batches. Returns the error if one fails. */
  async #writeAccepted(): Promise<Error | undefined> {
    const { segments } = this.#options;
    const { accepted: target } = this.#buffer.counts;
    while (target > this.#buffer.counts.written + this.#buffer.counts.dropped) {
      // Batches are one write long, because events in a batch cannot be dropped.
      const batch = this.#buffer.beginBatch(segments.maxBatchBytes);
      const [first] = batch;
      if (first === undefined) return undefined;
      const { writtenCount, error } = await segments.append(first.day, batch);
      this.#buffer.settle(writtenCount);
      if (error !== undefined) {
        this.#onFailed(error);
        return error;
      }
      this.#onSucceeded();
    }
    return undefined;
  }

  #onSucceeded(): void {
    if (this.#failure === undefined) return;
    this.#failure = undefined;
    this.#options.onNotice(`Writing telemetry to ${this.#options.directory} works again.`);
  }

  #onFailed(error: Error): void {
    const { directory, onNotice } = this.#options;
    this.#failure = { count: (this.#failure?.count ?? 0) + 1, error };
    if (this.#failure.count > 1) return;
    onNotice(
      `Could not write telemetry to ${directory}: ${error.message}. ` +
        `${this.#buffer.size} events are buffered in memory. Retrying…`,
    );
  }
}
