import type { InstantRange } from "../../../shared/days.ts";
import { groupRuns } from "../groupRuns.ts";
import type { Clock } from "../../platform/clock.ts";
import type { EventFilter } from "./eventFilter.ts";
import type { EventLine } from "./eventLines.ts";
import { readEventsAt } from "./readEventsAt.ts";
import { EventLocations } from "./eventLocations.ts";
import { readEvents } from "../reading/eventStream.ts";
import type { FileSystem } from "../../platform/fileSystem.ts";
import type { FileLocation, LocatedEvent } from "../lineLocation.ts";
import { ReadReport } from "../reading/readReport.ts";
import type { StoredEvent } from "../reading/eventReader.ts";
import type { StoreFile } from "../storeFiles.ts";
import { Turns } from "../../platform/turns.ts";

export interface EventQueryOptions {
  readonly fs: FileSystem;
  readonly clock: Pick<Clock, "elapsedMs">;
  /** Sorted like the result of `listStoreFiles`. */
  readonly files: readonly StoreFile[];
  readonly range: InstantRange;
  readonly filter: EventFilter;
  readonly newestFirst: boolean;
}

/** Progress of a query. */
export interface QueryProgress {
  /** Matches available to `page`; with `newestFirst`, only those of completely scanned days. */
  readonly matchedCount: number;
  /** Scanned events of the range. */
  readonly scannedCount: number;
  readonly readBytes: number;
  readonly totalBytes: number;
  readonly skippedLineCount: number;
  readonly unreadFileCount: number;
}

/** An event of a page, or the location of one that is no longer in its file. */
export type PagedEvent = LocatedEvent | (FileLocation & { readonly row: undefined });

/** Frequent enough to look responsive, rare enough to cost nothing. */
const PROGRESS_INTERVAL_MS = 100;

/**
 * Finds the events of a range that match a filter. Stores only their locations, 16 bytes each, so
 * that any page of a million matches can be read at any time.
 */
export class EventQuery {
  readonly #options: EventQueryOptions;
  readonly #totalBytes: number;
  readonly #report = new ReadReport();
  /** In scan order; with `newestFirst`, each day must be read backwards. */
  readonly #locations: EventLocations;
  /** Number of locations at the end of each day. */
  readonly #dayEnds: number[] = [];
  #scannedCount = 0;

  constructor(options: EventQueryOptions) {
    this.#options = options;
    this.#locations = new EventLocations(options.files);
    this.#totalBytes = options.files.reduce((sum, file) => sum + file.byteCount, 0);
  }

  get progress(): QueryProgress {
    return {
      matchedCount: this.#matchedCount,
      scannedCount: this.#scannedCount,
      readBytes: this.#report.byteCount,
      totalBytes: this.#totalBytes,
      skippedLineCount: this.#report.skippedLineCount,
      unreadFileCount: this.#report.unreadFiles.length,
    };
  }

  /**
   * Scans the files. Call once. Reports progress at the first matches and then about every 100 ms.
   * Throws the signal's reason once it is aborted; the matches so far remain available.
   */
  async run(
    signal: AbortSignal,
    onProgress: (progress: QueryProgress) => void,
  ): Promise<QueryProgress> {
    const { fs, clock, files, range, newestFirst } = this.#options;
    const oldestFirst = [...groupRuns(files, ({ day }) => day)];
    const days = newestFirst ? oldestFirst.toReversed() : oldestFirst;
    const turns = new Turns(signal, clock);
    let reportedMs = clock.elapsedMs();
    let reportedCount = 0;
    const yieldAndReport = async () => {
      const nowMs = clock.elapsedMs();
      const isFirst = reportedCount === 0 && this.#matchedCount > 0;
      if (isFirst || nowMs - reportedMs >= PROGRESS_INTERVAL_MS) {
        reportedMs = nowMs;
        reportedCount = this.#matchedCount;
        onProgress(this.progress);
      }
      if (turns.isOver) await turns.next();
      signal.throwIfAborted();
    };
    signal.throwIfAborted();
    for (const day of days) {
      const options = { range, order: "time", report: this.#report, signal } as const;
      for await (const events of readEvents(fs, day, options)) {
        this.#addMatches(events);
        await yieldAndReport();
      }
      this.#dayEnds.push(this.#locations.count);
      await yieldAndReport();
    }
    return this.progress;
  }

  /**
   * Reads the matches from `offset` on: at most `limit` events with at most `maxBytes` of lines in
   * total, but at least one if available. Checks them again, so that a changed file never yields
   * events that do not match. Throws an `UnreadableFileError` if a file exists but cannot be read.
   */
  async page(offset: number, limit: number, maxBytes: number): Promise<readonly PagedEvent[]> {
    const locations = this.#locationsFrom(offset, limit, maxBytes);
    const lines = await readEventsAt(this.#options.fs, locations);
    return locations.map((location, index) => {
      const line = lines[index];
      if (line === undefined || !this.#matches(line)) return { ...location, row: undefined };
      return { ...location, row: line.row, timeMs: line.timeMs };
    });
  }

  get #matchedCount(): number {
    return this.#options.newestFirst ? (this.#dayEnds.at(-1) ?? 0) : this.#locations.count;
  }

  #addMatches(events: readonly StoredEvent[]): void {
    const { filter } = this.#options;
    this.#scannedCount += events.length;
    for (const event of events) {
      if (filter(event.row)) this.#locations.add(event.source.file, event);
    }
  }

  #locationsFrom(offset: number, limit: number, maxBytes: number): readonly FileLocation[] {
    const locations: FileLocation[] = [];
    const end = Math.min(offset + limit, this.#matchedCount);
    let byteCount = 0;
    for (let position = offset; position < end; position++) {
      const location = this.#locations.at(this.#scanPositionOf(position));
      if (location === undefined) break;
      byteCount += location.byteCount;
      if (locations.length > 0 && byteCount > maxBytes) break;
      locations.push(location);
    }
    return locations;
  }

  #scanPositionOf(position: number): number {
    if (!this.#options.newestFirst) return position;
    const day = this.#dayOf(position);
    const start = this.#dayEnds[day - 1] ?? 0;
    const end = this.#dayEnds[day] ?? 0;
    return end - 1 - (position - start);
  }

  /** Index of the scanned day that contains the match at `position`. */
  #dayOf(position: number): number {
    let low = 0;
    let high = this.#dayEnds.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#dayEnds[middle] ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #matches({ row, timeMs }: EventLine): boolean {
    const { range, filter } = this.#options;
    const { startMs = -Infinity, endMsExclusive = Infinity } = range;
    return timeMs >= startMs && timeMs < endMsExclusive && filter(row);
  }
}
