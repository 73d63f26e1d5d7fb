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

/** After all events of the samples and the corpus. */
export const PANEL_NOW_MS = Date.parse("2026-07-02T12:00:00.000Z");

export interface PanelTestbedOptions {
  /** The extension's own store. */
  readonly directory: string;
  readonly coderDirectory?: string;
  readonly fs?: FileSystem;
  /** First eight digits of the running session's id. */
  readonly session8?: string;
  /** What an earlier window remembered. */
  readonly remembered?: unknown;
}

/** The host's side of a panel with all its parts, joined to the client of a page. */
export class PanelTestbed {
  readonly session: PanelSession;
  readonly user: ScriptedUser;
  readonly clock = new ManualClock(PANEL_NOW_MS);
  readonly scheduler = new ManualScheduler();
  readonly sink = new CollectingSink();
  /** What the host logged. */
  readonly warnings: string[] = [];
  readonly errors: string[] = [];
  /** The folders that are watched now, each with what tells of a change. */
  readonly watched = new Map<string, () => void>();
  /** How often a watch began. */
  watchCount = 0;
  /** Why folders cannot be watched, while they cannot. */
  watchFailure: Error | undefined;
  readonly #watchEnds = new Map<string, (reason: Error | undefined) => void>();
  readonly #panelPort: Port;
  #index: string | undefined;
  /** How often the index of the own store was saved. */
  saveCount = 0;
  remembered: unknown;
  recording: Recording = { state: "on" };
  counts: SinkCounts | undefined;
  /** Thrown where the host remembers something. */
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

  /** The page is loaded anew: the old one is gone without a word, the new one knows nothing. */
  reload(): HostClient {
    this.client.dispose();
    this.client = new HostClient(this.#panelPort);
    return this.client;
  }

  /** Says "ready" and waits for the first snapshot of a store that the host has looked at. */
  async open(): Promise<Snapshot> {
    const told = this.nextSnapshot(({ index }) => index.state !== "reading");
    const { snapshot } = await this.client.request("ready", {});
    return snapshot.index.state === "reading" ? told : snapshot;
  }

  /** The watch of the folder ends by itself. */
  endWatch(directory: string, reason?: Error): void {
    this.watched.delete(directory);
    this.#watchEnds.get(directory)?.(reason);
  }

  /** The next snapshot that the host tells and that is as wanted. */
  nextSnapshot(isWanted: (snapshot: Snapshot) => boolean = () => true): Promise<Snapshot> {
    return new Promise((resolve) => {
      const stop = this.client.on("snapshot", (snapshot) => {
        if (!isWanted(snapshot)) return;
        stop();
        resolve(snapshot);
      });
    });
  }

  /** Posts to the host whatever it is, as a page could. */
  post(message: unknown): void {
    this.#panelPort.post(message);
  }

  /** From now on, how each request that the host answers ended: "result" or the error's code. */
  recordAnswers(): readonly string[] {
    const answers: string[] = [];
    this.#panelPort.listen((message) => {
      const parsed = parseToPanel(message);
      if (parsed?.kind === "result") answers.push("result");
      if (parsed?.kind === "error") answers.push(parsed.error.code);
    });
    return answers;
  }

  /** The range as the page gives it, anchored at the testbed's time. */
  view(range: ExportRange = { kind: "allTime" }) {
    return { range, nowMs: this.clock.nowMs() };
  }
}
