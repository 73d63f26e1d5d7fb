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

/** A snapshot of the own store, empty and recording, but for what is given. */
export function snapshotWith(given: Partial<Snapshot> = {}): Snapshot {
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
    ...given,
  };
}

/** Totals of nothing but for what is given. */
export function totalsWith(given: Partial<Snapshot["totals"]>): Snapshot["totals"] {
  return { ...NOTHING, ...given };
}

/** The count of a range that holds nothing but for what is given. */
export function rangeCountWith(given: Partial<RangeCount> = {}): RangeCount {
  return { ...NOTHING, days: [], frequentEvents: [], ...given };
}
