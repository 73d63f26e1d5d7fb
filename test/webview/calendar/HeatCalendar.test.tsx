import { act, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { HeatCalendar } from "../../../webview/calendar/HeatCalendar.tsx";
import { day, dayCount, span } from "../dayFixture.ts";
import { dayButton, renderPicker, selectedDays, shownMonths } from "./pickerFixture.tsx";

describe("a day of the calendar", () => {
  it("shows its number and an abbreviated event count", () => {
    renderPicker();
    expect(within(dayButton("2026-11-12")).getByText("12")).toBeTruthy();
    expect(shortCount("2026-11-12")).toBe("34k");
    expect(shortCount("2026-11-13")).toBeNull();
  });

  it("has its date, events, and errors in its accessible name", () => {
    renderPicker({ range: "2026-11-01" });
    expect(
      screen.getByRole("button", { name: "Tuesday, 17 November 2026, 1,234 events, 12 errors" }),
    ).toBe(dayButton("2026-11-17"));
    expect(screen.getByRole("button", { name: "Wednesday, 18 November 2026, no events" })).toBe(
      dayButton("2026-11-18"),
    );
  });

  it("has a marker only if it has errors", () => {
    const { container } = renderPicker();
    const marked = [...container.querySelectorAll(".heat-day-error")];
    expect(marked.map((mark) => mark.closest("button"))).toEqual([dayButton("2026-11-17")]);
  });

  it("is shaded by its share of events among all days", () => {
    renderPicker();
    const heats = ["18", "19", "17", "12"].map((n) => dayButton(`2026-11-${n}`).dataset["heat"]);
    expect(heats).toEqual(["0", "1", "1", "5"]);
  });

  it("is marked as current if it is today in UTC", () => {
    const { container } = renderPicker({ nowMs: Date.parse("2026-11-03T23:59:59.999Z") });
    const current = [...container.querySelectorAll("[aria-current=date]")];
    expect(current).toEqual([dayButton("2026-11-03")]);
  });
});

describe("the months of the calendar", () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it("are limited to the last month of the range in a narrow panel", () => {
    renderPicker({ range: "2026-10-30..2026-10-31" });
    expect(shownMonths()).toEqual(["October 2026"]);
  });

  it("are two in a wide panel", () => {
    stubWidth(584);
    renderPicker();
    expect(shownMonths()).toEqual(["October 2026", "November 2026"]);
  });

  it("are one just below that width", () => {
    stubWidth(583);
    renderPicker();
    expect(shownMonths()).toEqual(["November 2026"]);
  });

  it("start weeks on Monday", () => {
    const { container } = renderPicker();
    const headers = [...container.querySelectorAll("th")].map((th) =>
      th.getAttribute("aria-label"),
    );
    expect(headers.at(0)).toBe("Monday");
    expect(headers.at(-1)).toBe("Sunday");
  });

  it("can be paged from the first month with files to the current month", async () => {
    renderPicker();
    await userEvent.click(screen.getByLabelText("Next Month"));
    expect(shownMonths()).toEqual(["November 2026"]);
    for (let step = 0; step < 4; step++) {
      await userEvent.click(screen.getByLabelText("Previous Month"));
    }
    expect(shownMonths()).toEqual(["September 2026"]);
    await userEvent.click(screen.getByLabelText("Next Month"));
    expect(shownMonths()).toEqual(["October 2026"]);
  });

  it("keep the focus on a paging button that becomes disabled", () => {
    renderPicker({ days: [dayCount("2026-10-30", 1)] });
    const back = screen.getByLabelText("Previous Month");
    back.focus();
    act(() => {
      back.click();
    });
    expect(shownMonths()).toEqual(["October 2026"]);
    expect(document.activeElement).toBe(back);
    expect(back.getAttribute("aria-disabled")).toBe("true");
  });

  it("render again only when values change, not when objects do", () => {
    // Each render formats the name of each day.
    const formatName = vi.spyOn(Intl.ListFormat.prototype, "format");
    const onSelect = () => undefined;
    const calendarOf = (eventCount: number) => (
      <HeatCalendar
        days={[dayCount("2026-11-17", eventCount)]}
        selected={span("2026-11-17")}
        today={day("2026-11-20")}
        onSelect={onSelect}
      />
    );
    const { rerender } = render(calendarOf(1));
    formatName.mockClear();
    rerender(calendarOf(1));
    expect(formatName).not.toHaveBeenCalled();
    rerender(calendarOf(2));
    expect(formatName).toHaveBeenCalled();
  });

  it("can be paged to files in the future", async () => {
    renderPicker({ days: [dayCount("2026-12-31", 1)] });
    await userEvent.click(screen.getByLabelText("Next Month"));
    expect(shownMonths()).toEqual(["December 2026"]);
  });

  it("do not change when a visible day is selected", async () => {
    renderPicker();
    await userEvent.click(screen.getByLabelText("Previous Month"));
    await userEvent.click(dayButton("2026-10-05"));
    expect(shownMonths()).toEqual(["October 2026"]);
    expect(selectedDays()).toEqual(["2026-10-05"]);
  });

  it("show a whole leap month", () => {
    renderPicker({ days: [dayCount("2028-02-29", 1)], range: "2028-02-01..2028-03-05" });
    expect(selectedDays()).toHaveLength(29);
  });
});

/** The count that the style sheet draws below the number. */
function shortCount(text: string): string | null | undefined {
  return dayButton(text).querySelector(".heat-day-count")?.getAttribute("data-count");
}

/** jsdom has no layout, so the width is stubbed. */
function stubWidth(width: number): void {
  class FixedResizeObserver {
    readonly #callback: ResizeObserverCallback;
    constructor(callback: ResizeObserverCallback) {
      this.#callback = callback;
    }
    observe(): void {
      this.#callback([{ contentRect: { width } } as ResizeObserverEntry], this as never);
    }
    disconnect(): void {
      // Nothing to disconnect.
    }
  }
  vi.stubGlobal("ResizeObserver", FixedResizeObserver);
}
