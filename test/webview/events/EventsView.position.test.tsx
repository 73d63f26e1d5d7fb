import { act, fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { layOut } from "../layout.ts";
import { createScriptedHost } from "../scriptedHost.ts";
import { pendingQueries, record, scrollListTo } from "./liveEvents.ts";
import { renderEvents } from "./renderEvents.tsx";
import { storeEvents } from "./storedEvents.ts";

// 20 rows are visible.
layOut();

describe("the position in the list when new events arrive", () => {
  it("keeps the rows that were scrolled to during the query", async () => {
    const stored = storeEvents(500);
    const { queryEvents, finish } = pendingQueries(stored);
    const { change } = await renderEvents(createScriptedHost({ ...stored.answers, queryEvents }));
    await finish();
    record(stored, 3);
    await change({ dataRevision: 2, eventCount: 3 });
    await scrollListTo(240);
    await finish();
    expect(list().scrollTop).toBe(240 + 3 * 24);
  });

  it("keeps the rows even if as many events left the range", async () => {
    const stored = storeEvents(500);
    const { queryEvents, finish } = pendingQueries(stored);
    const { change } = await renderEvents(createScriptedHost({ ...stored.answers, queryEvents }));
    await finish();
    stored.rows = stored.rows.slice(0, 497);
    record(stored, 3);
    await change({ dataRevision: 2, eventCount: 3 });
    await scrollListTo(245);
    await finish();
    expect(list().scrollTop).toBe(245 + 3 * 24);
  });

  it("follows the active event, even if others left the range", async () => {
    const stored = storeEvents(50);
    const { change } = await renderEvents(createScriptedHost(stored.answers));
    press("ArrowDown", 2);
    stored.rows = stored.rows.slice(0, 46);
    record(stored, 5);
    await change({ dataRevision: 2, eventCount: 5 });
    expect(activeRow()?.textContent).toContain("event.2");
  });

  it("follows the newest event if the newest is active", async () => {
    const stored = storeEvents(50);
    const { change } = await renderEvents(createScriptedHost(stored.answers));
    press("ArrowDown", 0);
    record(stored, 2);
    await change({ dataRevision: 2, eventCount: 2 });
    expect(activeRow()?.textContent).toContain("new.2");
    expect(list().scrollTop).toBe(0);
  });

  it("keeps the active event visible", async () => {
    const stored = storeEvents(50);
    const { change } = await renderEvents(createScriptedHost(stored.answers));
    press("ArrowDown", 15);
    record(stored, 8);
    await change({ dataRevision: 2, eventCount: 8 });
    expect(activeRow()?.textContent).toContain("event.15");
    expect(list().scrollTop).toBe((15 + 8 + 1 - 20) * 24);
  });

  it("moves to the next event if the active one was deleted", async () => {
    const stored = storeEvents(50);
    const { change } = await renderEvents(createScriptedHost(stored.answers), { eventCount: 50 });
    press("ArrowDown", 4);
    stored.rows = stored.rows.filter((_, index) => index !== 1 && index !== 4);
    await change({ dataRevision: 2, eventCount: 48 });
    expect(activeRow()?.textContent).toContain("event.5");
  });
});

function list(): HTMLElement {
  return screen.getByRole("listbox");
}

function activeRow(): HTMLElement | null {
  return document.getElementById(list().getAttribute("aria-activedescendant") ?? "");
}

function press(key: string, times: number): void {
  act(() => {
    list().focus();
  });
  for (let time = 0; time < times; time++) fireEvent.keyDown(list(), { key });
}
