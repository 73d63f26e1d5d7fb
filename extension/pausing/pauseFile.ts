import { join } from "node:path";
import { createAtomicFile } from "../platform/atomicFile.ts";
import type { Clock } from "../platform/clock.ts";
import { boundedPauseEnd, isTooFarAhead } from "./recordingPause.ts";
import { errorCode, toError, type FileSystem } from "../platform/fileSystem.ts";
import { closeQuietly, openRegularFile, readBytes } from "../platform/regularFile.ts";

const FILE_NAME = "recording-pause.json";

/** Many times the size this class writes; anything beyond is not read. */
const MAX_BYTES = 1_024;

export interface PauseFileOptions {
  /** Path of the extension's global storage, which all windows share. */
  readonly folder: string;
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly watchFile: WatchFile;
}

/** Calls back when the file is created, changed or deleted. Returns a function to unsubscribe. */
export type WatchFile = (folder: string, name: string, onChange: () => void) => () => void;

/** The file that shares the end of a pause with all windows, including ones opened later. */
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
   * Parses the content into the end of the pause, in epoch milliseconds and at most one hour from
   * now; undefined if it is over. Throws if the content is not a valid pause.
   */
  pauseEndOf(text: string): number | undefined {
    const nowMs = this.#clock.nowMs();
    const untilMs = parseUntilMs(text);
    if (untilMs === undefined) throw new Error(`${this.#path} does not contain the end of a pause`);
    if (isTooFarAhead(untilMs, nowMs)) {
      throw new Error(
        `${this.#path} contains an end that is more than one pause away; ` +
          "the clock may have been set back",
      );
    }
    return boundedPauseEnd(untilMs, nowMs);
  }

  /** Replaces the file atomically, readable by its owner only. Returns the new content. */
  async write(untilMs: number): Promise<string> {
    const text = `${JSON.stringify({ untilMs })}\n`;
    await this.#ensureFolder();
    const file = await createAtomicFile(this.#fs, this.#path, this.#clock.nowMs());
    try {
      await file.write(Buffer.from(text));
      await file.commit();
    } finally {
      await file.discard();
    }
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

  /** Keeps the file if its content differs: another window may have started a new pause. */
  async removeIfUnchanged(text: string): Promise<void> {
    if ((await this.read()) === text) await this.remove();
  }

  /** Calls back when any window writes or removes the file. */
  async watch(callback: () => void): Promise<() => void> {
    // A folder created later would be noticed late, if at all.
    await this.#ensureFolder();
    return this.#watchFile(this.#folder, FILE_NAME, callback);
  }

  async #ensureFolder(): Promise<void> {
    await this.#fs.mkdir(this.#folder, { recursive: true, mode: 0o700 });
  }
}

/** The unbounded end in the file; undefined unless it is an object with a finite `untilMs`. */
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
