import type { UtcDay } from "../../../shared/days.ts";
import { DropCount, type DropReport } from "./dropCount.ts";
import type { EncodedLine } from "./encodedLine.ts";

/** An encoded event that is not on disk yet. */
export interface BufferedEvent extends EncodedLine {
  readonly day: UtcDay;
  readonly sequence: number;
  readonly hasError: boolean;
  /** Set if the event itself reports dropped events. */
  readonly drops?: DropReport;
}

/** Event counts of a sink: accepted = written + dropped + buffered. */
export interface SinkCounts {
  readonly accepted: number;
  readonly written: number;
  readonly dropped: number;
  readonly buffered: number;
}

/** 500 events of the maximum size are 32 MiB, too much for a host shared by all extensions. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

/**
 * A queue of events. The events of a batch stay until `settle` reports which of them are on disk;
 * those waiting behind it are bounded by count and bytes. On overflow, the oldest of them are
 * dropped and counted exactly.
 */
export class EventBuffer {
  readonly #events: BufferedEvent[] = [];
  readonly #drops = new DropCount();
  #limit: number;
  /** Leading events that are being written and cannot be dropped. */
  #inFlightCount = 0;
  /** Bytes of the events behind them. */
  #waitingBytes = 0;
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

  /** Whether the count limit is reached, so that another event pushes out the oldest one. */
  get isFull(): boolean {
    return this.#waitingCount >= this.#limit;
  }

  get #waitingCount(): number {
    return this.#events.length - this.#inFlightCount;
  }

  hasErrors(): boolean {
    return this.#events.some((event) => event.hasError);
  }

  push(event: BufferedEvent): void {
    this.#events.push(event);
    this.#waitingBytes += event.byteCount;
    this.#acceptedCount++;
    this.#dropOldest();
  }

  setLimit(limit: number): void {
    this.#limit = limit;
    this.#dropOldest();
  }

  /**
   * Starts a batch of the oldest events that share a day: at most `maxBytes` of them, but at least
   * one event. Empty if the buffer is empty.
   */
  beginBatch(maxBytes: number): readonly BufferedEvent[] {
    const day = this.#events[0]?.day;
    let batchBytes = 0;
    let count = 0;
    for (const event of this.#events) {
      const fits = count === 0 || batchBytes + event.byteCount <= maxBytes;
      if (event.day !== day || !fits) break;
      batchBytes += event.byteCount;
      count++;
    }
    this.#inFlightCount = count;
    this.#waitingBytes -= batchBytes;
    return this.#events.slice(0, count);
  }

  /** Ends the batch; its first `writtenCount` events are on disk, and the others wait again. */
  settle(writtenCount: number): void {
    const unwritten = this.#events.slice(writtenCount, this.#inFlightCount);
    for (const { byteCount } of unwritten) this.#waitingBytes += byteCount;
    this.#inFlightCount = 0;
    this.#events.splice(0, writtenCount);
    this.#writtenCount += writtenCount;
    this.#dropOldest();
  }

  /** Number of drops that `takeDropReport` would report. */
  get pendingDropCount(): number {
    return this.#drops.pendingCount;
  }

  /** The events dropped since the last call; undefined if there were none. */
  takeDropReport(): DropReport | undefined {
    return this.#drops.take();
  }

  /** Returns a report that could not be recorded. */
  returnDropReport(report: DropReport): void {
    this.#drops.addReport(report);
  }

  /** Events that are lost if nothing more is written, including unreported drops. */
  countUnwritten(): number {
    return this.#events.reduce(
      (count, event) => count + 1 + (event.drops?.count ?? 0),
      this.#drops.pendingCount,
    );
  }

  #dropOldest(): void {
    while (this.#waitingCount > this.#limit || this.#waitingBytes > MAX_WAITING_BYTES) {
      const [dropped] = this.#events.splice(this.#inFlightCount, 1);
      if (dropped === undefined) return;
      this.#waitingBytes -= dropped.byteCount;
      this.#droppedCount++;
      this.#drops.add(dropped.sequence, dropped.drops);
    }
  }
}
