import { render } from "@testing-library/react";
import type { RequestHandlers } from "../../extension/panel/dispatcher.ts";
import type { DayCount, RangeCount, Snapshot } from "../../shared/protocol/values.ts";
import { App } from "../../webview/App.tsx";
import { HostContext } from "../../webview/host/HostContext.ts";
import { KeptPage } from "../../webview/kept/keptPage.ts";
import { queryState } from "../support/queryState.ts";
import { dayCount } from "./dayFixture.ts";
import { createScriptedHost, type ScriptedHost } from "./scriptedHost.ts";

/** The current time in the tests. */
export const NOW_MS = Date.UTC(2026, 10, 20, 11, 49);

/** The days in the test store. */
export const DAYS = [
  dayCount("2026-11-17", 329, 12),
  dayCount("2026-11-18", 268, 3),
  dayCount("2026-11-20", 508),
];

export function makeSnapshot(changes: Partial<Snapshot> = {}): Snapshot {
  const days = changes.days ?? DAYS;
  return {
    revision: 1,
    nowMs: NOW_MS,
    source: { kind: "own", folder: "/telemetry", machine: "laptop", isReadOnly: false },
    sources: [{ kind: "own", folder: "/telemetry" }],
    recording: { state: "on" },
    bufferedEventCount: 0,
    droppedEventCount: 0,
    limits: { maxAgeDays: 30, maxTotalBytes: 104_857_600 },
    index: { state: "ready" },
    totals: makeRangeCount(days),
    days,
    ...changes,
  };
}

/** The count of a range of whole days. */
export function makeRangeCount(days: readonly DayCount[]): RangeCount {
  const sum = (valueOf: (day: DayCount) => number) =>
    days.reduce((total, day) => total + valueOf(day), 0);
  return {
    fileCount: sum(({ fileCount }) => fileCount),
    byteCount: sum(({ byteCount }) => byteCount),
    eventCount: sum(({ eventCount }) => eventCount),
    errorCount: sum(({ errorCount }) => errorCount),
    skippedLineCount: 0,
    misfiledEventCount: 0,
    unreadFileCount: 0,
    days: [...days],
    frequentEvents: [],
  };
}

/** Answers of a host whose store contains the days of the snapshot, but no events or files. */
export function answersFor(snapshot: Snapshot): Partial<RequestHandlers> {
  return {
    ready: () => Promise.resolve({ strings: {}, snapshot }),
    countRange: ({ range }) =>
      Promise.resolve(
        makeRangeCount(
          snapshot.days.filter(
            ({ day }) => range.kind !== "days" || (day >= range.startDay && day <= range.endDay),
          ),
        ),
      ),
    queryEvents: () => Promise.resolve(queryState()),
    preview: () => Promise.resolve({ text: "[]\n", byteCount: 3 }),
    listFiles: () => Promise.resolve({ fileCount: 0, rows: [] }),
  };
}

export interface OpenedApp {
  readonly host: ScriptedHost;
  /** The state that a reloaded page would restore. */
  readonly kept: () => unknown;
  readonly container: HTMLElement;
}

/** Renders the panel's page with a scripted host and, optionally, saved state. */
export function openApp(answers: Partial<RequestHandlers>, kept?: unknown): OpenedApp {
  const host = createScriptedHost(answers);
  let current = kept;
  const page = new KeptPage({
    savedState: kept,
    saveState: (state) => {
      current = state;
    },
  });
  const { container } = render(
    <HostContext value={host.client}>
      <App page={page} />
    </HostContext>,
  );
  return { host, kept: () => current, container };
}
