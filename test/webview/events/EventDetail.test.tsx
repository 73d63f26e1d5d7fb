import { fireEvent, render, screen, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import type { EventDetail as Detail, EventRef } from "../../../shared/protocol/values.ts";
import { EventDetail } from "../../../webview/events/EventDetail.tsx";
import { HostContext } from "../../../webview/host/HostContext.ts";
import { createScriptedHost, type ScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";
import { eventDetail, traceEvent } from "./eventDetail.ts";
import { refOf } from "./storedEvents.ts";

describe("the event detail", () => {
  it("shows the name, the UTC time, and the description from the catalog", async () => {
    await show(eventDetail({ description: "The connection stood." }));
    const article = screen.getByRole("article", { name: "remote.connected" });
    expect(within(article).getByRole("heading", { level: 2 })).toBeTruthy();
    expect(screen.getByText("2026-11-17 09:41:23.123 UTC")).toBeTruthy();
    expect(screen.getByText("The connection stood.")).toBeTruthy();
  });

  it("shows the error with its type and code", async () => {
    await show(eventDetail({ error: { message: "Disk full", type: "Error", code: "ENOSPC" } }));
    const text = screen.getByRole("article").textContent;
    expect(text).toContain("Disk full");
    expect(text).toContain("TypeError");
    expect(text).toContain("CodeENOSPC");
  });

  it("shows each field with its unit and description", async () => {
    const measurements = [
      { key: "durationMs", value: "12.5", unit: "ms", description: "From start to end." },
      { key: "files", value: "3", unit: "{file}" },
    ];
    await show(eventDetail({ measurements }));
    const terms = screen.getAllByRole("term").map((term) => term.parentElement?.textContent);
    expect(terms).toContain("durationMs12.5 msFrom start to end.");
    expect(terms).toContain("files3 file");
  });

  it("says how many fields are only in the raw line", async () => {
    await show(eventDetail({ cutFieldCount: 12 }));
    expect(screen.getByText("12 more fields in the raw line below")).toBeTruthy();
  });

  it("collapses the session", async () => {
    await show(eventDetail());
    expect(screen.getByText("Session").closest("details")?.open).toBe(false);
  });

  it("shows hostile text verbatim", async () => {
    const name = `<img src=x onerror="alert(1)">\u202E`;
    const { container } = await show(
      eventDetail({
        name,
        rawLine: `{"event_name":"${name}"}`,
        properties: [{ key: name, value: name }],
      }),
    );
    expect(screen.getAllByText(name)).toHaveLength(3);
    expect(container.querySelector("img")).toBeNull();
  });

  it("says that the event is no longer in its file if the host cannot find it", async () => {
    await showHost(
      createScriptedHost({
        readEvent: () => Promise.reject(new ProtocolError("notFound", "No such line.")),
      }),
    );
    expect(screen.getByRole("alert").textContent).toContain("No such line.");
  });

  it("shows why the event could not be read, and retries on request", async () => {
    let attempt = 0;
    await showHost(
      createScriptedHost({
        readEvent: () =>
          ++attempt === 1
            ? Promise.reject(new ProtocolError("io", "EACCES"))
            : Promise.resolve(eventDetail()),
      }),
    );
    expect(screen.getByRole("alert").textContent).toContain("EACCES");
    fireEvent.click(screen.getByText("Try Again"));
    await settle();
    expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("remote.connected");
  });

  it("passes the accessibility rules that don't need layout", async () => {
    const { container } = await show(
      eventDetail({ error: { message: "Disk full", code: "ENOSPC" }, traceId: "ab" }),
    );
    const { violations } = await axe.run(container, {
      rules: { "color-contrast": { enabled: false } },
    });
    expect(violations).toEqual([]);
  });
});

describe("the trace of an event", () => {
  const trace = [
    traceEvent("a", undefined, 1_000, { durationMs: 1_000 }),
    traceEvent("b", "a", 500, { durationMs: 400, hasError: true }),
    traceEvent("c", "b", 300, { durationMs: 100 }),
  ];

  it("is a tree with the open event marked as current", async () => {
    await showTrace();
    const items = screen.getAllByRole("treeitem");
    expect(items.map((item) => item.getAttribute("aria-level"))).toEqual(["1", "2", "3"]);
    expect(items.map((item) => item.getAttribute("aria-current"))).toEqual([null, "true", null]);
    expect(items[1]?.textContent).toContain("Error");
    expect(items[1]?.textContent).toContain("400 ms");
  });

  it("is replaced by a message if it has no other events", async () => {
    await showTrace({ events: trace.slice(1, 2) });
    expect(screen.getByText("This trace has no other events.")).toBeTruthy();
    expect(screen.queryByRole("tree")).toBeNull();
  });

  it("is a tree if unreadable files may contain more of it", async () => {
    await showTrace({ events: trace.slice(1, 2), unreadFileCount: 1 });
    expect(screen.getAllByRole("treeitem")).toHaveLength(1);
  });

  it("opens an event on click", async () => {
    const { selections } = await showTrace();
    fireEvent.click(screen.getByText("name.c"));
    expect(selections).toEqual([refOf(300)]);
  });

  it("can be navigated by keyboard", async () => {
    const { selections } = await showTrace();
    expect(screen.getAllByRole("treeitem").map(({ tabIndex }) => tabIndex)).toEqual([-1, 0, -1]);
    fireEvent.keyDown(tabStop(), { key: "ArrowLeft" });
    expect(document.activeElement?.textContent).toContain("name.a");
    expect(document.activeElement).toBe(tabStop());
    fireEvent.keyDown(tabStop(), { key: "Enter" });
    expect(selections).toEqual([refOf(1_000)]);
  });

  it("moves its tab stop to the event that is opened", async () => {
    const { change } = await showTrace();
    fireEvent.keyDown(tabStop(), { key: "ArrowLeft" });
    await change(refOf(300));
    expect(screen.getAllByRole("treeitem").map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
  });

  it("says that it is truncated", async () => {
    await showTrace({ isCut: true });
    expect(screen.getByText("Showing only 3 events of this trace.")).toBeTruthy();
  });

  it("says that unreadable files may contain more of it", async () => {
    await showTrace({ unreadFileCount: 2 });
    expect(
      screen.getByText("Could not read 2 files that may contain more of this trace."),
    ).toBeTruthy();
  });

  it("is requested once while its events are opened one after another", async () => {
    const { host, change } = await showTrace();
    await change(refOf(300));
    await change(refOf(1_000));
    expect(host.requests.filter(({ method }) => method === "readTrace")).toHaveLength(1);
    expect(host.requests.filter(({ method }) => method === "readEvent")).toHaveLength(3);
  });

  function showTrace({ events = trace, isCut = false, unreadFileCount = 0 } = {}) {
    return showHost(
      createScriptedHost({
        readEvent: ({ ref }) => Promise.resolve(eventDetail({ ref, traceId: "ab" })),
        readTrace: () => Promise.resolve({ events, isCut, unreadFileCount }),
      }),
      refOf(500),
    );
  }
});

function show(detail: Detail) {
  return showHost(
    createScriptedHost({
      readEvent: () => Promise.resolve(detail),
      readTrace: () =>
        Promise.resolve({
          events: [traceEvent("a", undefined, 1)],
          isCut: false,
          unreadFileCount: 0,
        }),
    }),
  );
}

async function showHost(host: ScriptedHost, ref = refOf(1)) {
  const selections: EventRef[] = [];
  const page = (eventRef: EventRef) => (
    <HostContext value={host.client}>
      <EventDetail
        eventRef={eventRef}
        takesFocus={false}
        onSelect={(next) => {
          selections.push(next);
        }}
        onClose={() => undefined}
      />
    </HostContext>
  );
  const { container, rerender } = render(page(ref));
  await settle();
  const change = async (next: EventRef) => {
    rerender(page(next));
    await settle();
  };
  return { container, host, selections, change };
}

/** The event of the trace that is the tab stop. */
function tabStop(): HTMLElement {
  const stop = screen.getAllByRole("treeitem").find(({ tabIndex }) => tabIndex === 0);
  if (stop === undefined) throw new Error("The trace has no tab stop.");
  return stop;
}
