import { DAY_MS, startOfDayMs } from "../../../shared/days.ts";
import { BufferPool } from "../reading/bufferPool.ts";
import { errorCode, type FileSystem } from "../../platform/fileSystem.ts";
import { EventReader } from "../reading/eventReader.ts";
import type { PlacedEvent } from "../linePlace.ts";
import { closeQuietly, openRegularFile } from "../../platform/regularFile.ts";
import type { StoreFile } from "../storeFiles.ts";

/** The events of one trace. */
export interface TraceEvents {
  /** In the order of time. */
  readonly events: readonly PlacedEvent[];
  /** Whether there are more than the limit, or than fit into 8 MiB of lines. */
  readonly isCut: boolean;
  /** Files that may hold more of the trace and could not be read. */
  readonly unreadFileCount: number;
}

export interface TraceLimits {
  /** Events at most; the one that was asked for is always among them. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

const BUFFER_BYTES = 262_144;

/** Far more than 500 events of ours; of lines of 1 MiB each, all would be too much to hold. */
const MAX_TRACE_BYTES = 8 * 1024 * 1024;

/**
 * The events that share the trace id of `at`, or that event alone where it has none. A trace
 * belongs to one session and is short: of `files`, those of the session are read, of the event's
 * day and the days beside it. Throws the signal's reason once it is aborted.
 */
export async function readTraceEvents(
  fs: FileSystem,
  files: readonly StoreFile[],
  at: PlacedEvent,
  { limit, signal }: TraceLimits,
): Promise<TraceEvents> {
  const traceId = at.row.trace_id;
  if (typeof traceId !== "string" || traceId === "") {
    return { events: [at], isCut: false, unreadFileCount: 0 };
  }
  const pool = new BufferPool(2 * BUFFER_BYTES);
  const found: PlacedEvent[] = [];
  let unreadFileCount = 0;
  let foundBytes = 0;
  let isCut = false;
  for (const file of files) {
    if (!mayHoldTrace(file, at.file)) continue;
    try {
      for await (const event of readTraceOfFile(fs, file, traceId, pool, signal)) {
        foundBytes += event.byteCount;
        isCut = found.length >= limit || foundBytes > MAX_TRACE_BYTES;
        if (isCut) break;
        found.push(event);
      }
    } catch (error) {
      signal.throwIfAborted();
      // A file that was deleted has nothing that could be missing.
      if (errorCode(error) !== "ENOENT") unreadFileCount++;
    }
    if (isCut) break;
  }
  return { events: inOrderOfTime(withEvent(found, at, limit)), isCut, unreadFileCount };
}

function mayHoldTrace(file: StoreFile, ofEvent: StoreFile): boolean {
  if (file.session8 !== ofEvent.session8) return false;
  return Math.abs(startOfDayMs(file.day) - startOfDayMs(ofEvent.day)) <= DAY_MS;
}

async function* readTraceOfFile(
  fs: FileSystem,
  file: StoreFile,
  traceId: string,
  pool: BufferPool,
  signal: AbortSignal,
): AsyncGenerator<PlacedEvent> {
  const handle = await openRegularFile(fs, file.path);
  const events = new EventReader({
    file,
    bufferBytes: BUFFER_BYTES,
    pool,
    readsAhead: true,
    onSkipped: () => undefined,
    isWanted: (text) => mayContain(text, traceId),
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

/** Reading all lines as JSON would cost many times as much. A backslash may hide any character. */
function mayContain(line: string, traceId: string): boolean {
  return line.includes(traceId) || line.includes("\\");
}

/** Where the event was left out, or its file is gone, it takes the last place. */
function withEvent(found: PlacedEvent[], at: PlacedEvent, limit: number): PlacedEvent[] {
  const isFound = found.some(
    (event) => event.file.name === at.file.name && event.offset === at.offset,
  );
  return isFound ? found : [...found.slice(0, limit - 1), at];
}

/** Events of the same time stay in the order in which they were written. */
function inOrderOfTime(events: PlacedEvent[]): readonly PlacedEvent[] {
  return events.sort((left, right) => left.timeMs - right.timeMs);
}
