import { DAY_MS, startOfDayMs } from "../../../shared/days.ts";
import { BufferPool } from "../reading/bufferPool.ts";
import { errorCode, type FileSystem } from "../../platform/fileSystem.ts";
import { EventReader } from "../reading/eventReader.ts";
import type { LocatedEvent } from "../lineLocation.ts";
import { closeQuietly, openRegularFile } from "../../platform/regularFile.ts";
import type { StoreFile } from "../storeFiles.ts";

/** The events of one trace. */
export interface TraceEvents {
  /** In chronological order. */
  readonly events: readonly LocatedEvent[];
  /** Whether events are missing because of the limit or because the lines exceed 8 MiB. */
  readonly isCut: boolean;
  /** Unreadable files that may contain more events of the trace. */
  readonly unreadFileCount: number;
}

export interface TraceLimits {
  /** Maximum number of events; always includes the requested one. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

const BUFFER_BYTES = 262_144;

/** Far more than 500 of our own events; 500 lines of 1 MiB would take too much memory. */
const MAX_TRACE_BYTES = 8 * 1024 * 1024;

/**
 * Reads the events with the trace id of `at`, or returns just that event if it has none. Since a
 * trace belongs to one session and is short, reads only the files of that session from the event's
 * day and the adjacent days. Throws the signal's reason once it is aborted.
 */
export async function readTraceEvents(
  fs: FileSystem,
  files: readonly StoreFile[],
  at: LocatedEvent,
  { limit, signal }: TraceLimits,
): Promise<TraceEvents> {
  const traceId = at.row.trace_id;
  if (typeof traceId !== "string" || traceId === "") {
    return { events: [at], isCut: false, unreadFileCount: 0 };
  }
  const pool = new BufferPool(2 * BUFFER_BYTES);
  const found: LocatedEvent[] = [];
  let unreadFileCount = 0;
  let foundBytes = 0;
  let isCut = false;
  for (const file of files) {
    if (!mayContainTrace(file, at.file)) continue;
    try {
      for await (const event of readTraceFromFile(fs, file, traceId, pool, signal)) {
        foundBytes += event.byteCount;
        isCut = found.length >= limit || foundBytes > MAX_TRACE_BYTES;
        if (isCut) break;
        found.push(event);
      }
    } catch (error) {
      signal.throwIfAborted();
      // A deleted file has no events that could be missing.
      if (errorCode(error) !== "ENOENT") unreadFileCount++;
    }
    if (isCut) break;
  }
  return { events: sortByTime(includeEvent(found, at, limit)), isCut, unreadFileCount };
}

function mayContainTrace(file: StoreFile, eventFile: StoreFile): boolean {
  if (file.session8 !== eventFile.session8) return false;
  return Math.abs(startOfDayMs(file.day) - startOfDayMs(eventFile.day)) <= DAY_MS;
}

async function* readTraceFromFile(
  fs: FileSystem,
  file: StoreFile,
  traceId: string,
  pool: BufferPool,
  signal: AbortSignal,
): AsyncGenerator<LocatedEvent> {
  const handle = await openRegularFile(fs, file.path);
  const events = new EventReader({
    file,
    bufferBytes: BUFFER_BYTES,
    pool,
    readsAhead: true,
    onSkipped: () => undefined,
    isWanted: (text) => mayContainId(text, traceId),
  });
  try {
    while ((await events.load(handle)) !== undefined) {
      signal.throwIfAborted();
      for (let event = events.next(); event !== undefined; event = events.next()) {
        if (event?.row.trace_id !== traceId) continue;
        const { row, timeMs, offset, byteCount } = event;
        yield { file, row, timeMs, offset, byteCount };
      }
    }
  } finally {
    await events.close();
    await closeQuietly(handle);
  }
}

/** Parsing every line would be many times slower. A backslash may encode any character. */
function mayContainId(line: string, traceId: string): boolean {
  return line.includes(traceId) || line.includes("\\");
}

/** If the event was cut off or its file is gone, it becomes the last one. */
function includeEvent(found: LocatedEvent[], at: LocatedEvent, limit: number): LocatedEvent[] {
  const isFound = found.some(
    (event) => event.file.name === at.file.name && event.offset === at.offset,
  );
  return isFound ? found : [...found.slice(0, limit - 1), at];
}

/** Events with the same time keep the order in which they were written. */
function sortByTime(events: LocatedEvent[]): readonly LocatedEvent[] {
  return events.sort((left, right) => left.timeMs - right.timeMs);
}
