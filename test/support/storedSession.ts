import type { FileSystem } from "../../extension/platform/fileSystem.ts";
import type { ReadReport } from "../../extension/store/reading/readReport.ts";
import { listStoreFiles, type StoreFile } from "../../extension/store/storeFiles.ts";
import type { EventRow } from "../../shared/event.ts";
import { readStore } from "./readStore.ts";
import { DROPPED_EVENT_NAME } from "../../extension/store/writing/dropCount.ts";

/** The content of a telemetry folder. */
export interface Stored {
  readonly files: readonly StoreFile[];
  readonly rows: readonly StoredRow[];
  readonly report: ReadReport;
}

export interface StoredRow {
  readonly row: EventRow;
  readonly fileName: string;
  readonly sessionId: unknown;
  readonly sequence: number;
}

/** Reads a telemetry folder like an export. */
export async function readStored(fs: FileSystem, directory: string): Promise<Stored> {
  const files = await listStoreFiles(fs, directory);
  const { events, report } = await readStore(directory, { fs, files });
  const rows = events.map(({ row, fileName, context }) => ({
    row,
    fileName,
    sessionId: context["session_id"],
    sequence: Number(row.event_sequence),
  }));
  return { files, rows, report };
}

/** The sequence numbers in reading order. */
export function sequencesOf({ rows }: Stored): readonly number[] {
  return rows.map(({ sequence }) => sequence);
}

/** The dropped events declared by stored events. */
export function declaredDrops({ rows }: Stored) {
  return rows
    .filter(({ row }) => row.event_name === DROPPED_EVENT_NAME)
    .map(({ row }) => row.measurements as Readonly<Record<string, number>>)
    .map(({ count = 0, first_sequence = -1, last_sequence = -1 }) => ({
      count,
      firstSequence: first_sequence,
      lastSequence: last_sequence,
    }));
}

/**
 * Checks a session that recorded the sequence numbers below `accepted`: each must be on disk once
 * or declared as dropped, and the counts of dropped events must add up.
 */
export function findBookkeepingErrors(stored: Stored, accepted: number): readonly string[] {
  const errors: string[] = [];
  const found = new Set<number>();
  for (const sequence of sequencesOf(stored)) {
    if (found.has(sequence)) errors.push(`event ${sequence} is stored twice`);
    if (!(sequence < accepted)) errors.push(`event ${sequence} was never recorded`);
    found.add(sequence);
  }
  const drops = declaredDrops(stored);
  let missingCount = 0;
  for (let sequence = 0; sequence < accepted; sequence++) {
    if (found.has(sequence)) continue;
    missingCount++;
    const isDeclared = drops.some(
      ({ firstSequence, lastSequence }) => sequence >= firstSequence && sequence <= lastSequence,
    );
    if (!isDeclared) errors.push(`event ${sequence} is missing and not declared lost`);
  }
  const declaredCount = drops.reduce((sum, { count }) => sum + count, 0);
  if (declaredCount !== missingCount) {
    errors.push(`${missingCount} events are missing, ${declaredCount} are declared lost`);
  }
  return errors;
}

/** Files that contain events, but not exactly one header in the first line. */
export async function findHeaderErrors(fs: FileSystem, stored: Stored): Promise<readonly string[]> {
  const errors: string[] = [];
  for (const file of stored.files) {
    const lines = (await readText(fs, file.path)).split("\n");
    const headers = lines.filter((line) => line.startsWith('{"kind":"header"'));
    const hasEvents = stored.rows.some(({ fileName }) => fileName === file.name);
    if (headers.length > 1) errors.push(`${file.name} has ${headers.length} headers`);
    if (hasEvents && headers[0] !== lines[0]) errors.push(`${file.name} does not begin with one`);
  }
  return errors;
}

/** The complete text of a file. */
export async function readText(fs: FileSystem, path: string): Promise<string> {
  const handle = await fs.open(path, "r");
  try {
    return await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
}
