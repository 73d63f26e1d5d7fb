import type { InstantRange } from "../../../shared/days.ts";
import { groupRuns } from "../groupRuns.ts";
import { BufferPool } from "./bufferPool.ts";
import type { FileSystem } from "../../platform/fileSystem.ts";
import type { ReadReport } from "./readReport.ts";
import type { StoredEvent } from "./eventReader.ts";
import { SessionReader } from "./sessionReader.ts";
import type { StoreFile } from "../storeFiles.ts";

/** Well below the macOS limit of 256 per process, which all extensions share. */
const MAX_OPEN_FILES = 64;

/** Large enough for efficient reads, small enough for eight sessions a day. */
const MAX_BUFFER_BYTES = 262_144;
const MIN_BUFFER_BYTES = 4_096;

/** Total size of a day's buffers, shared by its sessions (down to the minimum per buffer). */
const BUFFER_BUDGET_BYTES = 8 * 1024 * 1024;

/** Sessions of a day that are opened and first read concurrently. */
const PRIME_CONCURRENCY = 16;

/**
 * Bounds the work per batch and the objects that survive a V8 scavenge: the fewer survive, the less
 * the heap grows.
 */
const MAX_BATCH_EVENTS = 128;

export interface ReadEventsOptions {
  readonly range: InstantRange;
  /**
   * Within a day, "time" merges the sessions by timestamp and "session" reads one after the other.
   * Either way, days are in order, and each session keeps its own order.
   */
  readonly order: "time" | "session";
  readonly report: ReadReport;
  readonly signal?: AbortSignal;
}

/**
 * Reads the events of the range in batches; a batch is valid until the next one is requested.
 * Memory and open files are bounded, however many files there are. `files` must be sorted like the
 * result of `listStoreFiles`. Throws the signal's reason once it is aborted.
 */
export async function* readEvents(
  fs: FileSystem,
  files: Iterable<StoreFile>,
  options: ReadEventsOptions,
): AsyncGenerator<readonly StoredEvent[]> {
  const pool = new BufferPool(BUFFER_BUDGET_BYTES);
  const groups = groupSessions(files, options.order);
  const openGroups: Group[] = [];
  const open = (sessions: Sessions): Group => {
    const group = openGroup(fs, sessions, pool, options);
    openGroups.push(group);
    return group;
  };
  try {
    let sessions = groups.next().value;
    let group = sessions && open(sessions);
    while (group !== undefined) {
      const cursors = await group.primed;
      sessions = groups.next().value;
      // Keep the disk busy while the events of this group are processed.
      const following = sessions && canReadAhead(sessions) ? open(sessions) : undefined;
      yield* mergeByTime(cursors, options.signal);
      await closeGroup(openGroups.shift());
      group = following ?? (sessions && open(sessions));
    }
  } finally {
    await Promise.all(openGroups.map(closeGroup));
  }
}

/** Sessions that are merged, each with its segments. */
type Sessions = readonly (readonly StoreFile[])[];

interface Group {
  readonly readers: readonly SessionReader[];
  /** Cursors at the first event of each reader that has events. */
  readonly primed: Promise<Cursor[]>;
}

function* groupSessions(
  files: Iterable<StoreFile>,
  order: ReadEventsOptions["order"],
): Generator<Sessions, undefined> {
  for (const day of groupRuns(files, (file) => file.day)) {
    const sessions = groupRuns(day, (file) => file.session8);
    if (order === "time") yield [...sessions];
    else for (const session of sessions) yield [session];
  }
}

function canReadAhead(sessions: Sessions): boolean {
  return sessions.length <= PRIME_CONCURRENCY;
}

function openGroup(
  fs: FileSystem,
  sessions: Sessions,
  pool: BufferPool,
  { range, report, signal }: ReadEventsOptions,
): Group {
  const bufferBytes = bufferBytesFor(sessions.length);
  // Shorter files are read in one go and closed right away.
  const longCount = sessions.filter((files) =>
    files.some(({ byteCount }) => byteCount > bufferBytes),
  ).length;
  const keepsOpen = longCount + PRIME_CONCURRENCY <= MAX_OPEN_FILES;
  const readers = sessions.map(
    (files) =>
      new SessionReader({
        fs,
        files,
        range,
        bufferBytes,
        keepsOpen,
        pool,
        report,
      }),
  );
  const primed = prime(readers, signal);
  // A failure is thrown when the group is used; do not report it as unhandled until then.
  primed.catch(() => undefined);
  return { readers, primed };
}

async function prime(
  readers: readonly SessionReader[],
  signal: AbortSignal | undefined,
): Promise<Cursor[]> {
  const cursors: Cursor[] = [];
  for (let start = 0; start < readers.length; start += PRIME_CONCURRENCY) {
    const group = readers.slice(start, start + PRIME_CONCURRENCY);
    // Wait for all, so that no reader is active when the group is closed.
    const heads = await Promise.allSettled(group.map((reader) => firstLoaded(reader, signal)));
    for (const [index, reader] of group.entries()) {
      const head = heads[index];
      if (head?.status === "rejected") throw head.reason;
      if (head?.value === undefined) continue;
      insert(cursors, { reader, rank: start + index, head: head.value });
    }
  }
  return cursors;
}

async function closeGroup(group: Group | undefined): Promise<void> {
  if (group === undefined) return;
  await group.primed.catch(() => undefined);
  await Promise.all(group.readers.map((reader) => reader.close()));
}

/** A reader and its next event in the merge. */
interface Cursor {
  readonly reader: SessionReader;
  /** Breaks ties, so that the order does not depend on load timing. */
  readonly rank: number;
  head: StoredEvent;
}

async function* mergeByTime(
  cursors: Cursor[],
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly StoredEvent[]> {
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
      // Loading overwrites the bytes that the batch refers to.
      yield batch;
      batch = [];
      head = await firstLoaded(cursor.reader, signal);
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

async function firstLoaded(
  reader: SessionReader,
  signal: AbortSignal | undefined,
): Promise<StoredEvent | undefined> {
  while (await reader.load()) {
    signal?.throwIfAborted();
    const event = reader.next();
    if (event !== undefined) return event;
  }
  return undefined;
}

/** Inserts into the list, sorted with the earliest head last. */
function insert(cursors: Cursor[], cursor: Cursor): void {
  let low = 0;
  let high = cursors.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = cursors[middle];
    if (other !== undefined && isLater(other, cursor)) low = middle + 1;
    else high = middle;
  }
  // Faster than `splice` for the few sessions of a usual day.
  cursors.push(cursor);
  for (let index = cursors.length - 1; index > low; index--) {
    const earlier = cursors[index - 1];
    if (earlier !== undefined) cursors[index] = earlier;
  }
  cursors[low] = cursor;
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
