import { act, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { findViolations } from "../accessibilityRules.ts";
import { dayCount } from "../dayFixture.ts";
import { bar, barLabels, renderChart, WEEK } from "./chartFixture.tsx";

const FRIDAY = "Friday, 13 November 2026";
const SATURDAY = "Saturday, 14 November 2026";
const TUESDAY = "Tuesday, 17 November 2026";
const THURSDAY = "Thursday, 19 November 2026";

describe("the bars", () => {
  it("have an accessible name for every day with files", () => {
    renderChart();
    expect(barLabels()).toEqual([
      `${FRIDAY}, 4,000 events, 1 error, 3 files, 2 skipped lines`,
      `${SATURDAY}, 1,000 events, no errors, 1 file`,
      `${TUESDAY}, 8 events, 8 errors, 1 file`,
      `${THURSDAY}, no events, no errors, 1 file`,
    ]);
  });

  it("leave a gap for a day without files", () => {
    const { container } = renderChart({ range: "2026-11-12..2026-11-20" });
    expect(container.querySelectorAll(".bars-gap")).toHaveLength(5);
  });

  it("are scaled to the top of the axis", () => {
    renderChart();
    // One of 4,000 events is an error.
    expect(part(FRIDAY, "events")?.style.blockSize).toBe("99.975%");
    expect(part(FRIDAY, "errors")?.style.blockSize).toBe("0.025%");
    expect(part(SATURDAY, "events")?.style.blockSize).toBe("25%");
  });

  it("have no segment for a count of zero", () => {
    renderChart();
    expect(part(SATURDAY, "errors")).toBeNull();
    expect(part(TUESDAY, "events")).toBeNull();
    expect(part(THURSDAY, "events")).toBeNull();
    expect(part(THURSDAY, "errors")).toBeNull();
  });

  it("select their day on click", async () => {
    const { selections } = renderChart();
    await userEvent.click(bar(TUESDAY));
    expect(selections).toEqual(["2026-11-17"]);
  });

  it("select the days of a month within the range when they show months", async () => {
    const { selections } = renderChart({ range: "2026-05-10..2026-11-20" });
    expect(screen.getByText("Events per month (UTC)")).toBeTruthy();
    await userEvent.click(bar("November 2026"));
    expect(selections).toEqual(["2026-11-01..2026-11-20"]);
  });

  it("show years for more than ten years", () => {
    renderChart({ days: [dayCount("2010-01-01", 1), dayCount("2026-11-17", 1)] });
    expect(screen.getByText("Events per year (UTC)")).toBeTruthy();
    expect(barLabels()).toEqual([
      "2010, 1 event, no errors, 1 file",
      "2026, 1 event, no errors, 1 file",
    ]);
  });

  it("are absent if no day has files", () => {
    const { container } = renderChart({ days: [], range: "2026-11-12..2026-11-20" });
    expect(barLabels()).toEqual([]);
    expect(container.querySelectorAll(".bars-gap")).toHaveLength(9);
  });
});

describe("the keyboard in the chart", () => {
  it("has one tab stop, the last bar", async () => {
    const { container } = renderChart();
    const stops = [...container.querySelectorAll(".bars-bar[tabindex='0']")];
    expect(stops).toEqual([bar(THURSDAY)]);
    await userEvent.tab();
    while (document.activeElement?.closest(".bars-plot") === null) await userEvent.tab();
    expect(document.activeElement).toBe(bar(THURSDAY));
  });

  it.each([
    ["{ArrowLeft}", TUESDAY],
    ["{ArrowLeft}{ArrowLeft}", SATURDAY],
    ["{Home}", FRIDAY],
    ["{Home}{ArrowRight}", SATURDAY],
    ["{Home}{End}", THURSDAY],
    ["{ArrowRight}", THURSDAY],
  ])("%s moves the focus between bars with files", async (keys, name) => {
    renderChart();
    focus(THURSDAY);
    await userEvent.keyboard(keys);
    expect(document.activeElement).toBe(bar(name));
    expect(bar(name).tabIndex).toBe(0);
  });

  it.each(["{Enter}", " "])("selects the focused bar on %o", async (key) => {
    const { selections } = renderChart();
    focus(SATURDAY);
    await userEvent.keyboard(key);
    expect(selections).toEqual(["2026-11-14"]);
  });

  it("stays in the chart when a selection removes the bar", async () => {
    renderChart({ range: "2026-05-10..2026-11-20" });
    focus("November 2026");
    await userEvent.keyboard("{Enter}");
    expect(document.activeElement).toBe(bar(THURSDAY));
  });
});

describe("a focused bar", () => {
  it("keeps the focus, its tab stop, and its tooltip when an earlier day is removed", () => {
    const { setDays } = renderChart();
    focus(SATURDAY);
    act(() => {
      setDays(WEEK.slice(1));
    });
    expect(document.activeElement).toBe(bar(SATURDAY));
    expect(bar(SATURDAY).tabIndex).toBe(0);
    expect(within(tooltip()).getByText(SATURDAY)).toBeTruthy();
  });

  it.each(["Alt", "Control", "Meta"])("ignores arrow keys with %s", async (key) => {
    renderChart();
    focus(SATURDAY);
    await userEvent.keyboard(`{${key}>}{ArrowLeft}{/${key}}`);
    expect(document.activeElement).toBe(bar(SATURDAY));
  });
});

describe("the tooltip of a bar", () => {
  it("appears on hover, and disappears when the pointer leaves", async () => {
    renderChart();
    await userEvent.hover(bar(FRIDAY));
    expect(within(tooltip()).getByText(FRIDAY)).toBeTruthy();
    expect(
      within(tooltip()).getByText("4,000 events, 1 error, 3 files, 2 skipped lines"),
    ).toBeTruthy();
    await userEvent.unhover(bar(FRIDAY));
    expect(document.querySelector(".bucket-tooltip")).toBeNull();
  });

  it("appears on focus, and disappears on blur", () => {
    renderChart();
    focus(SATURDAY);
    expect(within(tooltip()).getByText(SATURDAY)).toBeTruthy();
    act(() => {
      bar(SATURDAY).blur();
    });
    expect(document.querySelector(".bucket-tooltip")).toBeNull();
  });

  it("disappears on Escape without moving the focus", async () => {
    renderChart();
    focus(SATURDAY);
    await userEvent.keyboard("{Escape}");
    expect(document.querySelector(".bucket-tooltip")).toBeNull();
    expect(document.activeElement).toBe(bar(SATURDAY));
  });

  it("is placed between the ends of the chart as its bar is", async () => {
    renderChart({ range: "2026-11-13..2026-11-16" });
    await userEvent.hover(bar(SATURDAY));
    expect(tooltip().parentElement?.style.gridTemplateColumns).toBe("0.375fr auto 0.625fr");
  });
});

describe("the chart", () => {
  it.each([["2026-11-13..2026-11-20"], ["2020-11-13..2026-11-20"]])(
    "has no accessibility violations over %s",
    async (range) => {
      const { container } = renderChart({ range });
      focus(range.startsWith("2020") ? "November 2026" : FRIDAY);
      expect(await findViolations(container)).toEqual([]);
    },
  );
});

function focus(name: string): void {
  act(() => {
    bar(name).focus();
  });
}

function part(name: string, kind: "events" | "errors"): HTMLElement | null {
  return bar(name).querySelector<HTMLElement>(`.bars-${kind}`);
}

function tooltip(): HTMLElement {
  const found = document.querySelector<HTMLElement>(".bucket-tooltip");
  if (found === null) throw new Error("There is no tooltip.");
  return found;
}
