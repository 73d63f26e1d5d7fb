import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { dayButton, rangeOf, renderAt, selectedDays, shownMonths } from "./pickerFixture.tsx";

describe("Shift with the keyboard in the calendar", () => {
  it.each([
    ["{Shift>}{ArrowRight}{ArrowRight}{/Shift}", "2026-11-18..2026-11-20", "2026-11-20"],
    ["{Shift>}{ArrowLeft}{/Shift}", "2026-11-17..2026-11-18", "2026-11-17"],
    ["{Shift>}{ArrowDown}{ArrowLeft}{/Shift}", "2026-11-18..2026-11-24", "2026-11-24"],
    ["{Shift>}{ArrowLeft}{ArrowRight}{ArrowRight}{/Shift}", "2026-11-18..2026-11-19", "2026-11-19"],
    ["{Shift>}{End}{/Shift}", "2026-11-18..2026-11-22", "2026-11-22"],
    ["{Shift>}{Home}{/Shift}", "2026-11-16..2026-11-18", "2026-11-16"],
  ])("%s extends the range", async (keys, range, focused) => {
    const { changes } = renderAt("2026-11-18");
    await userEvent.keyboard(`{Enter}${keys}`);
    expect(changes.at(-1)).toEqual(rangeOf(range));
    expect(document.activeElement).toBe(dayButton(focused));
  });

  it("extends the range into the previous month and shows it", async () => {
    const { changes } = renderAt("2026-11-02");
    await userEvent.keyboard("{Enter}{Shift>}{ArrowLeft}{ArrowUp}{/Shift}");
    expect(changes.at(-1)).toEqual(rangeOf("2026-10-25..2026-11-02"));
    expect(shownMonths()).toEqual(["October 2026"]);
    expect(document.activeElement).toBe(dayButton("2026-10-25"));
    expect(selectedDays()).toHaveLength(7);
  });

  it("stops at the last day of the calendar", async () => {
    const { changes } = renderAt("2026-11-29");
    await userEvent.keyboard("{Enter}{Shift>}{ArrowDown}{/Shift}");
    expect(changes.at(-1)).toEqual(rangeOf("2026-11-29..2026-11-30"));
    expect(document.activeElement).toBe(dayButton("2026-11-30"));
  });

  it("extends the range to the focused day on Shift+Enter", async () => {
    const { changes } = renderAt("2026-11-18");
    await userEvent.keyboard("{Enter}{ArrowRight}{ArrowRight}{Shift>}{Enter}{/Shift}");
    expect(changes.at(-1)).toEqual(rangeOf("2026-11-18..2026-11-20"));
  });
});
