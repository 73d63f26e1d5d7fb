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
import type { UserInterface } from "../actions/userInterface.ts";
import type { Log } from "../platform/log.ts";
import type { RecordingStatus } from "./snapshot.ts";
import { SnapshotFeed } from "./snapshotFeed.ts";
import type { Sources } from "../actions/sources.ts";
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
  readonly watchFolder: WatchFolder;
  readonly user: UserInterface;
  /** Name of this machine. */
  readonly machine: string;
  readonly log: Log;
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
      t: user.l10n.t,
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
        user.showError(describeFailure(user.l10n, error));
      },
      onDropped: (count) => {
        log.warn(`${count} messages of the panel could not be read or answered.`);
      },
    });
  }

  /** Something has changed that the panel shows: it follows within a third of a second. */
  refreshSoon(): void {
    if (!this.#feed.isListening || this.#cancelRefresh !== undefined) return;
    this.#cancelRefresh = this.#options.scheduler.schedule(REFRESH_DELAY_MS, () => {
      this.#cancelRefresh = undefined;
      // The folder may have come into being since, or be another one of the same name.
      this.#folderWatch?.start();
      void this.#view.refresh();
    });
  }

  /** Shows that folder, read-only. */
  async showFolder(directory: string): Promise<void> {
    await this.#options.sources.selectFolder(directory);
    this.#switchView();
    await this.#rememberSource();
  }

  /** The page is gone, and with it all it asked for, until it is shown and says "ready" anew. */
  hide(): void {
    this.#feed.end();
    this.#dispatcher.abandon();
    this.#events.endQuery();
    this.#stopFollowing();
    this.#view.save();
  }

  dispose(): void {
    this.hide();
    this.#view.close();
    this.#dispatcher.dispose();
  }

  #ownHandlers() {
    const { fs, recorder, sources, recording, user, log } = this.#options;
    return {
      ready: async () => {
        this.#follow();
        // What waits in memory is part of what is recorded; it comes with the next refresh.
        void recorder.flush();
        void this.#view.refresh();
        return { strings: { ...user.strings() }, snapshot: await this.#feed.begin() };
      },
      countRange: async ({ range, nowMs }, { signal }) => {
        const summaries = await this.#flushedSummaries(signal);
        const count = await countRange(fs, summaries, exportRangeToInstants(range, nowMs), signal);
        return { ...count, days: [...count.days], frequentEvents: [...count.frequentEvents] };
      },
      selectSource: async ({ kind }) => {
        if (!sources.select(kind)) {
          throw new ProtocolError("notFound", user.l10n.t("No folder was chosen yet."));
        }
        this.#switchView();
        await this.#rememberSource();
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
        log.warn(`The panel reports: ${message}`);
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
      ...(source.kind === "own" && { cache: ownIndexCache }),
      onNotice: (message) => {
        log.warn(message);
      },
      onChanged: () => {
        void this.#feed.tell();
      },
    });
  }

  /** What the files hold once all is in them that was recorded so far; throws as `whenRead`. */
  async #flushedSummaries(signal: AbortSignal): Promise<readonly FileSummary[]> {
    const { recorder, recording } = this.#options;
    const view = this.#view;
    const isComplete = (recording.status().counts?.buffered ?? 0) === 0;
    if (view.source.kind === "own" && !isComplete) {
      await abortable(recorder.flush(), signal);
      await abortable(view.refresh(), signal);
    }
    return view.whenRead(signal);
  }

  #switchView(): void {
    this.#events.endQuery();
    this.#view.close();
    this.#view = this.#openView();
    if (!this.#feed.isListening) return;
    this.#follow();
    void this.#feed.tell();
    void this.#view.refresh();
  }

  async #rememberSource(): Promise<void> {
    const { sources, log } = this.#options;
    try {
      await sources.save();
    } catch (error) {
      log.error("The folder that is shown could not be remembered", error);
    }
  }

  #follow(): void {
    this.#stopFollowing();
    const { watchFolder, scheduler, log } = this.#options;
    this.#folderWatch = new FolderWatch({
      directory: this.#view.source.directory,
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

  #stopFollowing(): void {
    this.#cancelRefresh?.();
    this.#cancelRefresh = undefined;
    this.#folderWatch?.stop();
    this.#folderWatch = undefined;
  }
}
