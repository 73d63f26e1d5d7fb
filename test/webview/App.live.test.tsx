import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { RequestHandlers } from "../../extension/panel/dispatcher.ts";
import type { DeletionVerdict, ExportVerdict, Snapshot } from "../../shared/protocol/values.ts";
import { INITIAL_STATE, type PanelState } from "../../webview/kept/panelState.ts";
import { answersFor, DAYS, makeRangeCount, makeSnapshot, NOW_MS, openApp } from "./appFixture.tsx";
import { dayCount } from "./dayFixture.ts";
import { settle } from "./settle.ts";

const OTHER_FOLDER: Partial<Snapshot> = {
  source: { kind: "folder", folder: "/other", machine: "laptop", isReadOnly: true },
};

/** The saved state of a page that was closed in `state`. */
function savedPage(state: Partial<PanelState>): unknown {
  return { state: { ...INITIAL_STATE, ...state }, scrolls: { list: 0, page: 0 } };
}

/** Sends a snapshot to the page and waits for the resulting render. */
async function sendSnapshot(
  { host }: ReturnType<typeof openApp>,
  changes: Partial<Snapshot>,
): Promise<void> {
  act(() => {
    host.emit("snapshot", makeSnapshot(changes));
  });
  await settle();
}

/** Never answers, and records for each request whether it was aborted. */
function pendingCounts(): {
  readonly answers: Partial<RequestHandlers>;
  readonly aborted: boolean[];
} {
  const aborted: boolean[] = [];
  const countRange: RequestHandlers["countRange"] = (_, { signal }) => {
    const index = aborted.push(false) - 1;
    signal.addEventListener("abort", () => (aborted[index] = true));
    return new Promise(() => undefined);
  };
  return { answers: { ...answersFor(makeSnapshot()), countRange }, aborted };
}

describe("the count of the range", () => {
  it("is not aborted when newer snapshots arrive first", async () => {
    const { answers, aborted } = pendingCounts();
    const app = openApp(answers);
    await screen.findByRole("tablist");
    for (const revision of [2, 3, 4])
      await sendSnapshot(app, { revision, nowMs: NOW_MS + revision });
    expect(aborted).toEqual([false]);
  });

  it("is aborted when the range changes", async () => {
    const { answers, aborted } = pendingCounts();
    openApp(answers);
    await userEvent.click(await screen.findByText("All time"));
    await waitFor(() => {
      expect(aborted).toEqual([true, false]);
    });
  });

  it("is requested again for the latest snapshot once the pending count arrives", async () => {
    const counts: ((eventCount: number) => void)[] = [];
    const app = openApp({
      ...answersFor(makeSnapshot()),
      countRange: () =>
        new Promise((resolve) => {
          counts.push((eventCount) => {
            resolve({ ...makeRangeCount(DAYS), eventCount });
          });
        }),
    });
    await screen.findByRole("tablist");
    for (const revision of [2, 3]) await sendSnapshot(app, { revision, nowMs: NOW_MS + revision });
    counts[0]?.(4_444);
    expect(await screen.findByText("4,444")).toBeTruthy();
    await settle();
    const requests = app.host.requests.filter(({ method }) => method === "countRange");
    expect(requests.map(({ params }) => (params as { nowMs: number }).nowMs - NOW_MS)).toEqual([
      0, 3,
    ]);
  });
});

describe("a range", () => {
  it("with only misfiled events is not reported as empty", async () => {
    const days = [dayCount("2026-11-10", 3), dayCount("2026-11-17", 0)];
    openApp({
      ...answersFor(makeSnapshot({ days })),
      countRange: () =>
        Promise.resolve({ ...makeRangeCount(days), eventCount: 5, misfiledEventCount: 5 }),
    });
    expect((await screen.findByText("Misfiled")).parentElement?.textContent).toBe("Misfiled5");
    expect(screen.queryByText(/No events in this range/)).toBeNull();
  });

  it("that starts after the last event of its days offers the nearest day with events", async () => {
    const days = [dayCount("2026-11-19", 3)];
    openApp(
      {
        ...answersFor(makeSnapshot({ days })),
        countRange: () => Promise.resolve(makeRangeCount([])),
      },
      savedPage({ range: { kind: "last24Hours" } }),
    );
    expect(await screen.findByText("Nearest day with events: 19 Nov 2026")).toBeTruthy();
  });
});

describe("a snapshot", () => {
  it("that arrives before the first response is shown after it", async () => {
    const ready = Promise.withResolvers<Awaited<ReturnType<RequestHandlers["ready"]>>>();
    const app = openApp({ ...answersFor(makeSnapshot()), ready: () => ready.promise });
    await settle();
    await sendSnapshot(app, { revision: 3, droppedEventCount: 77 });
    await sendSnapshot(app, { revision: 2, droppedEventCount: 66 });
    expect(screen.queryByText("77")).toBeNull();
    ready.resolve({ strings: {}, snapshot: makeSnapshot() });
    expect(await screen.findByText("77")).toBeTruthy();
  });
});

