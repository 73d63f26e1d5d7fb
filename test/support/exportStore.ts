import { hash } from "node:crypto";
import { promises as nodeFs } from "node:fs";
import { readFile } from "node:fs/promises";
import { createAtomicFile } from "../../extension/platform/atomicFile.ts";
import { runExport, type ExportJob, type ExportSummary } from "../../extension/export/exportJob.ts";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";
import { readJsonExport, type ExportedEvent } from "./jsonExport.ts";
import { assertOtlpLogsSurviveProtobuf } from "./otlpDecoder.ts";
import { readOtlpLogs, type OtlpLogRecord } from "./strictOtlpLogs.ts";

/** The time of exports in tests. */
export const EXPORT_NOW_MS = Date.parse("2026-07-02T12:00:00.000Z");

export interface ExportOptions extends Partial<
  Pick<ExportJob, "fs" | "range" | "signal" | "onProgress">
> {
  /** Where to read the written document, if not from the real disk. */
  readonly readBackFrom?: FileSystem;
}

/**
 * Exports a folder to a file, by default for all time. Strict readers check that the document is
 * valid and contains as many events as the summary says.
 */
export async function exportToFile(
  format: ExportJob["format"],
  directory: string,
  path: string,
  { fs = nodeFs, range = {}, readBackFrom = nodeFs, ...others }: ExportOptions = {},
): Promise<ExportSummary> {
  const target = {
    name: path,
    isAtomic: true,
    begin: () => createAtomicFile(fs, path, EXPORT_NOW_MS),
  };
  const summary = await runExport({ fs, directory, format, range, target, ...others });
  if (summary.eventCount > 0) {
    const handle = await readBackFrom.open(path);
    const count = countEvents(format, await handle.readFile());
    await handle.close();
    if (count !== summary.eventCount) throw new Error(`${count} events in ${path}`);
  }
  return summary;
}

/** The event counts of valid documents by digest, because sweeps often export the same ones. */
const validDocuments = new Map<string, number>();

/** The number of events in a document. Throws if a strict reader finds it invalid. */
export function countEvents(format: ExportJob["format"], document: Buffer): number {
  const digest = `${format} ${hash("sha256", document)}`;
  const known = validDocuments.get(digest);
  if (known !== undefined) return known;
  const { length } = format === "json" ? readJsonExport(document) : readOtlpExport(document);
  validDocuments.set(digest, length);
  return length;
}

/** Reads an exported JSON array strictly. */
export async function readJsonFile(path: string): Promise<readonly ExportedEvent[]> {
  return readJsonExport(await readFile(path));
}

/** Reads an exported OTLP document strictly and as protobuf. */
export async function readOtlpFile(path: string): Promise<readonly OtlpLogRecord[]> {
  return readOtlpExport(await readFile(path));
}

function readOtlpExport(bytes: Buffer): readonly OtlpLogRecord[] {
  const records = readOtlpLogs(bytes);
  assertOtlpLogsSurviveProtobuf(bytes);
  return records;
}
