import { readdirSync } from "node:fs";
import { readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { DAY_MS, parseUtcDay, startOfDayMs, utcDayOf, type UtcDay } from "../../shared/days.ts";
import { writeSampleStore } from "../support/sampleStore.ts";

/** Fills a telemetry folder with days up to now, as if each had been written on its day. */
export async function seedStore(
  directory: string,
  plan: { readonly days: number; readonly nowMs: number },
): Promise<void> {
  await writeSampleStore(directory, plan);
  await ageFiles(directory, plan.nowMs);
}

/** Sets the modification times of files to their days. Recent files would count as in use. */
export async function ageFiles(directory: string, nowMs: number): Promise<void> {
  for (const name of await readdir(directory)) {
    const day = dayOf(name);
    if (day === undefined) continue;
    const writtenS = Math.min(startOfDayMs(day) + DAY_MS - 1, nowMs) / 1_000;
    await utimes(join(directory, name), writtenS, writtenS);
  }
}

/** The latest day with files that is at least `leastDaysAgo` days ago. */
export function dayWithFiles(directory: string, nowMs: number, leastDaysAgo: number): UtcDay {
  const latest = utcDayOf(nowMs - leastDaysAgo * DAY_MS);
  const days = readdirSync(directory).map(dayOf);
  const day = days
    .filter((found) => found !== undefined && found <= latest)
    .sort()
    .at(-1);
  if (day === undefined) throw new Error(`${directory} has no files from ${latest} or earlier.`);
  return day;
}

function dayOf(fileName: string): UtcDay | undefined {
  return parseUtcDay(fileName.slice("telemetry-".length).slice(0, 10));
}
