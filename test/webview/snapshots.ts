import type { RangeCount, Snapshot } from "../../shared/protocol/values.ts";

const NOTHING = {
  fileCount: 0,
  byteCount: 0,
  eventCount: 0,
  errorCount: 0,
  skippedLineCount: 0,
  misfiledEventCount: 0,
  unreadFileCount: 0,
};

/** A snapshot of the extension's own store, empty and recording by default. */
export function snapshotWith(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    revision: 1,
    nowMs: Date.UTC(2026, 10, 20, 10, 49),
    source: {
      kind: "own",
      folder: "/home/dana/telemetry",
      machine: "devbox",
      isReadOnly: false,
    },
    sources: [{ kind: "own", folder: "/home/dana/telemetry" }],
    recording: { state: "on" },
    bufferedEventCount: 0,
    droppedEventCount: 0,
    limits: { maxAgeDays: 30, maxTotalBytes: 104_857_600 },
    index: { state: "ready" },
    totals: NOTHING,
    days: [],
    ...changes,
  };
}

/** Totals that are 0 by default. */
export function totalsWith(changes: Partial<Snapshot["totals"]>): Snapshot["totals"] {
  return { ...NOTHING, ...changes };
}

/** The count of a range that is empty by default. */
export function rangeCountWith(changes: Partial<RangeCount> = {}): RangeCount {
  return { ...NOTHING, days: [], frequentEvents: [], ...changes };
}
