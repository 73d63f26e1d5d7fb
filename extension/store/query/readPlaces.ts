import { readEventLines, type EventLine } from "./eventLines.ts";
import { errorCode, type FileSystem } from "../../platform/fileSystem.ts";
import type { PlaceInFile } from "../linePlace.ts";
import { closeQuietly, openRegularFile } from "../../platform/regularFile.ts";
import type { StoreFile } from "../storeFiles.ts";
import { UnreadableFileError } from "../reading/unreadableFile.ts";

/** Files that are open at once. */
const OPEN_FILES = 8;

/** Lines of a file that are no further apart are read at once, so many bytes together. */
const MAX_GAP_BYTES = 4_096;
const MAX_PORTION_BYTES = 262_144;

/**
 * The events at these places, in their order; undefined where a place has none any more, or its
 * file is gone. Each file is opened once. Throws an `UnreadableFileError` where one cannot be read.
 */
export async function readPlaces(
  fs: FileSystem,
  places: readonly PlaceInFile[],
): Promise<readonly (EventLine | undefined)[]> {
  const placesByFile = new Map<StoreFile, PlaceInFile[]>();
  for (const place of places) {
    const ofFile = placesByFile.get(place.file);
    if (ofFile === undefined) placesByFile.set(place.file, [place]);
    else ofFile.push(place);
  }
  const lines = new Map<PlaceInFile, EventLine>();
  const groups = [...placesByFile];
  for (let start = 0; start < groups.length; start += OPEN_FILES) {
    const open = groups.slice(start, start + OPEN_FILES);
    const readings = open.map(([file, ofFile]) => readFile(fs, file, ofFile, lines));
    // All of them, so that no file is open any more when one has failed.
    for (const reading of await Promise.allSettled(readings)) {
      if (reading.status === "rejected") throw reading.reason;
    }
  }
  return places.map((place) => lines.get(place));
}

async function readFile(
  fs: FileSystem,
  file: StoreFile,
  places: readonly PlaceInFile[],
  lines: Map<PlaceInFile, EventLine>,
): Promise<void> {
  try {
    const handle = await openRegularFile(fs, file.path);
    try {
      for (const near of portionsOf(places)) {
        for (const [index, line] of (await readEventLines(handle, near)).entries()) {
          const place = near[index];
          if (place !== undefined && line !== undefined) lines.set(place, line);
        }
      }
    } finally {
      await closeQuietly(handle);
    }
  } catch (error) {
    // What was not read is not in the map, which is what a reader is told.
    if (errorCode(error) !== "ENOENT") throw new UnreadableFileError(file.name, error);
  }
}

/** The places in the order of the file, those together that are read at once. */
function portionsOf(places: readonly PlaceInFile[]): readonly PlaceInFile[][] {
  const portions: PlaceInFile[][] = [];
  let startOffset = 0;
  let endOffset = -Infinity;
  for (const place of places.toSorted((left, right) => left.offset - right.offset)) {
    const end = place.offset + place.byteCount;
    const isNear = place.offset - endOffset <= MAX_GAP_BYTES;
    if (isNear && end - startOffset <= MAX_PORTION_BYTES) portions.at(-1)?.push(place);
    else {
      portions.push([place]);
      startOffset = place.offset;
    }
    endOffset = end;
  }
  return portions;
}
