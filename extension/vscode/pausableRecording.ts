import * as vscode from "vscode";
import type { Clock } from "../recording/clock.ts";
import type { TelemetryLevel } from "../recording/level.ts";
import {
  RecordingControl,
  type RecordingControlOptions,
  type RecordingState,
} from "../recording/recordingControl.ts";
import { PAUSE_MS } from "../recording/recordingPause.ts";
import { toError, type FileSystem } from "../store/fileSystem.ts";
import type { Scheduler } from "../store/scheduler.ts";
import { PauseFile } from "./pauseFile.ts";

export interface PausableRecordingOptions {
  /** Made with the level "off": it is switched on here, once it is known that there is no pause. */
  readonly recorder: RecordingControlOptions["recorder"];
  /** The setting's level. */
  readonly level: TelemetryLevel;
  /** The extension's global storage; undefined where it is no local folder. */
  readonly folder: vscode.Uri | undefined;
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Pick<vscode.LogOutputChannel, "warn">;
  /** Called after each change of `state`. */
  readonly onChanged: () => void;
}

/** The recorder's level, joined from the setting and from the pause that all windows share. */
export class PausableRecording implements vscode.Disposable {
  readonly #clock: Clock;
  readonly #log: PausableRecordingOptions["log"];
  readonly #control: RecordingControl;
  readonly #file: PauseFile | undefined;
  readonly #subscriptions: vscode.Disposable[] = [];
  /** What is done with the file is done one after the other. */
  #lastFileWork: Promise<void> = Promise.resolve();
  /** Rises with each choice made in this window; what was read before it is out of date. */
  #choiceCount = 0;

  private constructor(
    options: PausableRecordingOptions,
    file: PauseFile | undefined,
    pausedUntilMs: number | undefined,
  ) {
    const { recorder, level, clock, scheduler, log, onChanged } = options;
    this.#clock = clock;
    this.#log = log;
    this.#file = file;
    this.#control = new RecordingControl({
      recorder,
      level,
      pausedUntilMs,
      clock,
      schedule: (delayMs, task) => scheduler.schedule(delayMs, task),
      onChanged: () => {
        this.#tellMenus();
        onChanged();
      },
    });
    this.#tellMenus();
  }

  /** Reads whether there is a pause, switches the recorder on where there is none, and watches. */
  static async start(options: PausableRecordingOptions): Promise<PausableRecording> {
    const { folder, fs, clock, log } = options;
    const file = folder === undefined ? undefined : new PauseFile({ folder, fs, clock });
    const pausedUntilMs = await file?.read().catch((error: unknown) => {
      log.warn(`Recording is not paused: ${toError(error).message}`);
      return undefined;
    });
    const recording = new PausableRecording(options, file, pausedUntilMs);
    await recording.#watch();
    return recording;
  }

  get state(): RecordingState {
    return this.#control.state;
  }

  /** The setting has changed. */
  setLevel(level: TelemetryLevel): void {
    this.#control.setLevel(level);
  }

  /** For an hour from now. This window is paused also where the others cannot be told; that throws. */
  async pause(): Promise<void> {
    const untilMs = this.#clock.nowMs() + PAUSE_MS;
    this.#choose(untilMs);
    await this.#withFile(async (file) => {
      try {
        await file.write(untilMs);
      } catch (cause) {
        const { message } = toError(cause);
        throw new Error(
          vscode.l10n.t("Recording is paused in this window, but not in others: {0}", message),
          { cause },
        );
      }
    });
  }

  /** This window goes on also where the others cannot be told; that throws. */
  async resume(): Promise<void> {
    this.#choose(undefined);
    await this.#withFile(async (file) => {
      try {
        await file.remove();
      } catch (cause) {
        const { message } = toError(cause);
        throw new Error(
          vscode.l10n.t("Recording goes on in this window, but not in others: {0}", message),
          { cause },
        );
      }
    });
  }

  dispose(): void {
    this.#control.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #watch(): Promise<void> {
    const refresh = () => void this.#refresh();
    this.#subscriptions.push(
      // Where the system has no more watchers, another window's choice is seen at the latest here.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) refresh();
      }),
    );
    try {
      if (this.#file !== undefined) this.#subscriptions.push(await this.#file.watch(refresh));
    } catch (error) {
      this.#log.warn(`Pauses of other windows are noticed late: ${toError(error).message}`);
    }
  }

  #choose(untilMs: number | undefined): void {
    this.#choiceCount++;
    this.#control.setPausedUntil(untilMs);
  }

  async #refresh(): Promise<void> {
    const choiceCount = this.#choiceCount;
    try {
      await this.#withFile(async (file) => {
        const untilMs = await file.read();
        if (choiceCount === this.#choiceCount) this.#control.setPausedUntil(untilMs);
      });
    } catch (error) {
      this.#log.warn(`The pause of recording stays as it is: ${toError(error).message}`);
    }
  }

  #withFile(work: (file: PauseFile) => Promise<void>): Promise<void> {
    const file = this.#file;
    if (file === undefined) return Promise.resolve();
    const done = this.#lastFileWork.then(() => work(file));
    this.#lastFileWork = done.catch(() => undefined);
    return done;
  }

  /** The command palette offers either to pause or to resume. */
  #tellMenus(): void {
    const isPaused = this.#control.pausedUntilMs !== undefined;
    void vscode.commands.executeCommand("setContext", "coder.telemetry.paused", isPaused);
  }
}
