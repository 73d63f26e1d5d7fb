import { fireEvent, screen } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import { queryState } from "../../support/queryState.ts";
import { layOut } from "../layout.ts";
import { createScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";
import { renderEvents, shownRows } from "./renderEvents.tsx";
import { eventRow, refOf, storeEvents } from "./storedEvents.ts";

layOut();

describe("the list of events", () => {
  it("shows the UTC time, name, duration, and summary of each event", async () => {
    const stored = storeEvents(1);
    stored.rows = [eventRow(0, { name: "activation", durationMs: 1_234 })];
    await renderEvents(createScriptedHost(stored.answers));
    expect(shownRows()[0]?.textContent.replace(/\s+/g, " ")).toBe(
      "2026-11-17 09:41:23.123 activation 1.2 s result=success reason=0",
    );
  });

  it("labels an error, and shows its text", async () => {
    const stored = storeEvents(1);
    stored.rows = [eventRow(0, { errorText: "ENOSPC" })];
    await renderEvents(createScriptedHost(stored.answers));
    expect(shownRows()[0]?.textContent).toMatch(/Error.*event\.0.*ENOSPC/);
  });

  it("says that an event is no longer in its file", async () => {
    const stored = storeEvents(1);
    stored.rows = [eventRow(0, { name: "", isGone: true })];
    await renderEvents(createScriptedHost(stored.answers));
    expect(shownRows()[0]?.textContent).toBe("2026-11-17 No longer in the file");
  });

  it("renders only visible rows, with their position among all rows", async () => {
    await renderEvents(createScriptedHost(storeEvents(5_000).answers));
    const rows = shownRows();
    expect(rows.length).toBeLessThan(60);
    expect(rows[2]?.getAttribute("aria-posinset")).toBe("3");
    expect(rows[2]?.getAttribute("aria-setsize")).toBe("5000");
  });

  it("uses its full width before the first resize notification", async () => {
    class SilentObserver {
      readonly observe = () => undefined;
      readonly unobserve = () => undefined;
      readonly disconnect = () => undefined;
    }
    vi.stubGlobal("ResizeObserver", SilentObserver);
    await renderEvents(createScriptedHost(storeEvents(5).answers));
    expect(screen.getByRole("listbox").className).toBe("event-list");
  });

  it("requests the rows that are scrolled to", async () => {
    const host = createScriptedHost(storeEvents(1_000_000).answers);
    await renderEvents(host);
    screen.getByRole("listbox").scrollTop = 4_000_000;
    await settle();
    expect(screen.getByText("event.500020")).toBeTruthy();
    expect(host.requests.filter(({ method }) => method === "pageEvents").length).toBeLessThan(5);
  });

  it("reaches the last of a million rows", async () => {
    await renderEvents(createScriptedHost(storeEvents(1_000_000).answers));
    const list = screen.getByRole("listbox");
    list.scrollTop = 8_000_000 - list.clientHeight;
    await settle();
    const row = screen.getByText("event.999999").closest<HTMLElement>('[role="option"]');
    const topPx = Number(row?.style.transform.match(/^translateY\((\d+)px\)$/)?.[1]);
    expect(topPx).toBeGreaterThan(list.scrollTop);
    expect(topPx).toBeLessThan(8_000_000);
  });

  it("says that it shows only the first events of a huge result", async () => {
    const state = queryState({ matchedCount: 2_000_000, scannedCount: 2_000_000 });
    await renderEvents(
      createScriptedHost({
        queryEvents: () => Promise.resolve(state),
        pageEvents: ({ offset, limit }) =>
          Promise.resolve({
            rows: Array.from({ length: limit }, (_, index) => eventRow(offset + index)),
          }),
      }),
    );
    expect(shownRows()[0]?.getAttribute("aria-setsize")).toBe("1200000");
    expect(screen.getByRole("status").textContent).toContain("Showing the first 1,200,000 events");
  });

  it("shows a placeholder for a row that is not loaded", async () => {
    const { answers } = storeEvents(500);
    const pageEvents: typeof answers.pageEvents = (params, context) =>
      params.offset < 100 ? answers.pageEvents(params, context) : new Promise(() => undefined);
    await renderEvents(createScriptedHost({ ...answers, pageEvents }));
    screen.getByRole("listbox").scrollTop = 300 * 24;
    await settle();
    expect(screen.getAllByText("Loading…").length).toBeGreaterThan(10);
  });

  it("reports its scroll position", async () => {
    const { scrolls } = await renderEvents(createScriptedHost(storeEvents(500).answers));
    screen.getByRole("listbox").scrollTop = 720;
    await settle();
    expect(scrolls.at(-1)).toBe(720);
  });

  it("restores its scroll position and the open event", async () => {
    const { answers } = storeEvents(500);
    const readEvent = () => Promise.reject(new ProtocolError("notFound", "Gone."));
    await renderEvents(createScriptedHost({ ...answers, readEvent }), {
      initialScroll: 2_400,
      selected: refOf(105),
    });
    const opened = screen.getByText("event.105").closest('[role="option"]');
    expect(opened?.getAttribute("aria-selected")).toBe("true");
    expect(screen.getByText("Gone.")).toBeTruthy();
  });

  it("shows hostile text verbatim", async () => {
    const stored = storeEvents(1);
    const name = `<img src=x onerror="alert(1)">\u202Egnirts`;
    stored.rows = [eventRow(0, { name, summary: "<b>x</b>", errorText: "<script>" })];
    const { container } = await renderEvents(createScriptedHost(stored.answers));
    expect(screen.getByText(name)).toBeTruthy();
    expect(container.querySelector("img, b, script")).toBeNull();
  });

  it("passes the accessibility rules that don't need layout", async () => {
    const stored = storeEvents(300);
    stored.rows[1] = eventRow(1, { errorText: "ENOSPC" });
    const { container } = await renderEvents(createScriptedHost(stored.answers), {
      frequentEvents: [{ name: "event.1", count: 3 }],
    });
    const { violations } = await axe.run(container, {
      rules: { "color-contrast": { enabled: false } },
    });
    expect(violations).toEqual([]);
  });
});

describe("a list without rows", () => {
  it("says that the range has no events", async () => {
    await renderEvents(createScriptedHost(storeEvents(0).answers));
    expect(screen.getByRole("status").textContent).toBe("0 events");
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  it("says that nothing matches, and clears the filter on request", async () => {
    const { filters } = await renderEvents(createScriptedHost(storeEvents(3).answers), {
      filter: { text: "none such", errorsOnly: true, newestFirst: true },
    });
    fireEvent.click(screen.getByText("Clear Filter"));
    await settle();
    expect(filters).toEqual([{ text: "", errorsOnly: false, newestFirst: true }]);
    expect(shownRows()).toHaveLength(3);
  });

  it("shows why the events could not be read, and retries on request", async () => {
    const { answers } = storeEvents(3);
    let attempt = 0;
    const host = createScriptedHost({
      ...answers,
      queryEvents: (params, context) =>
        ++attempt === 1
          ? Promise.reject(new ProtocolError("io", "The folder could not be read."))
          : answers.queryEvents(params, context),
    });
    await renderEvents(host);
    expect(screen.getByRole("alert").textContent).toContain("The folder could not be read.");
    fireEvent.click(screen.getByText("Try Again"));
    await settle();
    expect(shownRows()).toHaveLength(3);
  });

  it("shows why some rows could not be read, and keeps the others", async () => {
    const { answers } = storeEvents(500);
    const host = createScriptedHost({
      ...answers,
      pageEvents: (params, context) =>
        params.offset < 100
          ? answers.pageEvents(params, context)
          : Promise.reject(new ProtocolError("io", "The file could not be read.")),
    });
    await renderEvents(host);
    screen.getByRole("listbox").scrollTop = 2_400;
    await settle();
    expect(screen.getByRole("alert").textContent).toBe("The file could not be read.");
    screen.getByRole("listbox").scrollTop = 0;
    await settle();
    expect(screen.getByText("event.0")).toBeTruthy();
  });
});

describe("the status of the query", () => {
  it("counts the matching events among all events", async () => {
    const stored = storeEvents(1_200);
    await renderEvents(createScriptedHost(stored.answers), {
      filter: { text: "event.11", errorsOnly: false, newestFirst: true },
    });
    expect(screen.getByRole("status").textContent).toBe("111 of 1,200 events match");
  });

  it("shows the progress of a search, and keeps its matches when it is stopped", async () => {
    const { answers } = storeEvents(500);
    const aborts: AbortSignal[] = [];
    const host = createScriptedHost({
      queryEvents: (params, { report, signal }) => {
        aborts.push(signal);
        void answers.queryEvents(params, { report, signal, abandoned: signal });
        report(queryState({ matchedCount: 40, scannedCount: 12_000 }));
        return new Promise(() => undefined);
      },
      pageEvents: answers.pageEvents,
    });
    await renderEvents(host);
    expect(screen.getByRole("status").textContent).toBe("Searching… 12,000 events scanned");
    fireEvent.click(screen.getByText("Stop"));
    await settle();
    expect(aborts[0]?.aborted).toBe(true);
    expect(screen.getByRole("status").textContent).toBe("Stopped40 of 12,000 events match");
    expect(screen.getByText("event.3")).toBeTruthy();
    expect(screen.queryByText("Stop")).toBeNull();
  });
});
