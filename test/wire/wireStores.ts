import { promises as fs } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runExport, type ExportSummary } from "../../extension/export/exportJob.ts";
import { exportRangeToInstants, type ExportRange } from "../../shared/exportRange.ts";
import type { ExportFormatId } from "../../shared/formats.ts";
import { parseUtcDay } from "../../shared/days.ts";
import { CORPUS, corpusFolder } from "../support/corpus.ts";
import { makeEvent, makeEvents, toJsonLines } from "../support/events.ts";
import { PANEL_NOW_MS } from "../support/panelTestbed.ts";
import { writeSampleStore } from "../support/sampleStore.ts";
import { makeScratchFolder } from "../support/scratchFolder.ts";
import { seededRandom } from "../support/seededRandom.ts";
import { makeStoreFolder, toFile } from "../support/storeFolder.ts";

/** Stores of all kinds. Each call creates a separate folder. */
export const STORES: readonly (readonly [name: string, make: () => Promise<string>])[] = [
  ...CORPUS.map(({ name }) => [name, () => Promise.resolve(corpusFolder(name))] as const),
  ["a sample of nine days", copiesOf(makeSampleStore)],
  ["corrupted files", copiesOf(makeDamagedStore)],
  ["hostile text", makeHostileStore],
  ["no files", makeScratchFolder],
];

/** The complete document of an export and its summary. Empty without events. */
export async function exportBytes(
  directory: string,
  range: ExportRange,
  format: ExportFormatId,
  nowMs = PANEL_NOW_MS,
): Promise<{ readonly bytes: Buffer; readonly summary: ExportSummary }> {
  const chunks: Buffer[] = [];
  const destination = {
    write: (bytes: Buffer) => {
      chunks.push(Buffer.from(bytes));
      return Promise.resolve();
    },
    commit: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  };
  const summary = await runExport({
    fs,
    directory,
    range: exportRangeToInstants(range, nowMs),
    format,
    target: { name: "memory", isAtomic: false, begin: () => Promise.resolve(destination) },
  });
  return { bytes: Buffer.concat(chunks), summary };
}

/** All presets, and pseudorandom ranges of days in the store. */
export async function rangesOf(directory: string): Promise<readonly ExportRange[]> {
  const days = [...new Set((await readdir(directory)).map((name) => name.slice(10, 20)))].sort();
  const random = seededRandom(3);
  const pick = () => days[Math.floor(random() * days.length)] ?? "2026-06-28";
  const ofDays = Array.from({ length: 6 }, () => {
    const [start = "", end = ""] = [pick(), pick()].sort();
    return wholeDays(start, end);
  });
  const presets = ["allTime", "last24Hours", "last7Days", "last30Days"] as const;
  return [...presets.map((kind) => ({ kind })), ...ofDays];
}

/** A range of whole days, including both ends. */
export function wholeDays(start: string, end: string) {
  const startDay = parseUtcDay(start);
  const endDay = parseUtcDay(end);
  if (startDay === undefined || endDay === undefined) throw new Error(`${start}..${end}`);
  return { kind: "days", startDay, endDay } as const;
}

/** Creates copies of the same files, because recording them takes much longer than writing them. */
function copiesOf(make: () => Promise<string>): () => Promise<string> {
  let files: Record<string, Buffer> | undefined;
  return async () => {
    files ??= await readFolder(await make());
    return makeStoreFolder(files);
  };
}

async function readFolder(folder: string): Promise<Record<string, Buffer>> {
  const names = await readdir(folder);
  const entries = names.map(async (name) => [name, await readFile(join(folder, name))] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function makeSampleStore(): Promise<string> {
  const folder = await makeScratchFolder();
  await writeSampleStore(folder, { days: 9, nowMs: PANEL_NOW_MS });
  return folder;
}

/** Torn lines, misfiled events, an invalid file, and an empty file. */
async function makeDamagedStore(): Promise<string> {
  const folder = await makeSampleStore();
  const random = seededRandom(5);
  const names = (await readdir(folder)).sort();
  for (const [index, name] of names.entries()) {
    const lines = (await readFile(join(folder, name), "utf8")).split("\n");
    const changed = lines.map((line) => {
      if (random() < 0.03) return line.slice(0, Math.floor(random() * line.length));
      return random() < 0.03 ? line.replace(/("timestamp":"2026-0)\d/, "$15") : line;
    });
    await writeFile(join(folder, name), index === 1 ? "nonsense\n" : changed.join("\n"));
  }
  await writeFile(join(folder, "telemetry-2026-07-01-eeeeeeee.jsonl"), "");
  return folder;
}

/** Characters of one to four bytes, lone surrogates, invalid UTF-8, and long lines. */
function makeHostileStore(): Promise<string> {
  const texts = ["é", "€", "😀", "\u2028", "\ufeff", "a\0b", "\ud800", "x".repeat(300_000)];
  const rows = texts.map((text, sequence) =>
    makeEvent({
      event_sequence: sequence,
      event_name: `name ${text.slice(0, 1_000)}`,
      properties: { [text.slice(0, 50)]: text.repeat(3), constructor: text },
      error: { message: text, type: text, code: text },
    }),
  );
  const invalid = Buffer.concat([
    Buffer.from('{"event_id":"1","event_name":"'),
    Buffer.of(0xff, 0xed, 0xa0, 0xbd),
    Buffer.from(
      '","timestamp":"2026-06-28T23:59:59.999999999+14:00","properties":[1],"measurements":7}\n',
    ),
  ]);
  const odd = [
    { event_id: "x", event_name: "y", timestamp: "1970-01-01T00:00:00Z" },
    {
      event_id: "x",
      event_name: "y",
      timestamp: "9999-12-31T23:59:59.999Z",
      measurements: { a: 1 },
    },
    { event_id: "x", event_name: "y", timestamp: "1969-12-31T23:59:59Z" },
    { event_id: "x", event_name: "y", timestamp: "2026-06-28T12:00:00Z", error: 5, trace_id: 7 },
    { event_id: "x", event_name: "y", timestamp: "2026-06-28T12:00:00Z", context: null },
  ];
  const big =
    '{"event_id":"z","event_name":"z","timestamp":"2026-06-28T12:00:00Z","measurements":{"durationMs":1e999,"x":-0}}\n';
  return makeStoreFolder({
    "telemetry-2026-06-28-4f0c9e21.jsonl": Buffer.concat([
      Buffer.from(toFile(rows)),
      invalid,
      Buffer.from(toJsonLines(odd) + big),
    ]),
    "telemetry-2026-06-28-aaaaaaaa.2.jsonl": toJsonLines(makeEvents(5)),
  });
}
