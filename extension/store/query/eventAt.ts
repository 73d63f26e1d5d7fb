import { SCHEMA_VERSION } from "../../../shared/event.ts";
import { BufferPool } from "../reading/bufferPool.ts";
import { readEventLines, type EventLine } from "./eventLines.ts";
import { errorCode, type FileSystem } from "../../platform/fileSystem.ts";
import { MAX_LINE_BYTES } from "../reading/lineReader.ts";
import type { LineLocation, LocatedEvent } from "../lineLocation.ts";
import { ReadReport } from "../reading/readReport.ts";
import { closeQuietly, openRegularFile } from "../../platform/regularFile.ts";
import type { EventSource } from "../reading/eventReader.ts";
import { SessionReader } from "../reading/sessionReader.ts";
import type { StoreFile } from "../storeFiles.ts";
import { UnreadableFileError } from "../reading/unreadableFile.ts";

/** An event with its line and the context of its file. */
export interface EventAt extends LocatedEvent {
  /** The line without its LF, but including a CR before it. */
  readonly text: string;
  readonly source: EventSource;
}

/** Headers are usually the first line; our own are below 4 KiB. */
const HEADER_SEARCH_BYTES = 65_536;

/** If even the first event is further back: a line of maximum length and what precedes it. */
const MAX_HEADER_SEARCH_BYTES = 2 * MAX_LINE_BYTES;

/**
 * Reads the event whose line is exactly at this location; undefined if there is none or the file is
 * gone. Throws an `UnreadableFileError` if the file cannot be read. Its source is the last header
 * before the event in the first 64 KiB of the file, or before the first event if that is further
 * back (up to 2 MiB).
 */
export async function readEventAt(
  fs: FileSystem,
  file: StoreFile,
  { offset, byteCount }: LineLocation,
): Promise<EventAt | undefined> {
  const location = { offset, byteCount };
  const line = await readLine(fs, file, location);
  if (line === undefined) return undefined;
  return { ...line, ...location, file, source: await readSource(fs, file, location) };
}

async function readLine(
  fs: FileSystem,
  file: StoreFile,
  location: LineLocation,
): Promise<EventLine | undefined> {
  try {
    const handle = await openRegularFile(fs, file.path);
    try {
      const [line] = await readEventLines(handle, [location]);
      return line;
    } finally {
      await closeQuietly(handle);
    }
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw new UnreadableFileError(file.name, error);
  }
}

/** Reads the file up to the event with the regular reader, but no further than a header can be. */
async function readSource(
  fs: FileSystem,
  file: StoreFile,
  location: LineLocation,
): Promise<EventSource> {
  const report = new ReadReport();
  const reader = new SessionReader({
    fs,
    files: [{ ...file, byteCount: location.offset + location.byteCount }],
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
