import * as v from "valibot";
import { DAY_MS, utcDayOf, type UtcDay } from "../../../shared/days.ts";
import { MAX_INSTANT_MS } from "../../../shared/timestamp.ts";
import { toError, type FileSystem } from "../../platform/fileSystem.ts";
import { readWholeFile, replaceWholeFile } from "../../platform/wholeFile.ts";
import { parseJson } from "../../platform/parseJson.ts";

/** Enough that a few wrong days cannot push out all the right ones. */
const MAX_DAYS = 4;

/** Several times the size of what is written here. */
const MAX_BYTES = 1_024;

/** How long ago a sighting must be to count: a few seconds before midnight prove nothing. */
export const CONFIRMATION_MS = DAY_MS;

const instantMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_INSTANT_MS));
const sightings = v.object({ firstSeenMs: v.array(instantMs) });

export interface ClockSightingsOptions {
  readonly fs: FileSystem;
  readonly path: string;
  /** Called with a sentence if the file cannot be read or written. */
  readonly onNotice: (message: string) => void;
}

/**
 * Keeps, in a file, when each of the last few days was first seen on the clock. Unlike telemetry
 * files, it is written even while recording is off, so that old files are still deleted.
 */
export class ClockSightings {
  readonly #options: ClockSightingsOptions;

  constructor(options: ClockSightingsOptions) {
    this.#options = options;
  }

  /**
   * Notes `nowMs` if it is the first on its day. Returns the days before it that were first seen at
   * least 24 h earlier, oldest first. Later days are forgotten: they were seen on a clock that was
   * wrong. Never rejects.
   */
  async note(nowMs: number): Promise<readonly UtcDay[]> {
    if (!(nowMs >= 0 && nowMs <= MAX_INSTANT_MS)) return [];
    const today = utcDayOf(nowMs);
    const noted = await this.#read();
    const past = noted.filter((ms) => ms <= nowMs).sort((left, right) => left - right);
    const next = past.some((ms) => utcDayOf(ms) === today)
      ? past.slice(-MAX_DAYS)
      : [...past.slice(1 - MAX_DAYS), nowMs];
    if (next.join() !== noted.join()) await this.#write(next, nowMs);
    return past.filter((ms) => ms <= nowMs - CONFIRMATION_MS).map(utcDayOf);
  }

  async #read(): Promise<readonly number[]> {
    const { fs, path, onNotice } = this.#options;
    try {
      const text = await readWholeFile(fs, path, MAX_BYTES);
      const parsed = v.safeParse(sightings, parseJson(text ?? ""));
      return parsed.success ? parsed.output.firstSeenMs : [];
    } catch (error) {
      onNotice(`Could not read ${path}: ${toError(error).message}`);
      return [];
    }
  }

  async #write(firstSeenMs: readonly number[], nowMs: number): Promise<void> {
    const { fs, path, onNotice } = this.#options;
    try {
      await replaceWholeFile(fs, path, `${JSON.stringify({ firstSeenMs })}\n`, nowMs);
    } catch (error) {
      onNotice(`Could not write ${path}: ${toError(error).message}`);
    }
  }
}
