import { exportRangeToInstants } from "../../shared/exportRange.ts";
import type { Port } from "../../shared/protocol/port.ts";
import { ProtocolError } from "../../shared/protocol/envelope.ts";
import { abortable } from "../platform/abortable.ts";
import type { Clock } from "../platform/clock.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { FileSummary } from "../store/index/fileSummary.ts";
import { FolderWatch } from "../platform/folderWatch.ts";
import type { IndexCache } from "../store/index/indexCache.ts";
import { countRange } from "../store/index/rangeCount.ts";
import type { Scheduler } from "../platform/scheduler.ts";
import type { WatchFolder } from "../platform/watchFolder.ts";
import { Dispatcher, type CommandHandlers, type RequestHandlers } from "./dispatcher.ts";
import { createEventHandlers } from "./eventHandlers.ts";
import { createExportHandlers } from "./exportHandlers.ts";
import { createFileHandlers } from "./fileHandlers.ts";
import { describeFailure } from "../actions/describeFailure.ts";
import { explainEmptyFolder } from "../actions/emptyFolder.ts";
import type { UserInterface } from "../actions/userInterface.ts";
import type { Log } from "../platform/log.ts";
import type { RecordingStatus } from "./snapshot.ts";
import { SnapshotFeed } from "./snapshotFeed.ts";
import type { Sources } from "../actions/sources.ts";
import { StoreView } from "./storeView.ts";

/** Recording, as the panel shows and controls it. */
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
  /** First eight digits of the current session's id. */
  readonly session8: string;
  readonly sources: Sources;
  /** Persists the own store's index across sessions; undefined if there is no local storage. */
  readonly ownIndexCache: IndexCache | undefined;
  readonly watchFolder: WatchFolder;
  readonly user: UserInterface;
  /** Name of this machine. */
  readonly machine: string;
  readonly log: Log;
}

/**
 * Files change in bursts: short enough for the panel to feel live, long enough that a busy store
 * does not keep the host busy.
 */
const REFRESH_DELAY_MS = 300;

/** The host's side of one panel: answers its messages and keeps its data up to date. */
export class PanelSession {
  readonly #options: PanelSessionOptions;
  readonly #dispatcher: Dispatcher;
  readonly #feed: SnapshotFeed;
  readonly #events: ReturnType<typeof createEventHandlers>;
  #view: StoreView;
  #folderWatch: FolderWatch | undefined;
  #cancelRefresh: (() => void) | undefined;

