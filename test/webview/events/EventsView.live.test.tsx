import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import { layOut } from "../layout.ts";
import { createScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";
import { pendingQueries, queriesOf, record, scrollListTo } from "./liveEvents.ts";
import { renderEvents, shownRows } from "./renderEvents.tsx";
import { NEWEST_MS, refOf, storeEvents } from "./storedEvents.ts";

layOut();

const PILL = /New Event|Events Deleted/;

describe("events that arrive while the list is shown", () => {
  it("appear immediately if the list is scrolled to the top", async () => {
    const stored = storeEvents(50);
    const { change } = await renderEvents(createScriptedHost(stored.answers), { eventCount: 50 });
    record(stored, 2);
    await change({ dataRevision: 2, eventCount: 52 });
    expect(shownRows()[0]?.textContent).toContain("new.2");
    expect(screen.queryByText(PILL)).toBeNull();
  });

  it("appear immediately in an empty list", async () => {
    const stored = storeEvents(0);
    const { change } = await renderEvents(createScriptedHost(stored.answers));
    record(stored, 1);
    await change({ dataRevision: 2, eventCount: 1 });
    expect(shownRows()).toHaveLength(1);
  });

  it("appear even if as many events left the moving range", async () => {
    const stored = storeEvents(50);
    const { change } = await renderEvents(createScriptedHost(stored.answers), { eventCount: 90 });
    stored.rows = stored.rows.slice(0, 45);
    record(stored, 5);
    await change({ dataRevision: 2, eventCount: 95 });
    expect(shownRows()[0]?.textContent).toContain("new.5");
  });

  it("do not include the additional events of another range", async () => {
    const host = createScriptedHost(storeEvents(500).answers);
    const { change } = await renderEvents(host, { eventCount: 20 });
    await change({ dataRevision: 2 });
    await change({ view: { range: { kind: "allTime" }, nowMs: NEWEST_MS }, eventCount: 500 });
    expect(queriesOf(host)).toBe(2);
    expect(screen.queryByText(PILL)).toBeNull();
  });

  it("are only counted if the list is scrolled down", async () => {
    const stored = storeEvents(500);
    const host = createScriptedHost(stored.answers);
    const { change } = await renderEvents(host, { eventCount: 500 });
    await scrollListTo(1_200);
    record(stored, 3);
    await change({ dataRevision: 2, eventCount: 503 });
    expect(queriesOf(host)).toBe(1);
    expect(screen.getByText("Show 3 New Events")).toBeTruthy();
  });

  it("are only counted if an event is open", async () => {
    const stored = storeEvents(50);
    const readEvent = () => new Promise<never>(() => undefined);
    const host = createScriptedHost({ ...stored.answers, readEvent });
    const { change } = await renderEvents(host, { eventCount: 50, selected: refOf(3) });
    await change({ dataRevision: 2, eventCount: 51 });
    expect(queriesOf(host)).toBe(1);
    expect(screen.getByText("Show 1 New Event")).toBeTruthy();
  });

  it("are only counted if the oldest events come first", async () => {
    const host = createScriptedHost(storeEvents(50).answers);
    const filter = { text: "", errorsOnly: false, newestFirst: false };
    const { change } = await renderEvents(host, { eventCount: 50, filter });
    await change({ dataRevision: 2, eventCount: 51 });
    expect(queriesOf(host)).toBe(1);
    expect(screen.getByText("Show 1 New Event")).toBeTruthy();
  });

  it("are shown from the top on request", async () => {
    const stored = storeEvents(500);
    const { change } = await renderEvents(createScriptedHost(stored.answers), { eventCount: 500 });
    await scrollListTo(1_200);
    record(stored, 1);
    await change({ dataRevision: 2, eventCount: 501 });
    fireEvent.click(screen.getByText("Show 1 New Event"));
    await settle();
    expect(screen.getByRole("listbox").scrollTop).toBe(0);
    expect(document.activeElement).toBe(screen.getByRole("listbox"));
    expect(screen.getByText("new.1")).toBeTruthy();
    expect(screen.queryByText(PILL)).toBeNull();
  });

  it("are counted from the time of the query, even if its count arrives later", async () => {
    const { change } = await renderEvents(createScriptedHost(storeEvents(500).answers));
    await change({ eventCount: 500 });
    await scrollListTo(1_200);
    expect(screen.queryByText(PILL)).toBeNull();
    await change({ dataRevision: 2 });
    await change({ eventCount: 504 });
    expect(screen.getByText("Show 4 New Events")).toBeTruthy();
  });

  it("do not include events from before the first count", async () => {
    const stored = storeEvents(500);
    const { change } = await renderEvents(createScriptedHost(stored.answers), {
      eventCount: undefined,
    });
    await scrollListTo(1_200);
    await change({ dataRevision: 2 });
    await change({ eventCount: 500 });
    expect(screen.queryByText(PILL)).toBeNull();
  });

  it("are not queried if the store changes but its events do not", async () => {
    const host = createScriptedHost(storeEvents(500).answers);
    const { change } = await renderEvents(host, { eventCount: 500 });
    await change({ dataRevision: 2 });
    expect(queriesOf(host)).toBe(1);
    await scrollListTo(1_200);
    await change({ dataRevision: 3 });
    expect(screen.queryByText(PILL)).toBeNull();
  });

  it("are not counted if more events were deleted", async () => {
    const { change } = await renderEvents(createScriptedHost(storeEvents(500).answers), {
      eventCount: 500,
    });
    await scrollListTo(1_200);
    await change({ dataRevision: 2, eventCount: 100 });
    expect(screen.getByText("Refresh (Events Deleted)")).toBeTruthy();
  });

  it("do not interrupt a query, but are queried after it", async () => {
    const stored = storeEvents(50);
    const { queryEvents, finish } = pendingQueries(stored);
    const host = createScriptedHost({ ...stored.answers, queryEvents });
    const { change } = await renderEvents(host, { eventCount: 50 });
    await change({ dataRevision: 2, eventCount: 51 });
    await change({ dataRevision: 3, eventCount: 52 });
    expect(queriesOf(host)).toBe(1);
    await finish();
    expect(queriesOf(host)).toBe(2);
    await finish();
    expect(queriesOf(host)).toBe(2);
  });

  it("keep the previous rows and status until they are loaded", async () => {
    const stored = storeEvents(50);
    const { queryEvents, finish } = pendingQueries(stored);
    const { change } = await renderEvents(createScriptedHost({ ...stored.answers, queryEvents }));
    await finish();
    record(stored, 1);
    await change({ dataRevision: 2, eventCount: 1 });
    expect(shownRows()[0]?.textContent).toContain("event.0");
    expect(screen.getByRole("status").textContent).toBe("50 events");
    await finish();
    expect(shownRows()[0]?.textContent).toContain("new.1");
    expect(screen.getByRole("status").textContent).toBe("51 events");
  });

  it("keep the previous rows if they cannot be read", async () => {
    const stored = storeEvents(50);
    let attempt = 0;
    const host = createScriptedHost({
      ...stored.answers,
      queryEvents: (params, context) =>
        ++attempt === 2
          ? Promise.reject(new ProtocolError("io", "EACCES"))
          : stored.answers.queryEvents(params, context),
    });
    const { change } = await renderEvents(host);
    await change({ dataRevision: 2, eventCount: 1 });
    expect(shownRows()[0]?.textContent).toContain("event.0");
    expect(screen.getByRole("alert").textContent).toBe("EACCES");
    fireEvent.click(screen.getByText("Try Again"));
    await settle();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
