import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EventRow } from "../../shared/event.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** Real files in three released formats of the recorder, and how many events they contain. */
export const CORPUS = [
  { name: "coder-phase-a", eventCount: 188, fileCount: 6 },
  { name: "coder-schema-row", eventCount: 190, fileCount: 6 },
  { name: "coder-1.15", eventCount: 570, fileCount: 12 },
] as const;

export function corpusFolder(name: string): string {
  return join(import.meta.dirname, "..", "corpus", name);
}

/** An event of the corpus. What its line omits comes from the file header. */
export interface CorpusEvent {
  readonly fileName: string;
  readonly line: JsonObject;
  readonly schemaVersion: unknown;
  readonly context: JsonObject;
}

/**
 * The events of a folder, read independently of the sources: whole files, split at LF, sorted by
 * day, session, and segment number.
 */
export function readCorpus(name: string): readonly CorpusEvent[] {
  const folder = corpusFolder(name);
  return readdirSync(folder)
    .sort((left, right) => sortKey(left).localeCompare(sortKey(right), "en"))
    .flatMap((fileName) => readFile(join(folder, fileName), fileName));
}

/** The events of the corpus as rows. Each has the three required strings. */
export function readCorpusRows(name: string): readonly EventRow[] {
  return readCorpus(name).map(({ line }) => ({
    ...line,
    event_id: String(line["event_id"]),
    event_name: String(line["event_name"]),
    timestamp: String(line["timestamp"]),
  }));
}

/** `telemetry-DAY-SESSION.jsonl` is segment 0. */
function sortKey(fileName: string): string {
  const [stem = "", segment = ""] = fileName.replace(/\.jsonl$/, "").split(".");
  return `${stem}.${(segment === "" ? "0" : segment).padStart(9, "0")}`;
}

function readFile(path: string, fileName: string): CorpusEvent[] {
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  const objects = lines.map((line) => JSON.parse(line) as JsonObject);
  const header = objects.find((line) => line["kind"] === "header");
  return objects
    .filter((line) => line !== header)
    .map((line) => ({
      fileName,
      line,
      schemaVersion: line["schema_version"] ?? header?.["schema_version"] ?? 1,
      context: (line["context"] ?? header?.["context"] ?? {}) as JsonObject,
    }));
}
