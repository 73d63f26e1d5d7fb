import type { UtcDay } from "../../../shared/days.ts";
import { DropCount, type DropReport } from "./dropCount.ts";
import type { EncodedLine } from "./segmentWriter.ts";

/** An encoded event that waits to be written. */
export interface BufferedEvent extends EncodedLine {
  readonly day: UtcDay;
  readonly sequence: number;
  readonly hasError: boolean;
  /** Given where the event itself tells of lost events. */
  readonly drops?: DropReport;
}

/** What became of the events so far: accepted = written + dropped + buffered. */
export interface SinkCounts {
  readonly accepted: number;
  readonly written: number;
  readonly dropped: number;
  readonly buffered: number;
}

/** 500 events of the largest size would be 32 MiB, too much of a host that all extensions share. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;

/**
 * Events in the order they came, bounded by number and by bytes: where they are too many, the
 * oldest are dropped and counted exactly. Those of a batch stay until `settle` says which of them
 * are on disk.
 */
export class EventBuffer {
  readonly #events: BufferedEvent[] = [];
  readonly #drops = new DropCount();
  #limit: number;
  #byteCount = 0;
  /** Events at the front that are being written and so cannot be dropped. */
  #inFlightCount = 0;
  #acceptedCount = 0;
  #writtenCount = 0;
  #droppedCount = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get counts(): SinkCounts {
    return {
      accepted: this.#acceptedCount,
      written: this.#writtenCount,
      dropped: this.#droppedCount,
      buffered: this.#events.length,
    };
  }

  get size(): number {
    return this.#events.length;
  }

  hasErrors(): boolean {
    return this.#events.some((event) => event.hasError);
  }

  push(event: BufferedEvent): void {
    this.#events.push(event);
    this.#byteCount += event.byteCount;
    this.#acceptedCount++;
    this.#dropOldest();
  }

  setLimit(limit: number): void {
    this.#limit = limit;
    this.#dropOldest();
  }

  /** The oldest events, as many as share a day; none where the buffer is empty. */
  beginBatch(): readonly BufferedEvent[] {
    const end = this.#events.findIndex((event) => event.day !== this.#events[0]?.day);
    const batch = this.#events.slice(0, end === -1 ? undefined : end);
    this.#inFlightCount = batch.length;
    return batch;
  }

  /** Ends the batch: so many of its events, counted from the first, are on disk. */
  settle(writtenCount: number): void {
    this.#inFlightCount = 0;
    for (const event of this.#events.splice(0, writtenCount)) this.#byteCount -= event.byteCount;
    this.#writtenCount += writtenCount;
    this.#dropOldest();
  }

  /** The losses since the last call; undefined where there were none. */
  takeDropReport(): DropReport | undefined {
    return this.#drops.take();
  }

  /** Takes back a report that was not recorded. */
  returnDropReport(report: DropReport): void {
    this.#drops.addReport(report);
  }

  /** What is lost if nothing more is written, losses that were not yet reported included. */
  countUnwritten(): number {
    return this.#events.reduce(
      (count, event) => count + 1 + (event.drops?.count ?? 0),
      this.#drops.pendingCount,
    );
  }

  #dropOldest(): void {
    while (this.#events.length > this.#limit || this.#byteCount > MAX_BUFFERED_BYTES) {
      const [dropped] = this.#events.splice(this.#inFlightCount, 1);
      if (dropped === undefined) return;
      this.#byteCount -= dropped.byteCount;
      this.#droppedCount++;
      this.#drops.add(dropped.sequence, dropped.drops);
    }
  }
}
