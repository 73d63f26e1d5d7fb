import { act } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { dayButton, rangeOf, renderAt, renderPicker, shownMonths } from "./pickerFixture.tsx";

describe("the keyboard in the calendar", () => {
  it("has one tab stop in the grid, the first visible selected day", () => {
    const { container } = renderPicker({ range: "2026-11-17..2026-11-19" });
    const stops = [...container.querySelectorAll("[data-day] button[tabindex='0']")];
    expect(stops).toEqual([dayButton("2026-11-17")]);
  });

  it.each([
    ["{ArrowRight}", "2026-11-19"],
    ["{ArrowLeft}", "2026-11-17"],
    ["{ArrowUp}", "2026-11-11"],
    ["{ArrowDown}", "2026-11-25"],
    ["{Home}", "2026-11-16"],
    ["{End}", "2026-11-22"],
    ["{Alt>}{ArrowLeft}{/Alt}", "2026-11-18"],
    ["{Control>}{ArrowLeft}{/Control}", "2026-11-18"],
    ["{PageUp}", "2026-10-18"],
    ["{PageUp}{PageDown}", "2026-11-18"],
    ["{ArrowDown}{ArrowDown}{ArrowDown}", "2026-11-30"],
  ])("%s moves the focus without selecting", async (keys, focused) => {
    const { changes } = renderAt("2026-11-18");
    await userEvent.keyboard(keys);
    expect(document.activeElement).toBe(dayButton(focused));
    expect(changes).toEqual([]);
  });

  it("moves to the previous month at the first day", async () => {
    renderAt("2026-11-02");
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(shownMonths()).toEqual(["October 2026"]);
    expect(document.activeElement).toBe(dayButton("2026-10-31"));
  });

  it.each(["{Enter}", " "])("selects the focused day on %o", async (key) => {
    const { changes } = renderAt("2026-11-18");
    await userEvent.keyboard(`{ArrowRight}${key}`);
    expect(changes).toEqual([rangeOf("2026-11-19")]);
    expect(document.activeElement).toBe(dayButton("2026-11-19"));
  });

  it("does not take the focus from elsewhere when the range changes", () => {
    const picker = renderAt("2026-11-18");
    act(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    act(() => {
      picker.setRange(rangeOf("2026-11-03"));
    });
    expect(document.activeElement).toBe(document.body);
  });
});
