import type { Clock } from "../platform/clock.ts";
import type { L10n } from "../platform/l10n.ts";
import type { Log } from "../platform/log.ts";
import type { TelemetryLevel } from "../recording/level.ts";
import { RecordableError, type ErrorReason } from "../recording/recordableError.ts";
import {
  RecordingControl,
  type RecordingControlOptions,
  type RecordingState,
} from "./recordingControl.ts";
import { PAUSE_MS } from "./recordingPause.ts";
import { toError, type FileSystem } from "../platform/fileSystem.ts";
import type { Scheduler } from "../platform/scheduler.ts";
import { PauseFile, type WatchFile } from "./pauseFile.ts";
import { describeUnsharedPause, describeUnsharedResume, type RemoteHost } from "./pauseMessages.ts";

/** If reading the pause takes longer than this, recording starts without it. */
const START_TIMEOUT_MS = 2_000;

/**
 * VS Code starts watchers in the background and misses changes until then, so the file is read once
 * more after this time.
 */
export const WATCH_SETUP_MS = 5_000;

/**
 * The file content this window has already applied, so that the same content is not applied twice.
 * "unread" before the first read. "overruled" if this window's choice could not be written and the
 * file could not be read either; the next content read is then not applied.
 */
type KnownText = { readonly text: string | undefined } | "unread" | "overruled";

/** What pausing needs from the window. */
export interface PauseWindow {
  readonly watchFile: WatchFile;
  /** Calls back when the window gains focus. Returns a function that unsubscribes. */
  readonly onFocused: (callback: () => void) => () => void;
  /** Switches the command palette between Pause and Resume. */
  readonly showPaused: (isPaused: boolean) => void;
}

export interface PausableRecordingOptions {
  /** Nothing else may set its level. */
  readonly recorder: RecordingControlOptions["recorder"];
  /** The setting's level. */
  readonly level: TelemetryLevel;
  /** Path of the extension's global storage; undefined if it is not a local folder. */
  readonly folder: string | undefined;
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Pick<Log, "warn">;
  readonly t: L10n["t"];
  readonly remoteHost: RemoteHost;
  readonly window: PauseWindow;
  /**
   * Called once, within two seconds of `start`, with whether recording was paused. Until then,
   * events must be held back; if it was paused, they must be discarded.
   */
  readonly onPauseResolved: (wasPaused: boolean) => void;
  /** Called after each change of `state`. */
  readonly onChanged: () => void;
}

/** Controls the recorder's level from the setting and from the pause that this host's windows share. */
export class PausableRecording {
  readonly #clock: Clock;
  readonly #log: PausableRecordingOptions["log"];
  readonly #control: RecordingControl;
  readonly #file: PauseFile | undefined;
  readonly #unsubscribes: (() => void)[] = [];
  readonly #t: L10n["t"];
  readonly #remoteHost: RemoteHost;
  readonly #window: PauseWindow;
  readonly #scheduler: Scheduler;
  /** Undefined once called. */
  #onPauseResolved: PausableRecordingOptions["onPauseResolved"] | undefined;
  #known: KnownText = "unread";
  /** File operations run one at a time. */
  #lastFileTask: Promise<void> = Promise.resolve();
  /** Incremented by each choice in this window; anything read before is stale. */
  #choiceCount = 0;
  #isDisposed = false;

