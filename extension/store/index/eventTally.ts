import { DAY_MS, startOfDayMs, type UtcDay } from "../../../shared/days.ts";
import { NameCounts, type NameCount } from "./nameCounts.ts";

export interface EventCounts {
  readonly eventCount: number;
  readonly errorCount: number;
  /** Events whose timestamp is on another UTC day than the one in their file's name. */
  readonly misfiledEventCount: number;
  readonly misfiledErrorCount: number;
  /** Epoch milliseconds of the earliest and latest event; absent if there are no events. */
  readonly firstMs?: number;
  readonly lastMs?: number;
  /** The counted names, most frequent first. */
  readonly frequentEvents: readonly NameCount[];
}

/** Counts events in files of one day. */
export class EventTally {
  readonly #dayStartMs: number;
  readonly #names: NameCounts;
  #eventCount = 0;
  #errorCount = 0;
  #misfiledEventCount = 0;
  #misfiledErrorCount = 0;
  #firstMs = Infinity;
  #lastMs = -Infinity;

  /** Counts at most `maxNames` different names. Continues from `start` if set. */
  constructor(day: UtcDay, maxNames: number, start?: EventCounts) {
    this.#dayStartMs = startOfDayMs(day);
    this.#names = new NameCounts(maxNames);
    if (start === undefined) return;
    this.#eventCount = start.eventCount;
    this.#errorCount = start.errorCount;
    this.#misfiledEventCount = start.misfiledEventCount;
    this.#misfiledErrorCount = start.misfiledErrorCount;
    this.#firstMs = start.firstMs ?? Infinity;
    this.#lastMs = start.lastMs ?? -Infinity;
    this.#names.addAll(start.frequentEvents);
  }

  add(name: string, timeMs: number, hasError: boolean): void {
    this.#eventCount++;
    if (hasError) this.#errorCount++;
    if (timeMs < this.#dayStartMs || timeMs >= this.#dayStartMs + DAY_MS) {
      this.#misfiledEventCount++;
      if (hasError) this.#misfiledErrorCount++;
    }
    if (timeMs < this.#firstMs) this.#firstMs = timeMs;
    if (timeMs > this.#lastMs) this.#lastMs = timeMs;
    this.#names.add(name, 1);
  }

  counts(): EventCounts {
    return {
      eventCount: this.#eventCount,
      errorCount: this.#errorCount,
      misfiledEventCount: this.#misfiledEventCount,
      misfiledErrorCount: this.#misfiledErrorCount,
      ...(this.#eventCount > 0 && { firstMs: this.#firstMs, lastMs: this.#lastMs }),
      frequentEvents: this.#names.mostFrequent(),
    };
  }
}
