import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { layOut } from "../layout.ts";
import { createScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";
import { renderEvents, shownRows } from "./renderEvents.tsx";
import { storeEvents } from "./storedEvents.ts";

layOut({ widthPx: 320, heightPx: 440 });

describe("the list of events in a narrow panel", () => {
  it("has rows of two lines, all of the same height", async () => {
    await renderEvents(createScriptedHost(storeEvents(500).answers));
    expect(screen.getByRole("listbox").className).toContain("event-list-narrow");
    expect(
      shownRows()
        .slice(0, 3)
        .map((row) => row.style.blockSize),
    ).toEqual(["44px", "44px", "44px"]);
  });

  it("has a heading for its narrow rows", async () => {
    const { container } = await renderEvents(createScriptedHost(storeEvents(5).answers));
    const head = container.querySelector(".event-list-head");
    expect(head?.textContent).toBe("EventDuration");
  });

  it("reports and restores its scroll position in the units of a wide list", async () => {
    const { answers } = storeEvents(500);
    const { scrolls } = await renderEvents(createScriptedHost(answers), { initialScroll: 2_400 });
    expect(screen.getByRole("listbox").scrollTop).toBe(4_400);
    screen.getByRole("listbox").scrollTop = 8_800;
    await settle();
    expect(scrolls.at(-1)).toBe(4_800);
  });
});
