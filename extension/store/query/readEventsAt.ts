import { readEventLines, type EventLine } from "./eventLines.ts";
import { errorCode, type FileSystem } from "../../platform/fileSystem.ts";
import type { FileLocation } from "../lineLocation.ts";
import { closeQuietly, openRegularFile } from "../../platform/regularFile.ts";
import type { StoreFile } from "../storeFiles.ts";
import { UnreadableFileError } from "../reading/unreadableFile.ts";

/** Number of files open at a time. */
const OPEN_FILES = 8;

/** Lines with smaller gaps between them are read in one go, up to the maximum size. */
const MAX_GAP_BYTES = 4_096;
const MAX_READ_BYTES = 262_144;

/**
 * Reads the events at these locations, in order; undefined for each event that is no longer there.
 * Opens each file once. Throws an `UnreadableFileError` if a file exists but cannot be read.
 */
export async function readEventsAt(
  fs: FileSystem,
  locations: readonly FileLocation[],
): Promise<readonly (EventLine | undefined)[]> {
  const locationsByFile = new Map<StoreFile, FileLocation[]>();
  for (const location of locations) {
    const inFile = locationsByFile.get(location.file);
    if (inFile === undefined) locationsByFile.set(location.file, [location]);
    else inFile.push(location);
  }
  const lines = new Map<FileLocation, EventLine>();
  const groups = [...locationsByFile];
  for (let start = 0; start < groups.length; start += OPEN_FILES) {
    const open = groups.slice(start, start + OPEN_FILES);
    const reads = open.map(([file, inFile]) => readFile(fs, file, inFile, lines));
    // Wait for all, so that no file is open when this throws.
    for (const read of await Promise.allSettled(reads)) {
      if (read.status === "rejected") throw read.reason;
    }
  }
  return locations.map((location) => lines.get(location));
}

async function readFile(
  fs: FileSystem,
  file: StoreFile,
  locations: readonly FileLocation[],
  lines: Map<FileLocation, EventLine>,
): Promise<void> {
  try {
    const handle = await openRegularFile(fs, file.path);
    try {
      for (const nearby of groupNearby(locations)) {
        for (const [index, line] of (await readEventLines(handle, nearby)).entries()) {
          const location = nearby[index];
          if (location !== undefined && line !== undefined) lines.set(location, line);
        }
      }
    } finally {
      await closeQuietly(handle);
    }
  } catch (error) {
    // If the file is gone, its events are missing from the map.
    if (errorCode(error) !== "ENOENT") throw new UnreadableFileError(file.name, error);
  }
}

/** Sorts the locations and groups those to read in one go. */
function groupNearby(locations: readonly FileLocation[]): readonly FileLocation[][] {
  const groups: FileLocation[][] = [];
  let startOffset = 0;
  let endOffset = -Infinity;
  for (const location of locations.toSorted((left, right) => left.offset - right.offset)) {
    const end = location.offset + location.byteCount;
    const isNear = location.offset - endOffset <= MAX_GAP_BYTES;
    if (isNear && end - startOffset <= MAX_READ_BYTES) groups.at(-1)?.push(location);
    else {
      groups.push([location]);
      startOffset = location.offset;
    }
    endOffset = end;
  }
  return groups;
}
