import { act, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { addDays } from "../../../shared/calendarDays.ts";
import { dayOf, dateOf } from "../../../webview/calendar/utcDate.ts";
import { day, dayCount } from "../dayFixture.ts";
import { dayButton, rangeOf, renderPicker, selectedDays } from "./pickerFixture.tsx";

const originalZone = process.env["TZ"];

/**
 * Time zones and their offsets behind UTC, in minutes, at noon on 29 March 2026. A zone behind UTC
 * comes first because formatters are cached, and a UTC day starts on the previous day there.
 */
const ZONES = [
  ["Pacific/Niue", 660],
  ["Pacific/Kiritimati", -840],
  ["Europe/Berlin", -120],
  ["America/St_Johns", 150],
] as const;

describe.each(ZONES)("the calendar in the time zone %s", (zone, offset) => {
  afterEach(() => {
    if (originalZone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = originalZone;
  });

  it("shows and selects UTC days across a clock change", async () => {
    setTimeZone(zone, offset);
    const { changes } = renderPicker({ range: "2026-03-27..2026-03-30", days: MARCH });
    expect(selectedDays()).toEqual(["27", "28", "29", "30"].map((n) => `2026-03-${n}`));
    expect(screen.getByRole("button", { name: /^Sunday, 29 March 2026, 7 events/ })).toBe(
      dayButton("2026-03-29"),
    );
    await userEvent.click(dayButton("2026-03-29"));
    expect(changes).toEqual([rangeOf("2026-03-29")]);
  });

  it("shows each day of a month once, with its own number", () => {
    setTimeZone(zone, offset);
    renderPicker({ range: "2026-03-27", days: MARCH });
    const numbers = [...document.querySelectorAll(".heat-day-number")].map((n) => n.textContent);
    expect(numbers).toEqual(Array.from({ length: 31 }, (_, index) => String(index + 1)));
  });

  it("moves the focus by UTC days across the end of the year", async () => {
    setTimeZone(zone, offset);
    const { changes } = renderPicker({ range: "2026-12-31", days: [dayCount("2027-01-31", 1)] });
    act(() => {
      dayButton("2026-12-31").focus();
    });
    await userEvent.keyboard("{ArrowRight}{Enter}{Shift>}{ArrowDown}{/Shift}");
    expect(changes).toEqual([rangeOf("2027-01-01"), rangeOf("2027-01-01..2027-01-08")]);
  });

  it("converts every day of four years to a date and back", () => {
    setTimeZone(zone, offset);
    for (let index = 0; index < 1_461; index++) {
      const current = addDays(day("2025-01-01"), index);
      expect(dayOf(dateOf(current))).toBe(current);
    }
  });
});

const MARCH = [dayCount("2026-03-29", 7)];

/** Sets the time zone of the process and verifies it. */
function setTimeZone(zone: string, offset: number): void {
  process.env["TZ"] = zone;
  expect(new Date("2026-03-29T12:00:00.000Z").getTimezoneOffset()).toBe(offset);
}