  constructor(options: PausableRecordingOptions) {
    const { recorder, level, folder, fs, clock, scheduler, onPauseResolved, onChanged } = options;
    const { watchFile } = options.window;
    this.#clock = clock;
    this.#scheduler = scheduler;
    this.#log = options.log;
    this.#t = options.t;
    this.#remoteHost = options.remoteHost;
    this.#window = options.window;
    this.#onPauseResolved = onPauseResolved;
    this.#file = folder === undefined ? undefined : new PauseFile({ folder, fs, clock, watchFile });
    this.#control = new RecordingControl({
      recorder,
      level,
      clock,
      schedule: (delayMs, task) => scheduler.schedule(delayMs, task),
      onChanged: () => {
        this.#updateMenus();
        onChanged();
      },
    });
    this.#updateMenus();
  }

  /** Watches for changes of the pause, then reads it; resolves once it is known. Call once. */
  async start(): Promise<void> {
    const cancelTimeout = this.#scheduler.schedule(START_TIMEOUT_MS, () => {
      this.#warn("Pause state not available after 2 s; using the setting for now");
      this.#resolvePause(false);
    });
    // First, so that a pause that begins while the file is read is not missed.
    await this.#watch();
    await this.#refresh("Could not read the pause state; recording is not paused");
    cancelTimeout();
    this.#resolvePause(false);
    if (this.#isDisposed) return;
    this.#unsubscribes.push(this.#scheduler.schedule(WATCH_SETUP_MS, this.#refreshQuietly));
  }

  get state(): RecordingState {
    return this.#control.state;
  }

  /** Applies a changed setting. */
  setLevel(level: TelemetryLevel): void {
    this.#control.setLevel(level);
  }

  /** Pauses for one hour. Throws if other windows cannot be notified; this one is paused anyway. */
  async pause(): Promise<void> {
    const beganMs = this.#clock.nowMs();
    const untilMs = beganMs + PAUSE_MS;
    this.#applyChoice(untilMs);
    await this.#share("pauseNotShared", describeUnsharedPause, (file) =>
      file.write({ beganMs, untilMs }),
    );
  }

  /** Resumes. Throws if other windows cannot be notified; this one resumes anyway. */
  async resume(): Promise<void> {
    this.#applyChoice(undefined);
    await this.#share("resumeNotShared", describeUnsharedResume, async (file) => {
      await file.remove();
      return undefined;
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#control.dispose();
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
  }

  readonly #refreshQuietly = (): void => {
    void this.#refresh("Could not read the pause state; keeping the current one");
  };

  async #watch(): Promise<void> {
    // If the system is out of watchers, changes by other windows are picked up here.
    this.#unsubscribes.push(this.#window.onFocused(this.#refreshQuietly));
    try {
      const stopWatching = await this.#file?.watch(this.#refreshQuietly);
      if (stopWatching === undefined) return;
      if (this.#isDisposed) stopWatching();
      else this.#unsubscribes.push(stopWatching);
    } catch (error) {
      this.#warn(`Pauses in other windows may be noticed late: ${toError(error).message}`);
    }
  }

  /** Events held so far may fall into a pause that was not read yet, so they are discarded. */
  #applyChoice(untilMs: number | undefined): void {
    this.#choiceCount++;
    this.#control.setPausedUntil(untilMs);
    this.#resolvePause(true);
  }

  #resolvePause(wasPaused: boolean): void {
    this.#onPauseResolved?.(wasPaused);
    this.#onPauseResolved = undefined;
  }

  /**
   * Changes the file for the other windows. If that fails, this window, which has changed already,
   * ignores what the file says, and a `RecordableError` is thrown. `change` returns the new content.
   */
  #share(
    reason: ErrorReason,
    describe: typeof describeUnsharedPause,
    change: (file: PauseFile) => Promise<string | undefined>,
  ): Promise<void> {
    return this.#withFile(async (file) => {
      try {
        this.#known = { text: await change(file) };
      } catch (cause) {
        await this.#overrule(file);
        const message = describe(this.#t, this.#remoteHost, toError(cause).message);
        throw new RecordableError(reason, message, { cause });
      }
    });
  }

  /** Ignores the file in this window until its content changes. */
  async #overrule(file: PauseFile): Promise<void> {
    try {
      this.#known = { text: await file.read() };
    } catch {
      this.#known = "overruled";
    }
  }

  async #refresh(failure: string): Promise<void> {
    const choiceCount = this.#choiceCount;
    try {
      await this.#withFile(async (file) => {
        const text = await file.read();
        if (choiceCount === this.#choiceCount) this.#applyFile(file, text);
      });
    } catch (error) {
      this.#warn(`${failure}: ${toError(error).message}`);
    }
  }

  #applyFile(file: PauseFile, text: string | undefined): void {
    const last = this.#known;
    this.#known = { text };
    // Applying the same content again would restart the pause if the clock was set back.
    if (last === "overruled" || (last !== "unread" && last.text === text)) return;
    const untilMs = text === undefined ? undefined : file.pauseEndOf(text);
    this.#control.setPausedUntil(untilMs);
    if (this.#isDisposed) this.#control.dispose();
    if (untilMs !== undefined) this.#resolvePause(true);
  }

  #withFile(work: (file: PauseFile) => Promise<void>): Promise<void> {
    const file = this.#file;
    if (file === undefined) return Promise.resolve();
    const done = this.#lastFileTask.then(() => work(file));
    this.#lastFileTask = done.catch(() => undefined);
    return done;
  }

  /** On a slow disk, file operations can outlive the log. */
  #warn(message: string): void {
    if (!this.#isDisposed) this.#log.warn(message);
  }

  #updateMenus(): void {
    this.#window.showPaused(this.#control.pausedUntilMs !== undefined);
  }
}
