import { exportRangeToInstants } from "../../shared/exportRange.ts";
import type { Port } from "../../shared/protocol/port.ts";
import type { Snapshot } from "../../shared/protocol/values.ts";
import type { Clock } from "../recording/clock.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { FileSystem } from "../store/fileSystem.ts";
import type { IndexCache } from "../store/indexCache.ts";
import { countRange } from "../store/rangeCount.ts";
import type { Scheduler } from "../store/scheduler.ts";
import { Dispatcher, type CommandHandlers, type RequestHandlers } from "./dispatcher.ts";
import { createEventHandlers } from "./eventHandlers.ts";
import { createExportHandlers } from "./exportHandlers.ts";
import { createFileHandlers } from "./fileHandlers.ts";
import type { PanelActions } from "./panelActions.ts";
import { snapshotOf, type RecordingStatus } from "./snapshot.ts";
import type { Sources } from "./sources.ts";
import { StoreView } from "./storeView.ts";

/** What the panel can do to the recording, and what it shows of it. */
export interface PanelRecording {
  status(): RecordingStatus;
  pause(): Promise<void>;
  resume(): Promise<void>;
}

export interface PanelSessionOptions {
  readonly port: Port;
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly recorder: Recorder<ExtensionEvents>;
  readonly recording: PanelRecording;
  /** First eight digits of the running session's id. */
  readonly session8: string;
  readonly sources: Sources;
  /** Keeps the index of the own store between starts. */
  readonly ownIndexCache: IndexCache;
  /** Calls back when something in the folder changes; gives what ends that, if it can be watched. */
  readonly watchFolder: (directory: string, onChange: () => void) => (() => void) | undefined;
  readonly actions: PanelActions;
  /** Name of this machine. */
  readonly machine: string;
  readonly log: {
    warn(message: string): void;
    error(message: string, cause: unknown): void;
  };
}

/**
 * Files change in bursts; what is shown follows them well within a second, and a busy store does
 * not keep the host busy.
 */
const REFRESH_DELAY_MS = 300;

/** The host's side of one panel: keeps what is shown up to date and answers the panel. */
export class PanelSession {
  readonly #options: PanelSessionOptions;
  readonly #dispatcher: Dispatcher;
  #view: StoreView;
  #stopWatching: (() => void) | undefined;
  #cancelRefresh: (() => void) | undefined;
  #revision = 0;
  /** No page has asked for anything yet, or the panel is hidden: nobody would see an update. */
  #isListening = false;

  constructor(options: PanelSessionOptions) {
    this.#options = options;
    this.#view = this.#openView();
    const { fs, recorder, actions, log } = options;
    const handlers = {
      ...createEventHandlers({ fs, clock: options.clock, view: () => this.#view }),
      ...createFileHandlers({
        fs,
        recorder,
        actions,
        view: () => this.#view,
        moment: () => ({ nowMs: options.clock.nowMs(), session8: options.session8 }),
        onWarning: (message) => {
          log.warn(message);
        },
      }),
      ...createExportHandlers({
        fs,
        recorder,
        actions,
        source: () => this.#view.source,
      }),
      ...this.#ownHandlers(),
    };
    this.#dispatcher = new Dispatcher({
      port: options.port,
      requests: handlers,
      commands: handlers,
      onProblem: (message, cause) => {
        log.error(message, cause);
      },
      onUnawaitedFailure: (error) => {
        actions.showError(actions.describeFailure(error));
      },
      onDropped: (count) => {
        log.warn(`${count} messages of the panel could not be read or answered.`);
      },
    });
  }

  /** Something has changed that the panel shows: it follows within a third of a second. */
  refreshSoon(): void {
    if (!this.#isListening || this.#cancelRefresh !== undefined) return;
    this.#cancelRefresh = this.#options.scheduler.schedule(REFRESH_DELAY_MS, () => {
      this.#cancelRefresh = undefined;
      // The folder may have come into being since, or be another one of the same name.
      this.#follow();
      void this.#view.refresh();
    });
  }

  /** Shows that folder, read-only. */
  async showFolder(directory: string): Promise<void> {
    await this.#options.sources.selectFolder(directory);
    this.#switchView();
  }

  /** The page is gone, and with it all it asked for, until it is shown and says "ready" anew. */
  hide(): void {
    this.#isListening = false;
    this.#dispatcher.abandon();
    this.#stopFollowing();
  }

  dispose(): void {
    this.hide();
    this.#view.close();
    this.#dispatcher.dispose();
  }

  #ownHandlers(): Pick<
    RequestHandlers & CommandHandlers,
    | "ready"
    | "countRange"
    | "selectSource"
    | "chooseFolder"
    | "openSettings"
    | "showLog"
    | "pauseRecording"
    | "resumeRecording"
    | "reportProblem"
  > {
    const { fs, recorder, sources, recording, actions, log } = this.#options;
    return {
      ready: async () => {
        this.#isListening = true;
        this.#follow();
        // What waits in memory is part of what is recorded; it comes with the next refresh.
        void recorder.flush();
        void this.#view.refresh();
        return { strings: { ...actions.strings() }, snapshot: await this.#snapshot() };
      },
      countRange: async ({ range, nowMs }, { signal }) => {
        const summaries = await this.#view.whenRead(signal);
        const count = await countRange(fs, summaries, exportRangeToInstants(range, nowMs), signal);
        return { ...count, days: [...count.days], frequentEvents: [...count.frequentEvents] };
      },
      selectSource: async ({ kind }) => {
        await sources.select(kind);
        this.#switchView();
        return {};
      },
      chooseFolder: async () => {
        const directory = await actions.chooseFolder();
        if (directory !== undefined) await this.showFolder(directory);
        return {};
      },
      openSettings: () => actions.openSettings(),
      showLog: () => {
        actions.showLog();
      },
      pauseRecording: () => recording.pause(),
      resumeRecording: () => recording.resume(),
      reportProblem: ({ message }) => {
        log.warn(`The panel reports: ${message}`);
      },
    };
  }

  #openView(): StoreView {
    const { fs, clock, sources, ownIndexCache, log } = this.#options;
    const source = sources.current;
    return new StoreView({
      fs,
      clock,
      source,
      ...(source.kind === "own" && { cache: ownIndexCache }),
      onNotice: (message) => {
        log.warn(message);
      },
      onChanged: () => {
        void this.#tell();
      },
    });
  }

  #switchView(): void {
    this.#view.close();
    this.#view = this.#openView();
    if (!this.#isListening) return;
    this.#follow();
    void this.#tell();
    void this.#view.refresh();
  }

  #follow(): void {
    this.#stopFollowing();
    this.#stopWatching = this.#options.watchFolder(this.#view.source.directory, () => {
      this.refreshSoon();
    });
  }

  #stopFollowing(): void {
    this.#cancelRefresh?.();
    this.#cancelRefresh = undefined;
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  async #tell(): Promise<void> {
    const snapshot = await this.#snapshot();
    // Asked last: the panel may have been hidden meanwhile.
    if (this.#isListening) this.#dispatcher.emit("snapshot", snapshot);
  }

  async #snapshot(): Promise<Snapshot> {
    const { clock, machine, recording, sources } = this.#options;
    const available = await sources.list();
    return snapshotOf({
      revision: ++this.#revision,
      nowMs: clock.nowMs(),
      machine,
      view: this.#view,
      sources: available,
      status: recording.status(),
    });
  }
}
