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
  it.each(PRESETS)("%s is selected by its button", async (name, kind) => {
    const { changes } = renderPicker({ range: "2026-11-05" });
    await userEvent.click(screen.getByText(name));
    expect(changes).toEqual([{ kind }]);
  });

  it.each(PRESETS)("only %s is pressed when it is selected", (name, kind) => {
    renderPicker({ range: kind });
    expect(PRESETS.map(([other]) => pressedState(other))).toEqual(
      PRESETS.map(([other]) => (other === name ? "true" : "false")),
    );
  });

  it("are not pressed while days are selected", () => {
    renderPicker({ range: "2026-11-05" });
    expect(PRESETS.map(([name]) => pressedState(name))).not.toContain("true");
  });

  it("mark their days as selected", () => {
    renderPicker({ range: "last7Days" });
    expect(selectedDays()).toEqual(
      ["13", "14", "15", "16", "17", "18", "19", "20"].map((n) => `2026-11-${n}`),
    );
  });
});

describe("the live region", () => {
  it("is empty at first", () => {
    renderPicker();
    expect(announcedText()).toBe("");
  });

  it("announces the new range and its events", async () => {
    renderPicker();
    await userEvent.click(dayButton("2026-11-17"));
    expect(announcedText()).toBe("17 Nov 2026 selected, 1,234 events");
  });

  it("adds the event count once it is known, and ignores later counts", async () => {
    let eventCount: number | undefined;
    const { setRange } = renderPicker({ countOf: () => eventCount });
    await userEvent.click(dayButton("2026-11-17"));
    expect(announcedText()).toBe("17 Nov 2026 selected");
    for (const known of [5, 6]) {
      eventCount = known;
      act(() => {
        setRange(rangeOf("2026-11-17"));
      });
      expect(announcedText()).toBe("17 Nov 2026 selected, 5 events");
    }
  });

  it("announces a range that was selected elsewhere", () => {
    const { setRange } = renderPicker();
    act(() => {
      setRange(rangeOf("2026-11-17..2026-11-19"));
    });
    expect(announcedText()).toBe("17–19 Nov 2026 selected, 1,534 events");
  });

  it("does not announce the same range twice", async () => {
    const { setRange } = renderPicker();
    await userEvent.click(dayButton("2026-11-17"));
    const announced = document.querySelector(".hidden-text[role=status]")?.firstChild;
    act(() => {
      setRange(rangeOf("2026-11-17"));
    });
    expect(document.querySelector(".hidden-text[role=status]")?.firstChild).toBe(announced);
  });
});

describe("a range without events", () => {
  it("offers the nearest day with events, and moves the focus there", async () => {
    const { changes } = renderPicker({ range: "2026-11-01..2026-11-05" });
    expect(screen.getByText(/No events in this range\./)).toBeTruthy();
    await userEvent.click(screen.getByText("Nearest day with events: 30 Oct 2026"));
    expect(changes).toEqual([rangeOf("2026-10-30")]);
    expect(shownMonths()).toEqual(["October 2026"]);
    expect(document.activeElement).toBe(dayButton("2026-10-30"));
  });

  it("offers no day if no day has events", () => {
    renderPicker({ range: "2026-11-01", days: [dayCount("2026-11-05", 0)] });
    expect(screen.getByText(/No events in this range\./)).toBeTruthy();
    expect(screen.queryByText(/Nearest/)).toBeNull();
  });

  it("is not reported while the range is being counted", () => {
    renderPicker({ range: "2026-11-01..2026-11-05", countOf: () => undefined });
    expect(screen.queryByText(/No events in this range\./)).toBeNull();
  });

  it("is not reported for a preset with events", () => {
    renderPicker({ range: "last24Hours" });
    expect(screen.queryByText(/No events in this range\./)).toBeNull();
  });
});

describe("a store without files", () => {
  it("shows the current month and no selection for all time", () => {
    renderPicker({ range: "allTime", days: [] });
    expect(shownMonths()).toEqual(["November 2026"]);
    expect(screen.queryAllByRole("gridcell", { selected: true })).toEqual([]);
  });
});

describe("the picker", () => {
  it.each(["last7Days", "2026-11-01..2026-11-05"])(
    "has no accessibility violations with %s",
    async (range) => {
      const { container } = renderPicker({ range });
      expect(await findViolations(container)).toEqual([]);
    },
  );
});

function pressedState(name: string): string | null {
  return screen.getByText(name).getAttribute("aria-pressed");
}

function announcedText(): string | null | undefined {
  return document.querySelector(".hidden-text[role=status]")?.textContent;
}
