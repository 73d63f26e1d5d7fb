import { setImmediate } from "node:timers/promises";
import type { InstantRange } from "../../../shared/days.ts";
import { groupRuns } from "../../../shared/groupRuns.ts";
import type { Clock } from "../../platform/clock.ts";
import type { EventFilter } from "./eventFilter.ts";
import type { EventLine } from "./eventLines.ts";
import { readPlaces } from "./readPlaces.ts";
import { EventPlaces } from "./eventPlaces.ts";
import { readEvents } from "../reading/eventStream.ts";
import type { FileSystem } from "../../platform/fileSystem.ts";
import type { PlacedEvent, PlaceInFile } from "../linePlace.ts";
import { ReadReport } from "../reading/readReport.ts";
import type { StoredEvent } from "../reading/eventReader.ts";
import type { StoreFile } from "../storeFiles.ts";

export interface EventQueryOptions {
  readonly fs: FileSystem;
  readonly clock: Pick<Clock, "elapsedMs">;
  /** As `listStoreFiles` gives them. */
  readonly files: readonly StoreFile[];
  readonly range: InstantRange;
  readonly filter: EventFilter;
  readonly newestFirst: boolean;
}

/** How far a query has come. */
export interface QueryProgress {
  /** Events that pages can be asked for; newest first, those of whole days only. */
  readonly matchedCount: number;
  /** Events of the range that were looked at. */
  readonly scannedCount: number;
  readonly readBytes: number;
  readonly totalBytes: number;
  readonly skippedLineCount: number;
  readonly unreadFileCount: number;
}

/** An event of a page, or the place of one that is no longer in its file. */
export type PagedEvent = PlacedEvent | (PlaceInFile & { readonly row: undefined });

/** Often enough to look alive, rarely enough to cost nothing. */
const PROGRESS_INTERVAL_MS = 100;

/** Whoever waits for the event loop waits no longer than this, and for one batch. */
const MAX_TURN_MS = 8;

/**
 * Finds the events of a range that pass a filter. It remembers where they stand and not what they
 * are, 16 bytes each, so that any page of a million can be read back at any time.
 */
export class EventQuery {
  readonly #options: EventQueryOptions;
  readonly #totalBytes: number;
  readonly #report = new ReadReport();
  /** In the order of the scan; newest first, each day has to be taken from its end. */
  readonly #places: EventPlaces;
  /** How many places there were at the end of each day. */
  readonly #dayEnds: number[] = [];
  #scannedCount = 0;

  constructor(options: EventQueryOptions) {
    this.#options = options;
    this.#places = new EventPlaces(options.files);
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
   * Scans the files, once in the life of a query. Progress comes with the first finds and then
   * about every 100 ms. Throws the signal's reason once it is aborted; what was found stays.
   */
  async run(
    signal: AbortSignal,
    onProgress: (progress: QueryProgress) => void,
  ): Promise<QueryProgress> {
    const { fs, clock, files, range, newestFirst } = this.#options;
    const oldestFirst = groupRuns(files, ({ day }) => day);
    const days = newestFirst ? oldestFirst.toReversed() : oldestFirst;
    let turnStartMs = clock.elapsedMs();
    let reportedMs = turnStartMs;
    let reportedCount = 0;
    const pause = async () => {
      const nowMs = clock.elapsedMs();
      const isFirst = reportedCount === 0 && this.#matchedCount > 0;
      if (isFirst || nowMs - reportedMs >= PROGRESS_INTERVAL_MS) {
        reportedMs = nowMs;
        reportedCount = this.#matchedCount;
        onProgress(this.progress);
      }
      if (nowMs - turnStartMs >= MAX_TURN_MS) {
        await setImmediate();
        turnStartMs = clock.elapsedMs();
      }
      signal.throwIfAborted();
    };
    signal.throwIfAborted();
    for (const day of days) {
      const options = { range, order: "time", report: this.#report, signal } as const;
      for await (const events of readEvents(fs, day, options)) {
        this.#take(events);
        await pause();
      }
      this.#dayEnds.push(this.#places.count);
      await pause();
    }
    return this.progress;
  }

  /**
   * The finds from `offset` on, read back from their files: at most `limit`, and of lines that
   * have `maxBytes` together, but at least one where there is one. They are looked at again, so
   * that a file which changed meanwhile gives nothing that the query did not ask for. Throws an
   * `UnreadableFileError` where a file is there and cannot be read.
   */
  async page(offset: number, limit: number, maxBytes: number): Promise<readonly PagedEvent[]> {
    const places = this.#placesFrom(offset, limit, maxBytes);
    const lines = await readPlaces(this.#options.fs, places);
    return places.map((place, index) => {
      const line = lines[index];
      if (line === undefined || !this.#isWanted(line)) return { ...place, row: undefined };
      return { ...place, row: line.row, timeMs: line.timeMs };
    });
  }

  get #matchedCount(): number {
    return this.#options.newestFirst ? (this.#dayEnds.at(-1) ?? 0) : this.#places.count;
  }

  #take(events: readonly StoredEvent[]): void {
    const { filter } = this.#options;
    this.#scannedCount += events.length;
    for (const event of events) {
      if (filter(event.row)) this.#places.add(event.source.file, event);
    }
  }

  #placesFrom(offset: number, limit: number, maxBytes: number): readonly PlaceInFile[] {
    const places: PlaceInFile[] = [];
    const end = Math.min(offset + limit, this.#matchedCount);
    let byteCount = 0;
    for (let position = offset; position < end; position++) {
      const place = this.#places.at(this.#scanPositionOf(position));
      if (place === undefined) break;
      byteCount += place.byteCount;
      if (places.length > 0 && byteCount > maxBytes) break;
      places.push(place);
    }
    return places;
  }

  #scanPositionOf(position: number): number {
    if (!this.#options.newestFirst) return position;
    const day = this.#dayOf(position);
    const start = this.#dayEnds[day - 1] ?? 0;
    const end = this.#dayEnds[day] ?? 0;
    return end - 1 - (position - start);
  }

  /** Of the days that were scanned, the one whose finds the position is among. */
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

  #isWanted({ row, timeMs }: EventLine): boolean {
    const { range, filter } = this.#options;
    const { startMs = -Infinity, endMsExclusive = Infinity } = range;
    return timeMs >= startMs && timeMs < endMsExclusive && filter(row);
  }
}