describe("the events of a preset", () => {
  it("are queried again when the total count changes", async () => {
    const app = openApp(answersFor(makeSnapshot()));
    await screen.findByRole("tablist");
    await settle();
    const queryCount = () =>
      app.host.requests.filter(({ method }) => method === "queryEvents").length;
    const before = queryCount();
    const totals = { ...makeRangeCount(DAYS), eventCount: 1_110 };
    await sendSnapshot(app, { revision: 2, totals });
    expect(queryCount()).toBe(before + 1);
  });
});

describe("the choice of chart or table", () => {
  it("is restored after a reload", async () => {
    const { kept } = openApp(answersFor(makeSnapshot()));
    await userEvent.click(await screen.findByText("Table"));
    const later = openApp(answersFor(makeSnapshot()), structuredClone(kept()));
    expect(
      await within(later.container).findByRole("columnheader", { name: "Day (UTC)" }),
    ).toBeTruthy();
  });
});

describe("a result message", () => {
  const DELETED: DeletionVerdict = {
    outcome: "done",
    message: "Deleted 2 of 3 files.",
    hasProblems: true,
  };
  const deleting = {
    ...answersFor(makeSnapshot()),
    deleteRecorded: () => Promise.resolve(DELETED),
  };

  it("of a deletion stays, with the focus, when the store is empty", async () => {
    const app = openApp(deleting, savedPage({ tab: "files" }));
    const button = await screen.findByText("Delete All Recorded Telemetry…");
    button.focus();
    button.click();
    const verdict = await screen.findByText(DELETED.message);
    await sendSnapshot(app, { revision: 2, days: [] });
    expect(screen.queryByRole("tablist")).toBeNull();
    expect(screen.getByText(DELETED.message)).toBe(verdict);
    expect(document.activeElement).toBe(verdict.closest("[tabindex='-1']"));
  });

  it("returns lost focus to the button that started the action", async () => {
    const answer = Promise.withResolvers<DeletionVerdict>();
    openApp(
      { ...answersFor(makeSnapshot()), deleteRecorded: () => answer.promise },
      savedPage({ tab: "files" }),
    );
    const button = await screen.findByText("Delete All Recorded Telemetry…");
    button.focus();
    button.click();
    // Like a dialog that had the focus when it closed.
    const dialog = document.body.appendChild(document.createElement("input"));
    dialog.focus();
    dialog.remove();
    expect(document.activeElement).toBe(document.body);
    answer.resolve({ outcome: "dismissed" });
    await waitFor(() => {
      expect(document.activeElement).toBe(button);
    });
  });

  it("of a deletion disappears when the range changes", async () => {
    openApp(deleting, savedPage({ tab: "files" }));
    await userEvent.click(await screen.findByText("Delete All Recorded Telemetry…"));
    await screen.findByText(DELETED.message);
    await userEvent.click(screen.getByText("All time"));
    expect(screen.queryByText(DELETED.message)).toBeNull();
  });

  it("of an export is shown on other tabs until the Export tab is opened", async () => {
    const ending = Promise.withResolvers<ExportVerdict>();
    openApp(
      { ...answersFor(makeSnapshot()), exportRange: () => ending.promise },
      savedPage({ tab: "export" }),
    );
    await userEvent.click(await screen.findByText(/^Export as/));
    await userEvent.click(screen.getByRole("tab", { name: "Events" }));
    expect(await screen.findByText("Exporting…")).toBeTruthy();
    const message = "Exported 3 events.";
    ending.resolve({ outcome: "exported", exportId: 0, savedAs: "a", message, hasProblems: false });
    expect((await screen.findByText(message)).closest("[role=status]")).toBeTruthy();
    await userEvent.click(screen.getByRole("tab", { name: "Preview and Export" }));
    expect(screen.getAllByText(message)).toHaveLength(1);
    await userEvent.click(screen.getByRole("tab", { name: "Files" }));
    expect(screen.queryByText(message)).toBeNull();
  });

  it("of an export disappears when the folder changes", async () => {
    const message = "There are no events to export.";
    const app = openApp(
      {
        ...answersFor(makeSnapshot()),
        exportRange: () => Promise.resolve({ outcome: "empty", message, hasProblems: false }),
      },
      savedPage({ tab: "export" }),
    );
    await userEvent.click(await screen.findByText(/^Export as/));
    await screen.findByText(message);
    await sendSnapshot(app, { revision: 2, ...OTHER_FOLDER });
    expect(screen.queryByText(message)).toBeNull();
  });
});
