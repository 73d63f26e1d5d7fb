import type { Recording, Snapshot } from "../../shared/protocol/values.ts";
import type { SinkCounts } from "../store/writing/eventBuffer.ts";
import type { RetentionLimits } from "../store/retention/retention.ts";
import type { Source } from "../actions/sources.ts";
import type { StoreView } from "./storeView.ts";

/** The state of recording in this window. */
export interface RecordingStatus {
  readonly recording: Recording;
  /** Undefined if there is no local storage to record to. */
  readonly counts: SinkCounts | undefined;
  readonly limits: RetentionLimits;
}

export interface SnapshotOptions {
  readonly machine: string;
  readonly view: StoreView;
  readonly sources: readonly Source[];
  readonly status: RecordingStatus;
}

/** A snapshot without its revision and time. */
export type SnapshotContent = Omit<Snapshot, "revision" | "nowMs">;

/** Everything the panel shows about the store as a whole. */
export function createSnapshot(options: SnapshotOptions): SnapshotContent {
  const { machine, view, sources, status } = options;
  const { kind, directory } = view.source;
  const isReadOnly = kind !== "own" || directory === undefined;
  return {
    source: { kind, ...folderOf(view.source), machine, isReadOnly },
    sources: sources.map((source) => ({ kind: source.kind, ...folderOf(source) })),
    recording: status.recording,
    bufferedEventCount: status.counts?.buffered ?? 0,
    droppedEventCount: status.counts?.dropped ?? 0,
    limits: {
      maxAgeDays: status.limits.maxAgeDays,
      maxTotalBytes: status.limits.maxTotalBytes,
    },
    index: view.state,
    totals: view.counts.totals,
    days: [...view.counts.days],
  };
}

function folderOf({ directory }: Source): { folder?: string } {
  return directory === undefined ? {} : { folder: directory };
}
