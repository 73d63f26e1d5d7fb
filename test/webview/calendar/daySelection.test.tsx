import { describe, expect, it } from "vitest";
import {
  draggedSpan,
  extendedSpan,
  reduceDaySelection,
  type DaySelection,
  type DaySelectionAction,
} from "../../../webview/calendar/daySelection.ts";
import { day, span } from "../dayFixture.ts";

const NOTHING: DaySelection = {};

describe("a drag", () => {
  it("covers the pressed day", () => {
    expect(draggedSpan(after(pressed("2026-11-17")))).toEqual(span("2026-11-17"));
  });

  it("covers the days up to the pointer, in either direction", () => {
    const forth = after(pressed("2026-11-17"), entered("2026-12-02"));
    const back = after(pressed("2026-11-17"), entered("2026-12-02"), entered("2026-10-31"));
    expect(draggedSpan(forth)).toEqual(span("2026-11-17..2026-12-02"));
    expect(draggedSpan(back)).toEqual(span("2026-10-31..2026-11-17"));
  });

  it("does not start when the pointer only moves over days", () => {
    expect(after(entered("2026-11-17"))).toBe(NOTHING);
  });

  it("changes nothing while the pointer stays on a day", () => {
    const state = after(pressed("2026-11-17"), entered("2026-11-18"));
    expect(reduceDaySelection(state, entered("2026-11-18"))).toBe(state);
  });

  it("ends when it is canceled, and keeps the anchor", () => {
    const state = after(chosen("2026-11-01"), pressed("2026-11-17"), { type: "cancelled" });
    expect(draggedSpan(state)).toBeUndefined();
    expect(state.anchorDay).toBe("2026-11-01");
  });

  it("ends when days are selected", () => {
    const state = after(pressed("2026-11-17"), entered("2026-11-18"), chosen("2026-11-17"));
    expect(draggedSpan(state)).toBeUndefined();
  });
});

describe("extendedSpan", () => {
  const anchored = after(chosen("2026-11-17"));

  it("extends from the anchor to the day, in either direction", () => {
    const selected = span("2026-11-17");
    expect(extendedSpan(anchored, selected, day("2026-11-20"))).toEqual(
      span("2026-11-17..2026-11-20"),
    );
    expect(extendedSpan(anchored, selected, day("2026-11-10"))).toEqual(
      span("2026-11-10..2026-11-17"),
    );
  });

  it("extends from an anchor at the end of the selected days", () => {
    const selected = span("2026-11-10..2026-11-17");
    expect(extendedSpan(anchored, selected, day("2026-11-20"))).toEqual(
      span("2026-11-17..2026-11-20"),
    );
  });

  it("extends from the start of a range that does not contain the anchor", () => {
    const selected = span("2026-10-21..2026-11-20");
    expect(extendedSpan(anchored, selected, day("2026-11-18"))).toEqual(
      span("2026-10-21..2026-11-18"),
    );
  });

  it("extends from the start of the selected days if there is no anchor", () => {
    expect(extendedSpan(NOTHING, span("2026-11-13..2026-11-20"), day("2026-11-25"))).toEqual(
      span("2026-11-13..2026-11-25"),
    );
  });

  it("is only the day if nothing is selected", () => {
    expect(extendedSpan(NOTHING, undefined, day("2026-11-25"))).toEqual(span("2026-11-25"));
  });
});

function after(...actions: readonly DaySelectionAction[]): DaySelection {
  return actions.reduce(reduceDaySelection, NOTHING);
}

function pressed(text: string): DaySelectionAction {
  return { type: "pressed", day: day(text) };
}

function entered(text: string): DaySelectionAction {
  return { type: "entered", day: day(text) };
}

function chosen(text: string): DaySelectionAction {
  return { type: "chosen", day: day(text) };
}
