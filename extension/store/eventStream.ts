import type { InstantRange } from "../../shared/days.ts";
import { BufferPool } from "./bufferPool.ts";
import type { FileSystem } from "./fileSystem.ts";
import type { ReadReport } from "./readReport.ts";
import { SessionReader, type StoredEvent } from "./sessionReader.ts";
import type { StoreFile } from "./storeFiles.ts";

/** Far below the 256 files that macOS allows a process, shared with all other extensions. */
const MAX_OPEN_FILES = 64;

/** Large enough that a read is cheap, small enough that eight sessions a day cost little. */
const MAX_BUFFER_BYTES = 262_144;
const MIN_BUFFER_BYTES = 4_096;

/** All buffers of a day together, however many sessions it has (down to the minimum each). */
const BUFFER_BUDGET_BYTES = 16 * 1024 * 1024;

/** Sessions of a day whose first portions are read at once; they are open at once as well. */
const PRIME_CONCURRENCY = 16;

/** Bounds what a consumer makes of one batch. */
const MAX_BATCH_EVENTS = 1_024;

export interface ReadEventsOptions {
  readonly range: InstantRange;
  /**
   * Inside a day, "time" merges the sessions by timestamp and "session" gives one after the
   * other. Either way a session's own order is kept, and days follow each other.
   */
  readonly order: "time" | "session";
  readonly report: ReadReport;
  readonly signal?: AbortSignal;
}

/**
 * The events of the files that lie in the range, in batches; a batch is valid until the next one
 * is asked for. Memory and open files stay bounded however many files there are. `files` are as
 * `listStoreFiles` gives them. Throws the signal's reason once it is aborted.
 */
export async function* readEvents(
  fs: FileSystem,
  files: readonly StoreFile[],
  options: ReadEventsOptions,
): AsyncGenerator<readonly StoredEvent[]> {
  const pool = new BufferPool();
  for (const day of groupBy(files, (file) => file.day)) {
    const sessions = groupBy(day, (file) => file.session8);
    const isMerged = options.order === "time" && sessions.length > 1;
    const openCount = isMerged ? sessions.length : 1;
    const readers = sessions.map(
      (segments) =>
        new SessionReader({
          fs,
          files: segments,
          range: options.range,
          bufferBytes: bufferBytesFor(openCount),
          keepsOpen: openCount <= MAX_OPEN_FILES,
          pool,
          report: options.report,
        }),
    );
    try {
      if (isMerged) yield* mergeByTime(readers, options.signal);
      else for (const reader of readers) yield* readThrough(reader, options.signal);
    } finally {
      await Promise.all(readers.map((reader) => reader.close()));
    }
  }
}

async function* readThrough(
  reader: SessionReader,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly StoredEvent[]> {
  while (await reader.load()) {
    signal?.throwIfAborted();
    const batch: StoredEvent[] = [];
    for (let event = reader.next(); event !== undefined; event = reader.next()) batch.push(event);
    yield batch;
  }
}

/** A reader and its next event, which the merge has not given yet. */
interface Cursor {
  readonly reader: SessionReader;
  /** Breaks ties, so that the order does not depend on how the files were loaded. */
  readonly rank: number;
  head: StoredEvent;
}

async function* mergeByTime(
  readers: readonly SessionReader[],
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly StoredEvent[]> {
  const cursors: Cursor[] = [];
  for (let start = 0; start < readers.length; start += PRIME_CONCURRENCY) {
    signal?.throwIfAborted();
    const group = readers.slice(start, start + PRIME_CONCURRENCY);
    const heads = await Promise.all(group.map((reader) => firstLoaded(reader)));
    for (const [index, reader] of group.entries()) {
      const head = heads[index];
      if (head !== undefined) insert(cursors, { reader, rank: start + index, head });
    }
  }
  let batch: StoredEvent[] = [];
  for (let cursor = cursors.pop(); cursor !== undefined; cursor = cursors.pop()) {
    const following = cursors.at(-1);
    let head: StoredEvent | undefined = cursor.head;
    while (head !== undefined && batch.length < MAX_BATCH_EVENTS) {
      cursor.head = head;
      if (following !== undefined && isLater(cursor, following)) break;
      batch.push(head);
      head = cursor.reader.next();
    }
    if (head === undefined) {
      // Loading more overwrites the bytes that the batch refers to.
      yield batch;
      batch = [];
      signal?.throwIfAborted();
      head = await firstLoaded(cursor.reader);
    } else if (batch.length >= MAX_BATCH_EVENTS) {
      yield batch;
      batch = [];
      signal?.throwIfAborted();
    }
    if (head !== undefined) {
      cursor.head = head;
      insert(cursors, cursor);
    }
  }
  yield batch;
}

async function firstLoaded(reader: SessionReader): Promise<StoredEvent | undefined> {
  while (await reader.load()) {
    const event = reader.next();
    if (event !== undefined) return event;
  }
  return undefined;
}

/** Keeps the list sorted, the earliest head last. */
function insert(cursors: Cursor[], cursor: Cursor): void {
  let low = 0;
  let high = cursors.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = cursors[middle];
    if (other !== undefined && isLater(other, cursor)) low = middle + 1;
    else high = middle;
  }
  cursors.splice(low, 0, cursor);
}

function isLater(left: Cursor, right: Cursor): boolean {
  return (
    left.head.timeMs > right.head.timeMs ||
    (left.head.timeMs === right.head.timeMs && left.rank > right.rank)
  );
}

function bufferBytesFor(openCount: number): number {
  const share = Math.floor(BUFFER_BUDGET_BYTES / (openCount * 2));
  return Math.min(MAX_BUFFER_BYTES, Math.max(MIN_BUFFER_BYTES, share));
}

/** Runs of neighbours with the same key. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups: T[][] = [];
  let lastKey: string | undefined;
  for (const item of items) {
    const key = keyOf(item);
    if (key === lastKey) groups.at(-1)?.push(item);
    else groups.push([item]);
    lastKey = key;
  }
  return groups;
}
