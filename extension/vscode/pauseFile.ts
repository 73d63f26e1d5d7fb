import { join } from "node:path";
import * as vscode from "vscode";
import { createAtomicFile } from "../export/atomicFile.ts";
import type { Clock } from "../recording/clock.ts";
import { boundedPauseEnd } from "../recording/recordingPause.ts";
import { errorCode, toError, type FileSystem } from "../store/fileSystem.ts";
import { closeQuietly, openRegularFile } from "../store/regularFile.ts";

const FILE_NAME = "recording-pause.json";

/** Many times what the file has when it is written here. */
const MAX_BYTES = 1_024;

export interface PauseFileOptions {
  /** The extension's global storage, which all windows share; a local folder. */
  readonly folder: vscode.Uri;
  readonly fs: FileSystem;
  readonly clock: Clock;
}

/** The file that tells all windows, and those that are opened later, how long to pause. */
export class PauseFile {
  readonly #folder: vscode.Uri;
  readonly #path: string;
  readonly #fs: FileSystem;
  readonly #clock: Clock;

  constructor({ folder, fs, clock }: PauseFileOptions) {
    this.#folder = folder;
    this.#path = join(folder.fsPath, FILE_NAME);
    this.#fs = fs;
    this.#clock = clock;
  }

  /**
   * When the pause ends, in epoch milliseconds and at most an hour from now; undefined where there
   * is none. Throws where there is a file and it cannot be read or holds anything else.
   */
  async read(): Promise<number | undefined> {
    const text = await this.#readText();
    if (text === undefined) return undefined;
    const untilMs = parseUntilMs(text);
    if (untilMs === undefined) throw new Error(`${this.#path} holds no end of a pause`);
    return boundedPauseEnd(untilMs, this.#clock.nowMs());
  }

  /** Replaces the file in one step; only its user can read it. */
  async write(untilMs: number): Promise<void> {
    await this.#makeFolder();
    const file = await createAtomicFile(this.#fs, this.#path, this.#clock.nowMs());
    try {
      await file.write(Buffer.from(`${JSON.stringify({ untilMs })}\n`));
      await file.commit();
    } finally {
      await file.discard();
    }
  }

  /** Does nothing where there is no file. */
  async remove(): Promise<void> {
    try {
      await this.#fs.unlink(this.#path);
    } catch (error) {
      if (errorCode(error) !== "ENOENT") throw error;
    }
  }

  /** Calls back when this window or another one has written or removed the file. */
  async watch(callback: () => void): Promise<vscode.Disposable> {
    // A folder that comes later would be noticed late, if at all.
    await this.#makeFolder();
    const pattern = new vscode.RelativePattern(this.#folder, FILE_NAME);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    watcher.onDidCreate(callback);
    watcher.onDidChange(callback);
    watcher.onDidDelete(callback);
    return watcher;
  }

  async #makeFolder(): Promise<void> {
    await this.#fs.mkdir(this.#folder.fsPath, { recursive: true, mode: 0o700 });
  }

  /** Undefined where there is no file. A longer text than is ever written here is cut off. */
  async #readText(): Promise<string | undefined> {
    try {
      const handle = await openRegularFile(this.#fs, this.#path);
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAX_BYTES), 0, MAX_BYTES, 0);
        return buffer.toString("utf8", 0, bytesRead);
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
