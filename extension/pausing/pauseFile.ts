import { join } from "node:path";
import type { Clock } from "../platform/clock.ts";
import { boundedPauseEnd, PAUSE_MS } from "./recordingPause.ts";
import { errorCode, toError, type FileSystem } from "../platform/fileSystem.ts";
import { readWholeFile, replaceWholeFile } from "../platform/wholeFile.ts";
import { parseJson } from "../platform/parseJson.ts";

const FILE_NAME = "recording-pause.json";

/** Many times the size this class writes; anything beyond is not read. */
const MAX_BYTES = 1_024;

/** Tolerates a clock that was adjusted, or another machine's clock if the storage is shared. */
const CLOCK_SLACK_MS = 5 * 60 * 1000;

/** A pause as the file states it, in epoch milliseconds. */
export interface StatedPause {
  readonly beganMs: number;
  readonly untilMs: number;
}

export interface PauseFileOptions {
  /** Path of the extension's global storage, which all windows on the same host share. */
  readonly folder: string;
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly watchFile: WatchFile;
}

/** Calls back when the file is created, changed or deleted. Returns a function to unsubscribe. */
export type WatchFile = (folder: string, name: string, onChange: () => void) => () => void;

/**
 * The file that shares a pause with all windows on the same host, including later ones. It states
 * when the pause begins and ends and has no effect at any other time, so it is never removed when a
 * pause expires, which could delete a newer pause of another window.
 */
export class PauseFile {
  readonly #folder: string;
  readonly #path: string;
  readonly #fs: FileSystem;
  readonly #clock: Clock;
  readonly #watchFile: WatchFile;

  constructor({ folder, fs, clock, watchFile }: PauseFileOptions) {
    this.#folder = folder;
    this.#path = join(folder, FILE_NAME);
    this.#fs = fs;
    this.#clock = clock;
    this.#watchFile = watchFile;
  }

  /** The content of the file; undefined if it does not exist. Throws if it cannot be read. */
  async read(): Promise<string | undefined> {
    try {
      return await readWholeFile(this.#fs, this.#path, MAX_BYTES);
    } catch (error) {
      throw new Error(`${this.#path} could not be read: ${toError(error).message}`, {
        cause: error,
      });
    }
  }

  /**
   * Parses the content into the end of the pause, in epoch milliseconds and at most one hour from
   * now; undefined if it is over. Throws if the content is not a pause or the pause starts in the
   * future.
   */
  pauseEndOf(text: string): number | undefined {
    const nowMs = this.#clock.nowMs();
    const pause = parsePause(text);
    if (pause === undefined) throw new Error(`${this.#path} does not contain a pause`);
    const { beganMs, untilMs } = pause;
    if (beganMs > nowMs + CLOCK_SLACK_MS) {
      throw new Error(
        `${this.#path} contains a pause that starts in the future; the clock may have been set back`,
      );
    }
    return boundedPauseEnd(Math.min(untilMs, beganMs + PAUSE_MS), nowMs);
  }

  /** Replaces the file atomically, readable by its owner only. Returns the new content. */
  async write({ beganMs, untilMs }: StatedPause): Promise<string> {
    const text = `${JSON.stringify({ beganMs, untilMs })}\n`;
    await replaceWholeFile(this.#fs, this.#path, text, this.#clock.nowMs());
    return text;
  }

  /** No-op if the file does not exist. */
  async remove(): Promise<void> {
    try {
      await this.#fs.unlink(this.#path);
    } catch (error) {
      if (errorCode(error) !== "ENOENT") throw error;
    }
  }

  /** Calls back when any window writes or removes the file. */
  async watch(callback: () => void): Promise<() => void> {
    // A folder created later would be noticed late, if at all.
    await this.#fs.mkdir(this.#folder, { recursive: true, mode: 0o700 });
    return this.#watchFile(this.#folder, FILE_NAME, callback);
  }
}

/** Undefined unless it is an object with a finite `untilMs` and a finite or no `beganMs`. */
function parsePause(text: string): StatedPause | undefined {
  const parsed = parseJson(text);
  if (typeof parsed !== "object" || parsed === null || !("untilMs" in parsed)) return undefined;
  const { untilMs } = parsed;
  if (typeof untilMs !== "number" || !Number.isFinite(untilMs)) return undefined;
  // Earlier versions state only the end.
  const beganMs = "beganMs" in parsed ? parsed.beganMs : untilMs - PAUSE_MS;
  if (typeof beganMs !== "number" || !Number.isFinite(beganMs)) return undefined;
  return { beganMs, untilMs };
}
