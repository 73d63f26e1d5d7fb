import { join } from "node:path";
import * as v from "valibot";
import { MAX_INSTANT_MS } from "../../../shared/timestamp.ts";
import { parseFileName } from "../fileName.ts";
import { mustBeReadAgain, MAX_NAMES, MAX_SKIPPED_LINES, type FileSummary } from "./fileSummary.ts";
import { parseJson } from "../../platform/parseJson.ts";
import { Turns } from "../../platform/turns.ts";

/** Persists the index of one folder between sessions. */
export interface IndexCache {
  /** Resolves to undefined if nothing was saved. */
  readonly load: () => Promise<string | undefined>;
  readonly save: (text: string) => Promise<void>;
}

/** Raised when the shape of the summaries or the counting rules change. */
const VERSION = 3;

const HEADER = JSON.stringify({ kind: "coder-telemetry-index", version: VERSION });

/** Encodes the summaries as JSON Lines, except those of files that must be read again anyway. */
export async function encodeSummaries(summaries: readonly FileSummary[]): Promise<string> {
  const turns = new Turns();
  const lines = [HEADER];
  for (const summary of summaries) {
    if (mustBeReadAgain(summary)) continue;
    lines.push(JSON.stringify(toEntry(summary)));
    if (turns.isOver) await turns.next();
  }
  return lines.join("\n");
}

/**
 * Parses the output of `encodeSummaries` for files in `directory`. Returns undefined if any part is
 * invalid, because the rest cannot be trusted either.
 */
export async function parseSummaries(
  text: string,
  directory: string,
): Promise<readonly FileSummary[] | undefined> {
  const [header, ...lines] = text.split("\n");
  if (header !== HEADER) return undefined;
  const turns = new Turns();
  const summaries: FileSummary[] = [];
  for (const line of lines) {
    const summary = parseEntry(line, directory);
    if (summary === undefined) return undefined;
    summaries.push(summary);
    if (turns.isOver) await turns.next();
  }
  return summaries;
}

/** Base64 of 32 bytes. */
const SHA256 = /^[A-Za-z0-9+/]{43}=$/;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const instantMs = v.pipe(count, v.maxValue(MAX_INSTANT_MS));

const fields = v.strictObject({
  name: v.string(),
  byteCount: count,
  modifiedMs: v.number(),
  eventCount: count,
  errorCount: count,
  misfiledEventCount: count,
  misfiledErrorCount: count,
  firstMs: v.optional(instantMs),
  lastMs: v.optional(instantMs),
  frequentEvents: v.pipe(
    v.array(v.strictObject({ name: v.string(), count: positive })),
    v.maxLength(MAX_NAMES),
  ),
  skippedLineCount: count,
  skippedLines: v.pipe(
    v.array(v.strictObject({ lineNumber: positive, reason: v.string() })),
    v.maxLength(MAX_SKIPPED_LINES),
  ),
  end: v.optional(
    v.strictObject({ lineCount: count, digest: v.pipe(v.string(), v.regex(SHA256)) }),
  ),
});
type Entry = v.InferOutput<typeof fields>;
const entry = v.pipe(fields, v.check(isConsistent));

/** Checks the invariants of a summary, so that sums over summaries are plausible. */
function isConsistent(found: Entry): boolean {
  const { eventCount, errorCount, firstMs = -Infinity, lastMs = Infinity } = found;
  const { misfiledEventCount, misfiledErrorCount } = found;
  return (
    errorCount <= eventCount &&
    misfiledEventCount <= eventCount &&
    misfiledErrorCount <= Math.min(errorCount, misfiledEventCount) &&
    found.frequentEvents.reduce((sum, name) => sum + name.count, 0) <= eventCount &&
    found.skippedLines.length === Math.min(found.skippedLineCount, MAX_SKIPPED_LINES) &&
    eventCount > 0 === firstMs >= 0 &&
    eventCount > 0 === lastMs <= MAX_INSTANT_MS &&
    (eventCount === 0 || firstMs <= lastMs)
  );
}

function toEntry({ file, ...counts }: FileSummary) {
  const { name, byteCount, modifiedMs } = file;
  return { name, byteCount, modifiedMs, ...counts };
}

function parseEntry(line: string, directory: string): FileSummary | undefined {
  const parsed = v.safeParse(entry, parseJson(line));
  if (!parsed.success) return undefined;
  const { name, byteCount, modifiedMs, firstMs, lastMs, end, ...counts } = parsed.output;
  const fileName = parseFileName(name);
  if (fileName === undefined) return undefined;
  return {
    file: { ...fileName, path: join(directory, name), byteCount, modifiedMs },
    ...counts,
    ...(firstMs !== undefined && lastMs !== undefined && { firstMs, lastMs }),
    ...(end !== undefined && { end }),
  };
}
