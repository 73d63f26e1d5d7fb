import { fireEvent, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { dayButton, rangeOf, renderPicker, selectedDays } from "./pickerFixture.tsx";

describe("a click on a day", () => {
  it("selects that day", async () => {
    const { changes } = renderPicker();
    await userEvent.click(dayButton("2026-11-05"));
    expect(changes).toEqual([rangeOf("2026-11-05")]);
    expect(selectedDays()).toEqual(["2026-11-05"]);
  });

  it("selects only that day if several are selected", async () => {
    const { changes } = renderPicker({ range: "2026-11-03..2026-11-09" });
    await userEvent.click(dayButton("2026-11-05"));
    expect(changes).toEqual([rangeOf("2026-11-05")]);
  });

  it("keeps a day that is already selected", async () => {
    renderPicker({ range: "2026-11-05" });
    await userEvent.click(dayButton("2026-11-05"));
    expect(selectedDays()).toEqual(["2026-11-05"]);
  });

  it("with Shift extends from the previously selected day, in either direction", async () => {
    const { changes } = renderPicker();
    const user = userEvent.setup();
    await user.click(dayButton("2026-11-05"));
    await user.keyboard("{Shift>}");
    await user.click(dayButton("2026-11-08"));
    await user.click(dayButton("2026-11-02"));
    await user.keyboard("{/Shift}");
    expect(changes.slice(1)).toEqual([
      rangeOf("2026-11-05..2026-11-08"),
      rangeOf("2026-11-02..2026-11-05"),
    ]);
  });

  it("with Shift extends a preset from its first day", async () => {
    const { changes } = renderPicker({ range: "last7Days" });
    const user = userEvent.setup();
    await user.keyboard("{Shift>}");
    await user.click(dayButton("2026-11-25"));
    expect(changes).toEqual([rangeOf("2026-11-13..2026-11-25")]);
  });

  it("with Shift extends across months", async () => {
    const { changes } = renderPicker();
    const user = userEvent.setup();
    await user.click(dayButton("2026-11-05"));
    await user.click(screen.getByLabelText("Previous Month"));
    await user.keyboard("{Shift>}");
    await user.click(dayButton("2026-10-30"));
    expect(changes.at(-1)).toEqual(rangeOf("2026-10-30..2026-11-05"));
  });
});

describe("a drag over days", () => {
  it.each([
    ["forward", "2026-11-05", "2026-11-11"],
    ["backward", "2026-11-11", "2026-11-05"],
  ])("%s selects them", async (_, from, to) => {
    const { changes } = renderPicker();
    await userEvent.pointer([
      { keys: "[MouseLeft>]", target: dayButton(from) },
      { target: dayButton("2026-11-09") },
      { target: dayButton(to) },
      { keys: "[/MouseLeft]" },
    ]);
    expect(changes).toEqual([rangeOf("2026-11-05..2026-11-11")]);
  });

  it("by touch selects them, and releases the pointer capture of the first day", async () => {
    const { changes } = renderPicker();
    const released: unknown[] = [];
    const first = dayButton("2026-11-05");
    first.releasePointerCapture = (id) => released.push(id);
    const user = userEvent.setup();
    await user.pointer({ keys: "[TouchA>]", target: first });
    fireEvent.gotPointerCapture(first, { pointerId: 7 });
    await user.pointer({ pointerName: "TouchA", target: dayButton("2026-11-06") });
    // A touch that moved is not followed by a click.
    fireEvent.pointerUp(window);
    expect(released).toEqual([7]);
    expect(changes).toEqual([rangeOf("2026-11-05..2026-11-06")]);
  });

  it("highlights the days, and selects them only when it ends", async () => {
    const { changes } = renderPicker();
    await userEvent.pointer([
      { keys: "[MouseLeft>]", target: dayButton("2026-11-05") },
      { target: dayButton("2026-11-06") },
    ]);
    expect(selectedDays()).toEqual(["2026-11-05", "2026-11-06"]);
    expect(changes).toEqual([]);
  });

  it("selects the covered days if it ends outside the calendar", async () => {
    const { changes } = renderPicker();
    await userEvent.pointer([
      { keys: "[MouseLeft>]", target: dayButton("2026-11-05") },
      { target: dayButton("2026-11-06") },
      { keys: "[/MouseLeft]", target: document.body },
    ]);
    expect(changes).toEqual([rangeOf("2026-11-05..2026-11-06")]);
  });

  it("that returns to its first day selects that day", async () => {
    const { changes } = renderPicker();
    await userEvent.pointer([
      { keys: "[MouseLeft>]", target: dayButton("2026-11-05") },
      { target: dayButton("2026-11-06") },
      { target: dayButton("2026-11-05") },
      { keys: "[/MouseLeft]" },
    ]);
    expect(changes).toEqual([rangeOf("2026-11-05")]);
  });

  it.each([
    ["Escape", () => userEvent.keyboard("{Escape}")],
    ["the browser", () => Promise.resolve(fireEvent.pointerCancel(window))],
  ])("that %s cancels changes nothing", async (_, end) => {
    const { changes } = renderPicker({ range: "2026-11-02" });
    await userEvent.pointer([
      { keys: "[MouseLeft>]", target: dayButton("2026-11-05") },
      { target: dayButton("2026-11-06") },
    ]);
    await end();
    fireEvent.pointerUp(window);
    expect(changes).toEqual([]);
    expect(selectedDays()).toEqual(["2026-11-02"]);
  });

  it("does not start with another mouse button", async () => {
    renderPicker({ range: "2026-11-02" });
    await userEvent.pointer([
      { keys: "[MouseRight>]", target: dayButton("2026-11-05") },
      { target: dayButton("2026-11-06") },
    ]);
    expect(selectedDays()).toEqual(["2026-11-02"]);
  });

  it("is extended from its first day by Shift-click", async () => {
    const { changes } = renderPicker();
    const user = userEvent.setup();
    await user.pointer([
      { keys: "[MouseLeft>]", target: dayButton("2026-11-11") },
      { target: dayButton("2026-11-09") },
      { keys: "[/MouseLeft]" },
    ]);
    await user.keyboard("{Shift>}");
    await user.click(dayButton("2026-11-14"));
    expect(changes.at(-1)).toEqual(rangeOf("2026-11-11..2026-11-14"));
  });
});
