import type { RetentionLimits } from "../../../../extension/store/retention/retention.ts";
import { selectForDeletion } from "../../../../extension/store/retention/retention.ts";
import { parseFileName } from "../../../../extension/store/fileName.ts";
import type { StoreFile } from "../../../../extension/store/storeFiles.ts";
import { DAY_MS, parseUtcDay, type UtcDay } from "../../../../shared/days.ts";

export const OWN = "0000aaaa";
export const NOW = "2026-06-28T12:00:00.000Z";

/** Limits that are unreachable unless changed. */
export function limits(changes: Partial<RetentionLimits> = {}): RetentionLimits {
  return { maxAgeDays: 3_650, maxTotalBytes: 1e12, ...changes };
}

/** A file of 100 bytes named by "DAY-SESSION[.N]", last modified at the end of its day. */
export function storeFile(shortName: string, changes: Partial<StoreFile> = {}): StoreFile {
  const parsed = parseFileName(`telemetry-${shortName}.jsonl`);
  if (parsed === undefined) throw new Error(`${shortName} is not the name of a telemetry file.`);
  const modifiedMs = Date.parse(`${parsed.day}T00:00:00.000Z`) + DAY_MS - 1;
  return { ...parsed, path: `/telemetry/${parsed.name}`, byteCount: 100, modifiedMs, ...changes };
}

/** The short names of the files to delete, in order. */
export function selected(
  files: readonly StoreFile[],
  changes: Partial<RetentionLimits>,
  now: string | number = NOW,
  evidence: { readonly seen?: readonly string[]; readonly fresh?: readonly string[] } = {},
): readonly string[] {
  const nowMs = typeof now === "string" ? Date.parse(now) : now;
  const { seen = [], fresh = [] } = evidence;
  const names = fresh.map((name) => `telemetry-${name}.jsonl`);
  return selectForDeletion(
    files,
    limits(changes),
    { nowMs, session8: OWN },
    { seenDays: seen.map(utcDay), freshFileNames: new Set(names) },
  ).map(({ name }) => name.slice("telemetry-".length, -".jsonl".length));
}

/** Throws if the text is not a day. */
export function utcDay(text: string): UtcDay {
  const day = parseUtcDay(text);
  if (day === undefined) throw new Error(`${text} is not a day.`);
  return day;
}

/** Only the files confirm the clock. */
export const NO_EVIDENCE = { seenDays: [], freshFileNames: new Set<string>() } as const;
