import { act, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { findViolations } from "../accessibilityRules.ts";
import { dayCount } from "../dayFixture.ts";
import { dayButton, rangeOf, renderPicker, selectedDays, shownMonths } from "./pickerFixture.tsx";

const PRESETS = [
  ["Last 24 hours", "last24Hours"],
  ["Last 7 days", "last7Days"],
  ["Last 30 days", "last30Days"],
  ["All time", "allTime"],
] as const;

describe("the presets", () => {
  it.each(PRESETS)("%s is chosen by its button", async (name, kind) => {
    const { changes } = renderPicker({ range: "2026-11-05" });
    await userEvent.click(screen.getByText(name));
    expect(changes).toEqual([{ kind }]);
  });

  it.each(PRESETS)("%s is told as pressed, and no other", (name, kind) => {
    renderPicker({ range: kind });
    expect(PRESETS.map(([other]) => pressedState(other))).toEqual(
      PRESETS.map(([other]) => (other === name ? "true" : "false")),
    );
  });

  it("are none of them pressed while days are chosen", () => {
    renderPicker({ range: "2026-11-05" });
    expect(PRESETS.map(([name]) => pressedState(name))).not.toContain("true");
  });

  it("show the days that they touch", () => {
    renderPicker({ range: "last7Days" });
    expect(selectedDays()).toEqual(
      ["13", "14", "15", "16", "17", "18", "19", "20"].map((n) => `2026-11-${n}`),
    );
  });
});

describe("the live region", () => {
  it("is silent at first", () => {
    renderPicker();
    expect(saidText()).toBe("");
  });

  it("says the new range and its events", async () => {
    renderPicker();
    await userEvent.click(dayButton("2026-11-17"));
    expect(saidText()).toBe("17 Nov 2026 selected, 1,234 events");
  });

  it("leaves out the events until they are known, and says further ones no more", async () => {
    let eventCount: number | undefined;
    const { setRange } = renderPicker({ countOf: () => eventCount });
    await userEvent.click(dayButton("2026-11-17"));
    expect(saidText()).toBe("17 Nov 2026 selected");
    for (const known of [5, 6]) {
      eventCount = known;
      act(() => {
        setRange(rangeOf("2026-11-17"));
      });
      expect(saidText()).toBe("17 Nov 2026 selected, 5 events");
    }
  });

  it("says a range that was chosen elsewhere", () => {
    const { setRange } = renderPicker();
    act(() => {
      setRange(rangeOf("2026-11-17..2026-11-19"));
    });
    expect(saidText()).toBe("17–19 Nov 2026 selected, 1,534 events");
  });

  it("does not repeat itself when the same range is set again", async () => {
    const { setRange } = renderPicker();
    await userEvent.click(dayButton("2026-11-17"));
    const said = document.querySelector(".hidden-text[role=status]")?.firstChild;
    act(() => {
      setRange(rangeOf("2026-11-17"));
    });
    expect(document.querySelector(".hidden-text[role=status]")?.firstChild).toBe(said);
  });
});

describe("a range without events", () => {
  it("leads to the nearest day with events, and takes the focus there", async () => {
    const { changes } = renderPicker({ range: "2026-11-01..2026-11-05" });
    expect(screen.getByText(/No events in this range\./)).toBeTruthy();
    await userEvent.click(screen.getByText("Nearest day with events: 30 Oct 2026"));
    expect(changes).toEqual([rangeOf("2026-10-30")]);
    expect(shownMonths()).toEqual(["October 2026"]);
    expect(document.activeElement).toBe(dayButton("2026-10-30"));
  });

  it("leads nowhere where no day has events", () => {
    renderPicker({ range: "2026-11-01", days: [dayCount("2026-11-05", 0)] });
    expect(screen.getByText(/No events in this range\./)).toBeTruthy();
    expect(screen.queryByText(/Nearest/)).toBeNull();
  });

  it("is no range that is still counted", () => {
    renderPicker({ range: "2026-11-01..2026-11-05", countOf: () => undefined });
    expect(screen.queryByText(/No events in this range\./)).toBeNull();
  });

  it("is no preset with events", () => {
    renderPicker({ range: "last24Hours" });
    expect(screen.queryByText(/No events in this range\./)).toBeNull();
  });
});

describe("a store without files", () => {
  it("shows the month of now and no selection for all time", () => {
    renderPicker({ range: "allTime", days: [] });
    expect(shownMonths()).toEqual(["November 2026"]);
    expect(screen.queryAllByRole("gridcell", { selected: true })).toEqual([]);
  });
});

describe("the picker", () => {
  it.each(["last7Days", "2026-11-01..2026-11-05"])(
    "breaks no accessibility rule with %s",
    async (range) => {
      const { container } = renderPicker({ range });
      expect(await findViolations(container)).toEqual([]);
    },
  );
});

function pressedState(name: string): string | null {
  return screen.getByText(name).getAttribute("aria-pressed");
}

function saidText(): string | null | undefined {
  return document.querySelector(".hidden-text[role=status]")?.textContent;
}
