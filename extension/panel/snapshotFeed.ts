import type { Snapshot } from "../../shared/protocol/values.ts";
import type { Clock } from "../platform/clock.ts";
import type { FileSummary } from "../store/index/fileSummary.ts";
import type { Scheduler } from "../platform/scheduler.ts";
import { snapshotOf, type RecordingStatus, type SnapshotContent } from "./snapshot.ts";
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

interface Seen {
  readonly content: SnapshotContent;
  readonly text: string;
  /** Other files may have the same counts. */
  readonly summaries: readonly FileSummary[];
}

/**
 * The snapshots of one panel. A page takes each for new data, so one that says nothing new is told
 * only where the last is a minute old.
 */
export class SnapshotFeed {
  readonly #options: SnapshotFeedOptions;
  #revision = 0;
  #isListening = false;
  #told: Seen | undefined;
  #cancelNext: (() => void) | undefined;

  constructor(options: SnapshotFeedOptions) {
    this.#options = options;
  }

  /** Whether a page is there that would see an update. */
  get isListening(): boolean {
    return this.#isListening;
  }

  /** What a page begins with; from now on it is told of changes. */
  async begin(): Promise<Snapshot> {
    this.#isListening = true;
    this.#scheduleNext();
    return this.#stamp(await this.#look());
  }

  /** Tells the page, if something is different from what it was told last. */
  async tell(): Promise<void> {
    const seen = await this.#look();
    const { text, summaries } = seen;
    if (text !== this.#told?.text || summaries !== this.#told.summaries) this.#emit(seen);
  }

  /** The page is gone. */
  end(): void {
    this.#isListening = false;
    this.#told = undefined;
    this.#cancelNext?.();
    this.#cancelNext = undefined;
  }

  #emit(seen: Seen): void {
    // Asked last: the panel may have been hidden meanwhile.
    if (!this.#isListening) return;
    this.#scheduleNext();
    this.#options.emit(this.#stamp(seen));
  }

  #scheduleNext(): void {
    this.#cancelNext?.();
    this.#cancelNext = this.#options.scheduler.schedule(MAX_AGE_MS, () => {
      void this.#look().then((seen) => {
        this.#emit(seen);
      });
    });
  }

  #stamp(seen: Seen): Snapshot {
    this.#told = seen;
    const { content } = seen;
    return { ...content, revision: ++this.#revision, nowMs: this.#options.clock.nowMs() };
  }

  async #look(): Promise<Seen> {
    const { machine, sources, recording } = this.#options;
    const available = await sources.list();
    const view = this.#options.view();
    const status = recording.status();
    const content = snapshotOf({ machine, view, sources: available, status });
    return { content, text: JSON.stringify(content), summaries: view.summaries };
  }
}
