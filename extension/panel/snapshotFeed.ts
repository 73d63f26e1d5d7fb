import type { Snapshot } from "../../shared/protocol/values.ts";
import type { Clock } from "../platform/clock.ts";
import type { FileSummary } from "../store/index/fileSummary.ts";
import type { Scheduler } from "../platform/scheduler.ts";
import { createSnapshot, type RecordingStatus, type SnapshotContent } from "./snapshot.ts";
import type { Source } from "../actions/sources.ts";
import type { StoreView } from "./storeView.ts";

/** The page counts "last 24 hours" back from the time of the last snapshot. */
const MAX_AGE_MS = 60_000;

export interface SnapshotFeedOptions {
  readonly clock: Pick<Clock, "nowMs">;
  readonly scheduler: Scheduler;
  readonly machine: string;
  readonly view: () => StoreView;
  readonly sources: { list(): Promise<readonly Source[]> };
  readonly recording: { status(): RecordingStatus };
  readonly emit: (snapshot: Snapshot) => void;
}

interface Capture {
  readonly content: SnapshotContent;
  readonly text: string;
  /** Compared by identity, since other files may have the same counts. */
  readonly summaries: readonly FileSummary[];
}

/**
 * The snapshots of one panel. The page treats each as new data, so an unchanged one is sent only
 * when the last is a minute old.
 */
export class SnapshotFeed {
  readonly #options: SnapshotFeedOptions;
  #revision = 0;
  #isListening = false;
  #lastSent: Capture | undefined;
  #cancelNext: (() => void) | undefined;

  constructor(options: SnapshotFeedOptions) {
    this.#options = options;
  }

  /** Whether there is a page to receive updates. */
  get isListening(): boolean {
    return this.#isListening;
  }

  /** The first snapshot of a page, which receives changes from then on. */
  async start(): Promise<Snapshot> {
    this.#isListening = true;
    this.#scheduleNext();
    return this.#stamp(await this.#capture());
  }

  /** Sends a snapshot if it differs from the last one. */
  async sendIfChanged(): Promise<void> {
    const capture = await this.#capture();
    const { text, summaries } = capture;
    const last = this.#lastSent;
    if (text !== last?.text || summaries !== last.summaries) this.#emit(capture);
  }

  /** Call when the page is gone. */
  stop(): void {
    this.#isListening = false;
    this.#lastSent = undefined;
    this.#cancelNext?.();
    this.#cancelNext = undefined;
  }

  #emit(capture: Capture): void {
    // Checked here because the panel may have been hidden during the capture.
    if (!this.#isListening) return;
    this.#scheduleNext();
    this.#options.emit(this.#stamp(capture));
  }

  #scheduleNext(): void {
    this.#cancelNext?.();
    this.#cancelNext = this.#options.scheduler.schedule(MAX_AGE_MS, () => {
      void this.#capture().then((capture) => {
        this.#emit(capture);
      });
    });
  }

  #stamp(capture: Capture): Snapshot {
    this.#lastSent = capture;
    const { content } = capture;
    return { ...content, revision: ++this.#revision, nowMs: this.#options.clock.nowMs() };
  }

  async #capture(): Promise<Capture> {
    const { machine, sources, recording } = this.#options;
    const available = await sources.list();
    const view = this.#options.view();
    const status = recording.status();
    const content = createSnapshot({ machine, view, sources: available, status });
    return { content, text: JSON.stringify(content), summaries: view.summaries };
  }
}
