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

  it("selects the day alone again where it was one of several", async () => {
    const { changes } = renderPicker({ range: "2026-11-03..2026-11-09" });
    await userEvent.click(dayButton("2026-11-05"));
    expect(changes).toEqual([rangeOf("2026-11-05")]);
  });

  it("keeps a day that is selected already", async () => {
    renderPicker({ range: "2026-11-05" });
    await userEvent.click(dayButton("2026-11-05"));
    expect(selectedDays()).toEqual(["2026-11-05"]);
  });

  it("with Shift extends from the day chosen before, in either direction", async () => {
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

  it("with Shift extends over months", async () => {
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
    ["forth", "2026-11-05", "2026-11-11"],
    ["back", "2026-11-11", "2026-11-05"],
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

  it("by a finger selects them, and frees the finger from the first day", async () => {
    const { changes } = renderPicker();
    const released: unknown[] = [];
    const first = dayButton("2026-11-05");
    first.releasePointerCapture = (id) => released.push(id);
    const user = userEvent.setup();
    await user.pointer({ keys: "[TouchA>]", target: first });
    fireEvent.gotPointerCapture(first, { pointerId: 7 });
    await user.pointer({ pointerName: "TouchA", target: dayButton("2026-11-06") });
    // No click follows on a finger that has moved.
    fireEvent.pointerUp(window);
    expect(released).toEqual([7]);
    expect(changes).toEqual([rangeOf("2026-11-05..2026-11-06")]);
  });

  it("shows the days while it lasts, and chooses none before it ends", async () => {
    const { changes } = renderPicker();
    await userEvent.pointer([
      { keys: "[MouseLeft>]", target: dayButton("2026-11-05") },
      { target: dayButton("2026-11-06") },
    ]);
    expect(selectedDays()).toEqual(["2026-11-05", "2026-11-06"]);
    expect(changes).toEqual([]);
  });

  it("selects what it covered where it ends outside the calendar", async () => {
    const { changes } = renderPicker();
    await userEvent.pointer([
      { keys: "[MouseLeft>]", target: dayButton("2026-11-05") },
      { target: dayButton("2026-11-06") },
      { keys: "[/MouseLeft]", target: document.body },
    ]);
    expect(changes).toEqual([rangeOf("2026-11-05..2026-11-06")]);
  });

  it("that comes back to its day selects that day", async () => {
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
    ["the system", () => Promise.resolve(fireEvent.pointerCancel(window))],
  ])("that %s ends changes nothing", async (_, end) => {
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

  it("does not begin with another button of the mouse", async () => {
    renderPicker({ range: "2026-11-02" });
    await userEvent.pointer([
      { keys: "[MouseRight>]", target: dayButton("2026-11-05") },
      { target: dayButton("2026-11-06") },
    ]);
    expect(selectedDays()).toEqual(["2026-11-02"]);
  });

  it("is what Shift-click extends from its first day", async () => {
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