  constructor(options: PanelSessionOptions) {
    this.#options = options;
    this.#view = this.#openView();
    const { fs, clock, recorder, user, log } = options;
    const view = () => this.#view;
    this.#feed = new SnapshotFeed({
      ...options,
      view,
      emit: (snapshot) => {
        this.#dispatcher.emit("snapshot", snapshot);
      },
    });
    this.#events = createEventHandlers({
      fs,
      clock,
      l10n: user.l10n,
      view,
      flushedSummaries: (signal) => this.#flushedSummaries(signal),
    });
    const handlers = {
      ...this.#events.requests,
      ...createFileHandlers({
        fs,
        recorder,
        user,
        view,
        moment: () => ({ nowMs: clock.nowMs(), session8: options.session8 }),
        onWarning: (message) => {
          log.warn(message);
        },
      }),
      ...createExportHandlers({
        fs,
        recorder,
        log,
        user,
        source: () => this.#view.source,
      }),
      ...this.#sessionHandlers(),
    };
    this.#dispatcher = new Dispatcher({
      port: options.port,
      requests: handlers,
      commands: handlers,
      onError: (message, cause) => {
        log.error(message, cause);
      },
      onUndeliverableError: (error) => {
        user.showError(describeFailure(user.l10n, error));
      },
      onDropped: (count) => {
        log.warn(`Dropped ${count} panel messages that could not be read or answered.`);
      },
    });
  }

  /** Call when the data that the panel shows has changed; refreshes it within 300 ms. */
  refreshSoon(): void {
    if (!this.#feed.isListening || this.#cancelRefresh !== undefined) return;
    this.#cancelRefresh = this.#options.scheduler.schedule(REFRESH_DELAY_MS, () => {
      this.#cancelRefresh = undefined;
      // The folder may have been created or replaced.
      this.#folderWatch?.start();
      void this.#view.refresh();
    });
  }

  /** Shows a folder, read-only. */
  async showFolder(directory: string): Promise<void> {
    await this.#options.sources.selectFolder(directory);
    this.#switchView();
    await this.#saveSource();
    const { fs, user } = this.#options;
    await explainEmptyFolder(fs, user, directory);
  }

  /** Drops everything for the page, which is gone; the next page begins with "ready". */
  hide(): void {
    this.#feed.stop();
    this.#dispatcher.abandon();
    this.#events.endQuery();
    this.#stopWatching();
    this.#view.save();
  }

  dispose(): void {
    this.hide();
    this.#view.close();
    this.#dispatcher.dispose();
  }

  #sessionHandlers() {
    const { fs, recorder, sources, recording, user, log } = this.#options;
    return {
      ready: async () => {
        this.#startWatching();
        // Buffered events belong in the panel too; the next refresh shows them.
        void recorder.flush();
        void this.#view.refresh();
        return { strings: { ...user.strings() }, snapshot: await this.#feed.start() };
      },
      countRange: async ({ range, nowMs }, { signal }) => {
        const summaries = await this.#flushedSummaries(signal);
        const count = await countRange(fs, summaries, exportRangeToInstants(range, nowMs), signal);
        return { ...count, days: [...count.days], frequentEvents: [...count.frequentEvents] };
      },
      selectSource: async ({ kind }) => {
        if (!sources.select(kind)) {
          throw new ProtocolError("notFound", user.l10n.t("No folder has been opened yet."));
        }
        this.#switchView();
        await this.#saveSource();
        return {};
      },
      chooseFolder: async () => {
        const directory = await user.pickFolder();
        if (directory !== undefined) await this.showFolder(directory);
        return {};
      },
      openSettings: () => user.openSettings(),
      showLog: () => {
        user.showLog();
      },
      pauseRecording: () => recording.pause(),
      resumeRecording: () => recording.resume(),
      reportProblem: ({ message }) => {
        log.warn(`The panel reported a problem: ${message}`);
      },
    } satisfies Partial<RequestHandlers & CommandHandlers>;
  }

  #openView(): StoreView {
    const { fs, clock, scheduler, sources, ownIndexCache, user, log } = this.#options;
    const source = sources.current;
    return new StoreView({
      fs,
      clock,
      scheduler,
      source,
      t: user.l10n.t,
      ...(source.kind === "own" && ownIndexCache && { cache: ownIndexCache }),
      onNotice: (message) => {
        log.warn(message);
      },
      onChanged: () => {
        void this.#feed.sendIfChanged();
      },
    });
  }

  /** The files, after flushing buffered events. Throws as `whenScanned` does. */
  async #flushedSummaries(signal: AbortSignal): Promise<readonly FileSummary[]> {
    const { recorder, recording } = this.#options;
    const view = this.#view;
    const hasBuffered = (recording.status().counts?.buffered ?? 0) > 0;
    if (view.source.kind === "own" && hasBuffered) {
      await abortable(recorder.flush(), signal);
      await abortable(view.refresh(), signal);
    }
    return view.whenScanned(signal);
  }

  #switchView(): void {
    this.#events.endQuery();
    this.#view.close();
    this.#view = this.#openView();
    if (!this.#feed.isListening) return;
    this.#startWatching();
    void this.#feed.sendIfChanged();
    void this.#view.refresh();
  }

  async #saveSource(): Promise<void> {
    const { sources, log } = this.#options;
    try {
      await sources.save();
    } catch (error) {
      log.error("Could not save which folder is shown", error);
    }
  }

  #startWatching(): void {
    this.#stopWatching();
    const { directory } = this.#view.source;
    if (directory === undefined) return;
    const { watchFolder, scheduler, log } = this.#options;
    this.#folderWatch = new FolderWatch({
      directory,
      watchFolder,
      scheduler,
      onChange: () => {
        this.refreshSoon();
      },
      onNotice: (message) => {
        log.warn(message);
      },
    });
    this.#folderWatch.start();
  }

  #stopWatching(): void {
    this.#cancelRefresh?.();
    this.#cancelRefresh = undefined;
    this.#folderWatch?.stop();
    this.#folderWatch = undefined;
  }
}
