import type { Clock } from "../platform/clock.ts";
import type { L10n } from "../platform/l10n.ts";
import type { Log } from "../platform/log.ts";
import type { TelemetryLevel } from "../recording/level.ts";
import {
  RecordingControl,
  type RecordingControlOptions,
  type RecordingState,
} from "./recordingControl.ts";
import { PAUSE_MS } from "./recordingPause.ts";
import { toError, type FileSystem } from "../platform/fileSystem.ts";
import type { Scheduler } from "../platform/scheduler.ts";
import { PauseFile, type WatchFile } from "./pauseFile.ts";

/** A disk that takes longer to tell of a pause does not keep recording from beginning. */
const START_TIMEOUT_MS = 2_000;

/**
 * What the file held when this window last agreed with it, so that the same text is no news. Before
 * the first look it is "unread"; "overruled" is a file that could neither be told of this window's
 * choice nor be read, whose text is no news either.
 */
type KnownText = { readonly text: string | undefined } | "unread" | "overruled";

/** What pausing needs of the window. */
export interface PauseWindow {
  readonly watchFile: WatchFile;
  /** Calls back when the window gets the focus; gives what ends that. */
  readonly onFocused: (callback: () => void) => () => void;
  /** The command palette offers either to pause or to resume. */
  readonly showPaused: (isPaused: boolean) => void;
}

export interface PausableRecordingOptions {
  /** From here on nobody else sets its level. */
  readonly recorder: RecordingControlOptions["recorder"];
  /** The setting's level. */
  readonly level: TelemetryLevel;
  /** Path of the extension's global storage; undefined where it is not a local folder. */
  readonly folder: string | undefined;
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Pick<Log, "warn">;
  readonly t: L10n["t"];
  readonly window: PauseWindow;
  /**
   * Called once, within two seconds of `start`: whether there was a pause. Until then what is
   * recorded must be held back, and where there was one it must be forgotten.
   */
  readonly onPauseResolved: (wasPaused: boolean) => void;
  /** Called after each change of `state`. */
  readonly onChanged: () => void;
}

/** The recorder's level, joined from the setting and from the pause that all windows share. */
export class PausableRecording {
  readonly #clock: Clock;
  readonly #log: PausableRecordingOptions["log"];
  readonly #control: RecordingControl;
  readonly #file: PauseFile | undefined;
  readonly #endings: (() => void)[] = [];
  readonly #t: L10n["t"];
  readonly #window: PauseWindow;
  readonly #scheduler: Scheduler;
  /** Undefined once it was called. */
  #onPauseResolved: PausableRecordingOptions["onPauseResolved"] | undefined;
  #known: KnownText = "unread";
  /** What is done with the file is done one after the other. */
  #lastFileWork: Promise<void> = Promise.resolve();
  /** Rises with each choice made in this window; what was read before it is out of date. */
  #choiceCount = 0;
  #isDisposed = false;

  constructor(options: PausableRecordingOptions) {
    const { recorder, level, folder, fs, clock, scheduler, onPauseResolved, onChanged } = options;
    const { watchFile } = options.window;
    this.#clock = clock;
    this.#scheduler = scheduler;
    this.#log = options.log;
    this.#t = options.t;
    this.#window = options.window;
    this.#onPauseResolved = onPauseResolved;
    this.#file = folder === undefined ? undefined : new PauseFile({ folder, fs, clock, watchFile });
    this.#control = new RecordingControl({
      recorder,
      level,
      clock,
      schedule: (delayMs, task) => scheduler.schedule(delayMs, task),
      onChanged: (ended) => {
        this.#tellMenus();
        onChanged();
        if (ended === "expired") this.#removeOver();
      },
    });
    this.#tellMenus();
  }

  /** Reads whether there is a pause and watches for others; resolves once it watches. Call once. */
  async start(): Promise<void> {
    const cancelTimeout = this.#scheduler.schedule(START_TIMEOUT_MS, () => {
      this.#warn(
        "Whether recording is paused is not read after 2 s; until it is, the setting counts",
      );
      this.#resolvePause(false);
    });
    await this.#refresh("Recording is not paused");
    cancelTimeout();
    this.#resolvePause(false);
    if (!this.#isDisposed) await this.#watch();
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
        this.#known = { text: await file.write(untilMs) };
      } catch (cause) {
        await this.#overrule(file);
        const { message } = toError(cause);
        throw new Error(
          this.#t("Recording is paused in this window, but not in others: {0}", message),
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
        this.#known = { text: undefined };
      } catch (cause) {
        await this.#overrule(file);
        const { message } = toError(cause);
        throw new Error(
          this.#t("Recording goes on in this window, but not in others: {0}", message),
          { cause },
        );
      }
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#control.dispose();
    for (const end of this.#endings) end();
  }

  async #watch(): Promise<void> {
    const refresh = () => void this.#refresh("The pause of recording stays as it is");
    // Where the system has no more watchers, another window's choice is seen at the latest here.
    this.#endings.push(this.#window.onFocused(refresh));
    try {
      const stopWatching = await this.#file?.watch(refresh);
      if (stopWatching === undefined) return;
      if (this.#isDisposed) stopWatching();
      else this.#endings.push(stopWatching);
    } catch (error) {
      this.#warn(`Pauses of other windows are noticed late: ${toError(error).message}`);
    }
  }

  /** What was recorded before the first choice may belong to a pause that is not known yet. */
  #choose(untilMs: number | undefined): void {
    this.#choiceCount++;
    this.#control.setPausedUntil(untilMs);
    this.#resolvePause(true);
  }

  #resolvePause(wasPaused: boolean): void {
    this.#onPauseResolved?.(wasPaused);
    this.#onPauseResolved = undefined;
  }

  /** What the file holds counts for this window only once it holds something else. */
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
        if (choiceCount === this.#choiceCount) this.#takeOver(file, text);
      });
    } catch (error) {
      this.#warn(`${failure}: ${toError(error).message}`);
    }
  }

  #takeOver(file: PauseFile, text: string | undefined): void {
    const last = this.#known;
    this.#known = { text };
    // Taken over again, the same text would begin a pause anew where the clock was set back.
    if (last === "overruled" || (last !== "unread" && last.text === text)) return;
    const untilMs = text === undefined ? undefined : file.endOf(text);
    this.#control.setPausedUntil(untilMs);
    if (this.#isDisposed) this.#control.dispose();
    if (untilMs === undefined) this.#removeOver();
    else this.#resolvePause(true);
  }

  /** The file of a pause that is over would begin it again once the clock is set back. */
  #removeOver(): void {
    const known = this.#known;
    if (typeof known === "string" || known.text === undefined) return;
    const { text } = known;
    this.#withFile((file) => file.removeIfStill(text)).catch((error: unknown) => {
      this.#warn(`The pause that is over cannot be removed: ${toError(error).message}`);
    });
  }

  #withFile(work: (file: PauseFile) => Promise<void>): Promise<void> {
    const file = this.#file;
    if (file === undefined) return Promise.resolve();
    const done = this.#lastFileWork.then(() => work(file));
    this.#lastFileWork = done.catch(() => undefined);
    return done;
  }

  /** The log ends before work does that a slow disk holds up. */
  #warn(message: string): void {
    if (!this.#isDisposed) this.#log.warn(message);
  }

  #tellMenus(): void {
    this.#window.showPaused(this.#control.pausedUntilMs !== undefined);
  }
}
