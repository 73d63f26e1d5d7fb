import { SCHEMA_VERSION } from "../../../shared/event.ts";
import { BufferPool } from "../reading/bufferPool.ts";
import { readEventLines, type EventLine } from "./eventLines.ts";
import { errorCode, type FileSystem } from "../../platform/fileSystem.ts";
import { MAX_LINE_BYTES } from "../reading/lineReader.ts";
import type { LinePlace, PlacedEvent } from "../linePlace.ts";
import { ReadReport } from "../reading/readReport.ts";
import { closeQuietly, openRegularFile } from "../../platform/regularFile.ts";
import type { EventSource } from "../reading/eventReader.ts";
import { SessionReader } from "../reading/sessionReader.ts";
import type { StoreFile } from "../storeFiles.ts";
import { UnreadableFileError } from "../reading/unreadableFile.ts";

/** One event with all that its file says of it. */
export interface EventAt extends PlacedEvent {
  /** The line without its LF; a CR before that is part of it. */
  readonly text: string;
  readonly source: EventSource;
}

/** Headers are first lines; our own are below 4 KiB. */
const HEADER_SEARCH_BYTES = 65_536;

/** Where even the first event comes late, for the longest line and what may stand before it. */
const MAX_HEADER_SEARCH_BYTES = 2 * MAX_LINE_BYTES;

/**
 * The event whose line stands at exactly this place, or undefined where there is none, or no file
 * any more. Throws an `UnreadableFileError` where it cannot be read. Its source is the last header
 * before it in the file's first 64 KiB, or before the first event where that stands further back
 * (up to 2 MiB).
 */
export async function readEventAt(
  fs: FileSystem,
  file: StoreFile,
  { offset, byteCount }: LinePlace,
): Promise<EventAt | undefined> {
  const place = { offset, byteCount };
  const line = await readLine(fs, file, place);
  if (line === undefined) return undefined;
  return { ...line, ...place, file, source: await readSource(fs, file, place) };
}

async function readLine(
  fs: FileSystem,
  file: StoreFile,
  place: LinePlace,
): Promise<EventLine | undefined> {
  try {
    const handle = await openRegularFile(fs, file.path);
    try {
      const [line] = await readEventLines(handle, [place]);
      return line;
    } finally {
      await closeQuietly(handle);
    }
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw new UnreadableFileError(file.name, error);
  }
}

/** Reads up to the event as the store is always read, but not further than a header may stand. */
async function readSource(fs: FileSystem, file: StoreFile, place: LinePlace): Promise<EventSource> {
  const report = new ReadReport();
  const reader = new SessionReader({
    fs,
    files: [{ ...file, byteCount: place.offset + place.byteCount }],
    range: {},
    bufferBytes: HEADER_SEARCH_BYTES,
    pool: new BufferPool(0),
    keepsOpen: false,
    report,
  });
  let found: EventSource | undefined;
  try {
    while (report.byteCount < MAX_HEADER_SEARCH_BYTES && (await reader.load())) {
      for (let event = reader.next(); event !== undefined; event = reader.next()) {
        found = event.source;
      }
      if (found !== undefined && report.byteCount >= HEADER_SEARCH_BYTES) break;
    }
  } finally {
    await reader.close();
  }
  if (found !== undefined) return { ...found, file };
  return { file, schemaVersion: SCHEMA_VERSION, context: { session_id: file.session8 } };
}
