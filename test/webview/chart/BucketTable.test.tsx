import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { findViolations } from "../accessibilityRules.ts";
import { barLabels, renderChart } from "./chartFixture.tsx";

describe("the table of the chart", () => {
  it("replaces the chart until the chart is chosen again", async () => {
    renderChart();
    expect(pressedView()).toBe("Chart");
    await showTable();
    expect(barLabels()).toEqual([]);
    expect(pressedView()).toBe("Table");
    await userEvent.click(screen.getByText("Chart"));
    expect(screen.queryByRole("table")).toBeNull();
    expect(barLabels()).toHaveLength(4);
  });

  it("has a row for each day with files, and a total", async () => {
    renderChart({ range: "2026-11-10..2026-11-20" });
    await showTable();
    expect(rows()).toEqual([
      ["Day (UTC)", "Events", "Errors", "Files", "Skipped lines"],
      ["2026-11-13", "4,000", "1", "3", "2"],
      ["2026-11-14", "1,000", "0", "1", "0"],
      ["2026-11-17", "8", "8", "1", "0"],
      ["2026-11-19", "0", "0", "1", "0"],
      ["Total", "5,008", "9", "6", "2"],
    ]);
  });

  it("names the period of a row in its caption", async () => {
    renderChart({ range: "2026-01-10..2026-11-20" });
    await showTable();
    expect(screen.getByRole("table", { name: "Events per month (UTC)" })).toBeTruthy();
    expect(rows().slice(0, 2)).toEqual([
      ["Month (UTC)", "Events", "Errors", "Files", "Skipped lines"],
      ["2026-11", "5,008", "9", "6", "2"],
    ]);
  });

  it("selects a day when its button is clicked", async () => {
    const { selections } = renderChart();
    await showTable();
    await userEvent.click(screen.getByRole("button", { name: "2026-11-17" }));
    expect(selections).toEqual(["2026-11-17"]);
  });

  it("keeps the focus when a selection removes the row", async () => {
    const { selections } = renderChart({ range: "2026-01-10..2026-11-20" });
    await showTable();
    screen.getByRole("button", { name: "2026-11" }).focus();
    await userEvent.keyboard("{Enter}");
    expect(selections).toEqual(["2026-11-01..2026-11-20"]);
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "2026-11-13" }));
  });

  it("has no accessibility violations", async () => {
    const { container } = renderChart();
    await showTable();
    expect(await findViolations(container)).toEqual([]);
  });
});

async function showTable(): Promise<void> {
  await userEvent.click(screen.getByText("Table"));
}

function rows(): readonly (readonly string[])[] {
  return screen
    .getAllByRole<HTMLTableRowElement>("row")
    .map((row) => [...row.cells].map((cell) => cell.textContent));
}

function pressedView(): string | undefined {
  return ["Chart", "Table"].find(
    (name) => screen.getByText(name).getAttribute("aria-pressed") === "true",
  );
}
