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

/** What a page keeps that was left in that state. */
function leftIn(state: Partial<PanelState>): unknown {
  return { state: { ...INITIAL_STATE, ...state }, scrolls: { list: 0, page: 0 } };
}

/** Hands the page a snapshot, and waits until what follows from it is drawn. */
async function tell(
  { host }: ReturnType<typeof openApp>,
  changes: Partial<Snapshot>,
): Promise<void> {
  act(() => {
    host.emit("snapshot", makeSnapshot(changes));
  });
  await settle();
}

/** Never answers, and says of each request whether it was given up. */
function heldCounts(): { readonly given: Partial<RequestHandlers>; readonly aborted: boolean[] } {
  const aborted: boolean[] = [];
  const countRange: RequestHandlers["countRange"] = (_, { signal }) => {
    const index = aborted.push(false) - 1;
    signal.addEventListener("abort", () => (aborted[index] = true));
    return new Promise(() => undefined);
  };
  return { given: { ...answersFor(makeSnapshot()), countRange }, aborted };
}

describe("the count of the range", () => {
  it("that takes longer than the next snapshots is not given up for them", async () => {
    const { given, aborted } = heldCounts();
    const app = openApp(given);
    await screen.findByRole("tablist");
    for (const revision of [2, 3, 4]) await tell(app, { revision, nowMs: NOW_MS + revision });
    expect(aborted).toEqual([false]);
  });

  it("is given up for another range", async () => {
    const { given, aborted } = heldCounts();
    openApp(given);
    await userEvent.click(await screen.findByText("All time"));
    await waitFor(() => {
      expect(aborted).toEqual([true, false]);
    });
  });

  it("is taken once more, with the newest instant, where data came meanwhile", async () => {
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
    for (const revision of [2, 3]) await tell(app, { revision, nowMs: NOW_MS + revision });
    counts[0]?.(4_444);
    expect(await screen.findByText("4,444")).toBeTruthy();
    await settle();
    const asked = app.host.asked.filter(({ method }) => method === "countRange");
    expect(asked.map(({ params }) => (params as { nowMs: number }).nowMs - NOW_MS)).toEqual([0, 3]);
  });
});

describe("a range", () => {
  it("whose only events are misfiled is not said to be empty", async () => {
    const days = [dayCount("2026-11-10", 3), dayCount("2026-11-17", 0)];
    openApp({
      ...answersFor(makeSnapshot({ days })),
      countRange: () =>
        Promise.resolve({ ...makeRangeCount(days), eventCount: 5, misfiledEventCount: 5 }),
    });
    expect((await screen.findByText("Misfiled")).parentElement?.textContent).toBe("Misfiled5");
    expect(screen.queryByText(/No events in this range/)).toBeNull();
  });

  it("that begins after the last event of its days leads to the nearest event", async () => {
    const days = [dayCount("2026-11-19", 3)];
    openApp(
      {
        ...answersFor(makeSnapshot({ days })),
        countRange: () => Promise.resolve(makeRangeCount([])),
      },
      leftIn({ range: { kind: "last24Hours" } }),
    );
    expect(await screen.findByText("Nearest day with events: 19 Nov 2026")).toBeTruthy();
  });
});

describe("a snapshot", () => {
  it("that comes before the answer to the first request is shown after it", async () => {
    const ready = Promise.withResolvers<Awaited<ReturnType<RequestHandlers["ready"]>>>();
    const app = openApp({ ...answersFor(makeSnapshot()), ready: () => ready.promise });
    await settle();
    await tell(app, { revision: 3, droppedEventCount: 77 });
    await tell(app, { revision: 2, droppedEventCount: 66 });
    expect(screen.queryByText("77")).toBeNull();
    ready.resolve({ strings: {}, snapshot: makeSnapshot() });
    expect(await screen.findByText("77")).toBeTruthy();
  });
});

describe("the events", () => {
  it("of a preset follow the count of the whole store, as others grow too old for it", async () => {
    const app = openApp(answersFor(makeSnapshot()));
    await screen.findByRole("tablist");
    await settle();
    const askedCount = () => app.host.asked.filter(({ method }) => method === "queryEvents").length;
    const before = askedCount();
    const totals = { ...makeRangeCount(DAYS), eventCount: 1_110 };
    await tell(app, { revision: 2, totals });
    expect(askedCount()).toBe(before + 1);
  });
});

describe("the choice of chart or table", () => {
  it("is found again after a reload", async () => {
    const { kept } = openApp(answersFor(makeSnapshot()));
    await userEvent.click(await screen.findByText("Table"));
    const later = openApp(answersFor(makeSnapshot()), structuredClone(kept()));
    expect(
      await within(later.container).findByRole("columnheader", { name: "Day (UTC)" }),
    ).toBeTruthy();
  });
});

describe("a verdict", () => {
  const DELETED: DeletionVerdict = {
    outcome: "done",
    message: "Deleted 2 of 3 files.",
    hasProblems: true,
  };
  const deleting = {
    ...answersFor(makeSnapshot()),
    deleteRecorded: () => Promise.resolve(DELETED),
  };

  it("of a deletion stays, with the focus, where nothing else is left", async () => {
    const app = openApp(deleting, leftIn({ tab: "files" }));
    const button = await screen.findByText("Delete All Recorded Telemetry…");
    button.focus();
    button.click();
    const verdict = await screen.findByText(DELETED.message);
    await tell(app, { revision: 2, days: [] });
    expect(screen.queryByRole("tablist")).toBeNull();
    expect(screen.getByText(DELETED.message)).toBe(verdict);
    expect(document.activeElement).toBe(verdict.closest("[tabindex='-1']"));
  });

  it("is followed by the focus going back to the button that asked, where it was lost", async () => {
    const answer = Promise.withResolvers<DeletionVerdict>();
    openApp(
      { ...answersFor(makeSnapshot()), deleteRecorded: () => answer.promise },
      leftIn({ tab: "files" }),
    );
    const button = await screen.findByText("Delete All Recorded Telemetry…");
    button.focus();
    button.click();
    // As a dialog does that takes the focus along.
    const dialog = document.body.appendChild(document.createElement("input"));
    dialog.focus();
    dialog.remove();
    expect(document.activeElement).toBe(document.body);
    answer.resolve({ outcome: "dismissed" });
    await waitFor(() => {
      expect(document.activeElement).toBe(button);
    });
  });

  it("of a deletion is gone for another range", async () => {
    openApp(deleting, leftIn({ tab: "files" }));
    await userEvent.click(await screen.findByText("Delete All Recorded Telemetry…"));
    await screen.findByText(DELETED.message);
    await userEvent.click(screen.getByText("All time"));
    expect(screen.queryByText(DELETED.message)).toBeNull();
  });

  it("of an export that ended on another tab is told there, until it was seen", async () => {
    const ending = Promise.withResolvers<ExportVerdict>();
    openApp(
      { ...answersFor(makeSnapshot()), exportRange: () => ending.promise },
      leftIn({ tab: "export" }),
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

  it("of an export is none of another folder", async () => {
    const message = "There are no events to export.";
    const app = openApp(
      {
        ...answersFor(makeSnapshot()),
        exportRange: () => Promise.resolve({ outcome: "empty", message, hasProblems: false }),
      },
      leftIn({ tab: "export" }),
    );
    await userEvent.click(await screen.findByText(/^Export as/));
    await screen.findByText(message);
    await tell(app, { revision: 2, ...OTHER_FOLDER });
    expect(screen.queryByText(message)).toBeNull();
  });
});
