import type { EncodedLine } from "../../../../extension/store/writing/encodedLine.ts";
import { SegmentWriter } from "../../../../extension/store/writing/segmentWriter.ts";
import { utcDayOf } from "../../../../shared/days.ts";
import { FaultyFileSystem, type Fault, type Operation } from "../../../support/faultyFileSystem.ts";
import { createMemoryFileSystem } from "../../../support/memoryFileSystem.ts";
import { readText } from "../../../support/storedSession.ts";

export const DAY = utcDayOf(Date.parse("2026-06-28T00:00:00.000Z"));
export const HEADER = "header\n";

/** A writer on a disk in memory; lines are short texts. */
export function createWriter(maxFileBytes = 1_000) {
  const disk = new FaultyFileSystem(createMemoryFileSystem());
  const notices: string[] = [];
  const appended: string[] = [];
  let newFileCount = 0;
  const writer = new SegmentWriter({
    directory: "/tmp/telemetry",
    session8: "4f0c9e21",
    header: HEADER,
    fs: disk.fs,
    maxFileBytes,
    onNotice: (message) => notices.push(message),
    onAppended: (fileName) => appended.push(fileName),
    onNewFile: () => {
      newFileCount++;
    },
  });
  const pathOf = (segment: number) =>
    `/tmp/telemetry/telemetry-2026-06-28-4f0c9e21${segment === 0 ? "" : `.${segment}`}.jsonl`;
  return {
    disk,
    writer,
    notices,
    appended,
    pathOf,
    newFileCount: () => newFileCount,
    append: (...texts: readonly string[]) => writer.append(DAY, texts.map(toLine)),
    /** Text of the first segments, in order; undefined for one that is not there. */
    segments: (count: number): Promise<readonly (string | undefined)[]> =>
      Promise.all(
        Array.from({ length: count }, (_, segment) =>
          readText(disk.fs, pathOf(segment)).catch(() => undefined),
        ),
      ),
    /** Lets the calls of those operations go wrong whose numbers are given; 1 is the next call. */
    breakCalls: (faults: Partial<Record<Operation, Readonly<Record<number, Fault>>>>): void => {
      const done = new Map<Operation, number>();
      disk.plan = ({ operation }) => {
        const index = (done.get(operation) ?? 0) + 1;
        done.set(operation, index);
        return faults[operation]?.[index];
      };
    },
  };
}

export function toLine(text: string): EncodedLine {
  return { text: `${text}\n`, byteCount: Buffer.byteLength(text) + 1 };
}
