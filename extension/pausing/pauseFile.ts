import { join } from "node:path";
import { createAtomicFile } from "../platform/atomicFile.ts";
import type { Clock } from "../platform/clock.ts";
import { boundedPauseEnd, isTooFarAhead } from "./recordingPause.ts";
import { errorCode, toError, type FileSystem } from "../platform/fileSystem.ts";
import { closeQuietly, openRegularFile, readBytes } from "../platform/regularFile.ts";

const FILE_NAME = "recording-pause.json";

/** Many times what the file has when it is written here; a longer text is cut off. */
const MAX_BYTES = 1_024;

export interface PauseFileOptions {
  /** Path of the extension's global storage, which all windows share. */
  readonly folder: string;
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly watchFile: WatchFile;
}

/** Calls back when that file of the folder is made, changed or deleted; gives what ends that. */
export type WatchFile = (folder: string, name: string, onChange: () => void) => () => void;

/** The file that tells all windows, and those that are opened later, how long to pause. */
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

  /** What the file holds; undefined where there is none. Throws where it cannot be read. */
  async read(): Promise<string | undefined> {
    try {
      const handle = await openRegularFile(this.#fs, this.#path);
      try {
        return (await readBytes(handle, 0, MAX_BYTES)).toString();
      } finally {
        await closeQuietly(handle);
      }
    } catch (error) {
      if (errorCode(error) === "ENOENT") return undefined;
      throw new Error(`${this.#path} could not be read: ${toError(error).message}`, {
        cause: error,
      });
    }
  }

  /**
   * When the pause of that text ends, in epoch milliseconds and at most an hour from now;
   * undefined where it is over. Throws where the text tells of no pause.
   */
  endOf(text: string): number | undefined {
    const nowMs = this.#clock.nowMs();
    const untilMs = parseUntilMs(text);
    if (untilMs === undefined) throw new Error(`${this.#path} holds no end of a pause`);
    if (isTooFarAhead(untilMs, nowMs)) {
      throw new Error(
        `${this.#path} holds an end further ahead than a pause lasts; ` +
          "the clock may have been set back",
      );
    }
    return boundedPauseEnd(untilMs, nowMs);
  }

  /** Replaces the file in one step; only its user can read it. Gives what it holds now. */
  async write(untilMs: number): Promise<string> {
    const text = `${JSON.stringify({ untilMs })}\n`;
    await this.#makeFolder();
    const file = await createAtomicFile(this.#fs, this.#path, this.#clock.nowMs());
    try {
      await file.write(Buffer.from(text));
      await file.commit();
    } finally {
      await file.discard();
    }
    return text;
  }

  /** Does nothing where there is no file. */
  async remove(): Promise<void> {
    try {
      await this.#fs.unlink(this.#path);
    } catch (error) {
      if (errorCode(error) !== "ENOENT") throw error;
    }
  }

  /** Removes the file unless it holds something else: another window may have begun a new pause. */
  async removeIfStill(text: string): Promise<void> {
    if ((await this.read()) === text) await this.remove();
  }

  /** Calls back when this window or another one has written or removed the file. */
  async watch(callback: () => void): Promise<() => void> {
    // A folder that comes later would be noticed late, if at all.
    await this.#makeFolder();
    return this.#watchFile(this.#folder, FILE_NAME, callback);
  }

  async #makeFolder(): Promise<void> {
    await this.#fs.mkdir(this.#folder, { recursive: true, mode: 0o700 });
  }
}

/** What the file says, unbounded; undefined for anything but an object with a finite number. */
function parseUntilMs(text: string): number | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null || !("untilMs" in parsed)) return undefined;
    const { untilMs } = parsed;
    return typeof untilMs === "number" && Number.isFinite(untilMs) ? untilMs : undefined;
  } catch {
    return undefined;
  }
}
