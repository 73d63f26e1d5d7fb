import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { EventRef } from "../../../shared/protocol/values.ts";
import { layOut } from "../layout.ts";
import { createScriptedHost, type ScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";
import { eventDetail } from "./eventDetail.ts";
import { renderEvents } from "./renderEvents.tsx";
import { refOf, storeEvents } from "./storedEvents.ts";

layOut();

describe("the keyboard in the list of events", () => {
  it.each([
    [["ArrowDown"], "event.1"],
    [["ArrowDown", "ArrowDown", "ArrowUp"], "event.1"],
    [["ArrowUp"], "event.0"],
    // 20 rows are visible, and one of them stays visible.
    [["PageDown"], "event.19"],
    [["PageDown", "PageDown", "PageUp"], "event.19"],
    [["End"], "event.499"],
    [["End", "ArrowDown"], "event.499"],
    [["End", "Home"], "event.0"],
  ])("%j moves to %s", async (keys, name) => {
    await renderEvents(createScriptedHost(storeEvents(500).answers));
    await press(...keys);
    expect(activeRow()?.textContent).toContain(name);
  });

  it("keeps the active row visible", async () => {
    await renderEvents(createScriptedHost(storeEvents(500).answers));
    await press("End");
    expect(list().scrollTop).toBe(500 * 24 - 480);
    await press("PageUp", "PageUp");
    expect(list().scrollTop).toBe(461 * 24);
  });

  it("continues from the visible rows after scrolling", async () => {
    await renderEvents(createScriptedHost(storeEvents(500).answers));
    list().scrollTop = 2_400;
    await settle();
    list().focus();
    await settle();
    expect(activeRow()?.textContent).toContain("event.100");
  });

  it("ignores keys with modifiers", async () => {
    await renderEvents(createScriptedHost(storeEvents(500).answers));
    const isUnhandled = fireEvent.keyDown(list(), { key: "ArrowDown", ctrlKey: true });
    expect(isUnhandled).toBe(true);
    expect(activeRow()?.textContent).toContain("event.0");
  });

  it("keeps the active row in the DOM, however far the list is scrolled", async () => {
    await renderEvents(createScriptedHost(storeEvents(500).answers));
    list().focus();
    list().scrollTop = 9_600;
    await settle();
    expect(activeRow()?.textContent).toContain("event.0");
  });

  it("has one tab stop that announces the active row", async () => {
    const { container } = await renderEvents(createScriptedHost(storeEvents(500).answers));
    expect(container.querySelectorAll(".events-body [tabindex='0']")).toEqual(
      expect.objectContaining({ length: 1 }),
    );
    expect(activeRow()?.getAttribute("role")).toBe("option");
  });

  it.each(["Enter", " "])("opens the row on %j and focuses its detail", async (key) => {
    const { selections } = await renderEvents(detailHost());
    await press("ArrowDown", key);
    expect(selections).toEqual([refOf(1)]);
    expect(document.activeElement).toBe(screen.getByRole("article"));
  });

  it("returns to the row on Escape in the detail", async () => {
    const { selections } = await renderEvents(detailHost());
    await press("ArrowDown", "Enter");
    fireEvent.keyDown(screen.getByRole("article"), { key: "Escape" });
    await settle();
    expect(selections.at(-1)).toBeUndefined();
    expect(document.activeElement).toBe(list());
    expect(activeRow()?.textContent).toContain("event.1");
  });

  it("closes the detail on Escape in the list", async () => {
    await renderEvents(detailHost(), { selected: refOf(3) });
    await press("Escape");
    expect(screen.queryByRole("article")).toBeNull();
  });

  it("ignores Escape if no event is open", async () => {
    const { selections } = await renderEvents(detailHost());
    expect(fireEvent.keyDown(list(), { key: "Escape" })).toBe(true);
    expect(selections).toEqual([]);
  });

  it("stays in the list when a row is clicked", async () => {
    const { selections } = await renderEvents(detailHost());
    list().focus();
    fireEvent.click(screen.getByText("event.4"));
    await settle();
    expect(selections).toEqual([refOf(4)]);
    expect(document.activeElement).toBe(list());
    expect(activeRow()?.textContent).toContain("event.4");
  });

  it("returns to the row of an event that was initially open", async () => {
    await renderEvents(detailHost(), { selected: refOf(7) });
    fireEvent.click(closeButton());
    await settle();
    expect(document.activeElement).toBe(list());
    expect(activeRow()?.textContent).toContain("event.7");
  });
});

function detailHost(): ScriptedHost {
  const readEvent = ({ ref }: { readonly ref: EventRef }) => Promise.resolve(eventDetail({ ref }));
  return createScriptedHost({ ...storeEvents(500).answers, readEvent });
}

function list(): HTMLElement {
  return screen.getByRole("listbox");
}

function activeRow(): HTMLElement | null {
  return document.getElementById(list().getAttribute("aria-activedescendant") ?? "");
}

function closeButton(): HTMLElement {
  return screen.getByTitle("Close");
}

async function press(...keys: readonly string[]): Promise<void> {
  list().focus();
  for (const key of keys) {
    fireEvent.keyDown(list(), { key });
    await settle();
  }
}
