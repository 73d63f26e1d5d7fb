import { promises as nodeFs } from "node:fs";
import { PanelSession } from "../../extension/panel/panelSession.ts";
import { Sources } from "../../extension/actions/sources.ts";
import type { ExtensionEvents } from "../../extension/recording/eventCatalog.ts";
import { createIdSource } from "../../extension/recording/ids.ts";
import { Recorder } from "../../extension/recording/recorder.ts";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";
import type { ExportRange } from "../../shared/exportRange.ts";
import { parseToPanel } from "../../shared/protocol/envelope.ts";
import type { Port } from "../../shared/protocol/port.ts";
import type { SinkCounts } from "../../extension/store/writing/eventBuffer.ts";
import type { Recording, Snapshot } from "../../shared/protocol/values.ts";
import { HostClient } from "../../webview/host/hostClient.ts";
import { CollectingSink } from "./collectingSink.ts";
import { ManualClock } from "./manualClock.ts";
import { ManualScheduler } from "./manualScheduler.ts";
import { createPortPair } from "./portPair.ts";
import { ScriptedUser } from "./scriptedUser.ts";
import { seededRandom } from "./seededRandom.ts";

/** Later than all events of the samples and the corpus. */
export const PANEL_NOW_MS = Date.parse("2026-07-02T12:00:00.000Z");

export interface PanelTestbedOptions {
  /** The extension's own store. */
  readonly directory: string;
  readonly coderDirectory?: string;
  readonly fs?: FileSystem;
  /** The first eight digits of the current session's ID. */
  readonly session8?: string;
  /** The source remembered by a previous window. */
  readonly remembered?: unknown;
}

/** The complete host side of a panel, connected to the client of a page. */
export class PanelTestbed {
  readonly session: PanelSession;
  readonly user: ScriptedUser;
  readonly clock = new ManualClock(PANEL_NOW_MS);
  readonly scheduler = new ManualScheduler();
  readonly sink = new CollectingSink();
  /** The messages logged by the host. */
  readonly warnings: string[] = [];
  readonly errors: string[] = [];
  /** The watched folders, with callbacks that report a change. */
  readonly watched = new Map<string, () => void>();
  /** The number of started watches. */
  watchCount = 0;
  /** If set, folders cannot be watched for this reason. */
  watchFailure: Error | undefined;
  readonly #watchEnds = new Map<string, (reason: Error | undefined) => void>();
  readonly #panelPort: Port;
  #index: string | undefined;
  /** How often the index of the extension's own store was saved. */
  saveCount = 0;
  remembered: unknown;
  recording: Recording = { state: "on" };
  counts: SinkCounts | undefined;
  /** If set, remembering a source fails with this error. */
  memoryFailure: Error | undefined;
  client: HostClient;

  constructor(options: PanelTestbedOptions) {
    const { directory, fs = nodeFs, coderDirectory = `${directory}-of-coder` } = options;
    const { panel, host } = createPortPair();
    const { clock, scheduler, sink } = this;
    const random = seededRandom(1);
    const ids = createIdSource((buffer) => {
      for (let index = 0; index < buffer.length; index++) buffer[index] = random() * 256;
      return buffer;
    });
    const recorder = new Recorder<ExtensionEvents>({ sinks: [sink], clock, ids, level: "local" });
    this.remembered = options.remembered;
    this.user = new ScriptedUser(fs);
    this.#panelPort = panel;
    this.client = new HostClient(panel);
    this.session = new PanelSession({
      port: host,
      fs,
      clock,
      scheduler,
      recorder,
      recording: {
        status: () => ({
          recording: this.recording,
          counts: this.counts,
          limits: { maxAgeDays: 30, maxTotalBytes: 104_857_600 },
        }),
        pause: () => {
          this.recording = { state: "paused", untilMs: clock.nowMs() + 3_600_000 };
          return Promise.resolve();
        },
        resume: () => {
          this.recording = { state: "on" };
          return Promise.resolve();
        },
      },
      session8: options.session8 ?? "ffffffff",
      sources: new Sources({
        fs,
        ownDirectory: directory,
        coderDirectory,
        stored: {
          get: () => this.remembered,
          set: (value) => {
            if (this.memoryFailure !== undefined) return Promise.reject(this.memoryFailure);
            this.remembered = value;
            return Promise.resolve();
          },
        },
      }),
      ownIndexCache: {
        load: () => Promise.resolve(this.#index),
        save: (text) => {
          this.#index = text;
          this.saveCount++;
          return Promise.resolve();
        },
      },
      watchFolder: (watched, onChange, onEnded) => {
        if (this.watchFailure !== undefined) throw this.watchFailure;
        this.watchCount++;
        this.watched.set(watched, onChange);
        this.#watchEnds.set(watched, onEnded);
        return () => this.watched.delete(watched);
      },
      user: this.user,
      machine: "machine",
      log: {
        info: () => undefined,
        warn: (message) => this.warnings.push(message),
        error: (message, cause) => this.errors.push(`${message}: ${String(cause)}`),
      },
    });
  }

  /** Reloads the page: the old one disappears without a message, and the new one has no state. */
  reload(): HostClient {
    this.client.dispose();
    this.client = new HostClient(this.#panelPort);
    return this.client;
  }

  /** Sends "ready" and waits for the first snapshot of a scanned store. */
  async open(): Promise<Snapshot> {
    const told = this.nextSnapshot(({ index }) => index.state !== "reading");
    const { snapshot } = await this.client.request("ready", {});
    return snapshot.index.state === "reading" ? told : snapshot;
  }

  /** Ends the watch of a folder, as the system would. */
  endWatch(directory: string, reason?: Error): void {
    this.watched.delete(directory);
    this.#watchEnds.get(directory)?.(reason);
  }

  /** The next snapshot that matches. */
  nextSnapshot(isWanted: (snapshot: Snapshot) => boolean = () => true): Promise<Snapshot> {
    return new Promise((resolve) => {
      const stop = this.client.on("snapshot", (snapshot) => {
        if (!isWanted(snapshot)) return;
        stop();
        resolve(snapshot);
      });
    });
  }

  /** Posts any message to the host, like a page could. */
  post(message: unknown): void {
    this.#panelPort.post(message);
  }

  /** Records the outcome of each later response: "result" or the error code. */
  recordAnswers(): readonly string[] {
    const answers: string[] = [];
    this.#panelPort.listen((message) => {
      const parsed = parseToPanel(message);
      if (parsed?.kind === "result") answers.push("result");
      if (parsed?.kind === "error") answers.push(parsed.error.code);
    });
    return answers;
  }

  /** The range anchored at the current time, like the page sends it. */
  view(range: ExportRange = { kind: "allTime" }) {
    return { range, nowMs: this.clock.nowMs() };
  }
}
