import { utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DAY_MS } from "../../../shared/days.ts";
import { makeEvents } from "../../support/events.ts";
import { toFile } from "../../support/storeFolder.ts";
import { NOW_MS } from "./telemetryTestbed.ts";

/** Older than the default age limit. */
export const OLD = "telemetry-2026-05-20-aaaaaaaa.jsonl";

/** Recent enough to be kept, and to confirm the clock. */
export const YESTERDAY = "telemetry-2026-06-27-bbbbbbbb.jsonl";

/** Writes both files; no session is still using them. For `prepare` of `startExtension`. */
export async function writeOldStore(_storage: string, directory: string): Promise<void> {
  for (const name of [OLD, YESTERDAY]) {
    await writeFile(join(directory, name), toFile(makeEvents(3, name.slice(10, 20))));
    await utimes(join(directory, name), new Date(0), new Date(NOW_MS - 2 * DAY_MS));
  }
}
