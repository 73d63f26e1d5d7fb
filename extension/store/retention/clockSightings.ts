import * as v from "valibot";
import { parseUtcDay, utcDayOf, type UtcDay } from "../../../shared/days.ts";
import { MAX_INSTANT_MS } from "../../../shared/timestamp.ts";
import { toError, type FileSystem } from "../../platform/fileSystem.ts";
import { readWholeFile, replaceWholeFile } from "../../platform/wholeFile.ts";
import { parseJson } from "../../platform/parseJson.ts";

/** Enough to get past a wrong day in between. */
const MAX_DAYS = 4;

/** Several times the size of what is written here. */
const MAX_BYTES = 1_024;

const sightings = v.object({
  days: v.array(v.custom<UtcDay>((day) => typeof day === "string" && isDay(day))),
});

export interface ClockSightingsOptions {
  readonly fs: FileSystem;
  readonly path: string;
  /** Called with a sentence if the file cannot be read or written. */
  readonly onNotice: (message: string) => void;
}

/**
 * The last days on which the clock was seen, kept in a file. Unlike telemetry files, it is written
 * whether or not anything is recorded, so that old files are deleted while recording is off.
 */
export class ClockSightings {
  readonly #options: ClockSightingsOptions;

  constructor(options: ClockSightingsOptions) {
    this.#options = options;
  }

  /**
   * Notes the day of `nowMs` and returns the noted days before it, oldest first. Days after it are
   * forgotten: they were seen on a clock that was wrong. Never rejects.
   */
  async note(nowMs: number): Promise<readonly UtcDay[]> {
    if (!(nowMs >= 0 && nowMs <= MAX_INSTANT_MS)) return [];
    const today = utcDayOf(nowMs);
    const noted = await this.#read();
    const before = noted.filter((day) => day < today).sort();
    const next = [...before.slice(1 - MAX_DAYS), today];
    if (next.join() !== noted.join()) await this.#write(next, nowMs);
    return before;
  }

  async #read(): Promise<readonly UtcDay[]> {
    const { fs, path, onNotice } = this.#options;
    try {
      const text = await readWholeFile(fs, path, MAX_BYTES);
      const parsed = v.safeParse(sightings, text === undefined ? undefined : parseJson(text));
      return parsed.success ? parsed.output.days : [];
    } catch (error) {
      onNotice(`Could not read ${path}: ${toError(error).message}`);
      return [];
    }
  }

  async #write(days: readonly UtcDay[], nowMs: number): Promise<void> {
    const { fs, path, onNotice } = this.#options;
    try {
      await replaceWholeFile(fs, path, `${JSON.stringify({ days })}\n`, nowMs);
    } catch (error) {
      onNotice(`Could not write ${path}: ${toError(error).message}`);
    }
  }
}

function isDay(text: string): boolean {
  return parseUtcDay(text) !== undefined;
}
