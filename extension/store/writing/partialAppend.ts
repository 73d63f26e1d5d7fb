import type { EncodedLine } from "./encodedLine.ts";
import type { FileSystem } from "../../platform/fileSystem.ts";
import { sizeOf, type AppendFailure } from "./fileEnd.ts";
import { truncateSegment, type OpenSegment } from "./segment.ts";

/** An append that failed, possibly after some of its bytes were written. */
export interface PartialAppend {
  readonly failure: AppendFailure;
  /** Size of the header before the lines; 0 if the file already has one. */
  readonly headerBytes: number;
  readonly lines: readonly EncodedLine[];
}

export interface RepairedAppend {
  /** The number of leading lines on disk, so that none of them is written twice. */
  readonly keptCount: number;
  /** Whether the file ends in a complete line and can be appended to. */
  readonly isWhole: boolean;
}

/** Truncates the file to its last complete line. Updates the segment's size; never rejects. */
export async function repairAppend(
  fs: FileSystem,
  open: OpenSegment,
  { failure: { writtenBytes }, headerBytes, lines }: PartialAppend,
): Promise<RepairedAppend> {
  const { segment } = open;
  const startBytes = segment.byteCount;
  const foundBytes = await sizeOf(open.handle);
  // Truncating must not extend the file, so keep only bytes that are certain to exist.
  const keptBytes = foundBytes === undefined ? 0 : Math.min(writtenBytes, foundBytes - startBytes);
  const kept = completeLines(lines, headerBytes, keptBytes);
  const endBytes = startBytes + kept.byteCount;
  const truncatedBytes = await truncateSegment(fs, open, endBytes);
  if (truncatedBytes === endBytes) {
    segment.byteCount = endBytes;
    return { keptCount: kept.count, isWhole: true };
  }
  const remainingBytes = truncatedBytes ?? foundBytes;
  const remaining = completeLines(
    lines,
    headerBytes,
    remainingBytes === undefined ? writtenBytes : remainingBytes - startBytes,
  );
  return { keptCount: remaining.count, isWhole: false };
}

/** The number of leading lines that fit completely in `byteCount`, and their bytes. */
function completeLines(
  lines: readonly EncodedLine[],
  headerBytes: number,
  byteCount: number,
): { readonly count: number; readonly byteCount: number } {
  let count = 0;
  let completeBytes = headerBytes;
  for (const line of lines) {
    if (completeBytes + line.byteCount > byteCount) break;
    completeBytes += line.byteCount;
    count++;
  }
  // A header without lines is not worth keeping.
  return { count, byteCount: count === 0 ? 0 : completeBytes };
}
