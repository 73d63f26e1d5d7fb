import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axeCore from "axe-core";
import type { Panel } from "./panelDriver.ts";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** Describes the accessibility violations that axe finds in the panel. */
export async function accessibilityProblems(panel: Panel): Promise<readonly string[]> {
  return panel.root.locator("html").evaluate(async (_, source) => {
    // The content security policy does not apply to code evaluated by a debugger.
    if (!Reflect.has(globalThis, "axe")) (0, eval)(source);
    const axe = Reflect.get(globalThis, "axe") as typeof axeCore;
    const { violations } = await axe.run(document);
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help} (${nodes.length}), such as ${nodes[0]?.html.slice(0, 300) ?? ""}`,
    );
  }, axeSource);
}

/** By how many pixels the content of the page is too wide. */
export async function overflowPixels(panel: Panel): Promise<number> {
  return panel.root.locator("html").evaluate(() => {
    const page = document.scrollingElement;
    return page === null ? 0 : page.scrollWidth - page.clientWidth;
  });
}

/** The labels below the bars that overlap the one before. */
export async function overlappingBarLabels(panel: Panel): Promise<readonly string[]> {
  return panel.root.locator(".bars-labels").evaluate((labels) => {
    const placed = [...labels.querySelectorAll("span")].flatMap((label) => {
      const range = document.createRange();
      range.selectNodeContents(label);
      const { left, right } = range.getBoundingClientRect();
      return right > left ? [{ text: label.textContent, left, right }] : [];
    });
    placed.sort((one, other) => one.left - other.left);
    return placed
      .filter(({ left }, index) => left < (placed[index - 1]?.right ?? -Infinity))
      .map(({ text }) => text);
  });
}

/** A control reached with Tab. */
export interface TabStop {
  readonly name: string;
  /** Whether the focus is visible in the window. */
  readonly isVisible: boolean;
}

/** Presses Tab until the focus leaves the panel or returns to a previous stop. */
export async function walkByTab(panel: Panel, maxStops: number): Promise<readonly TabStop[]> {
  const { page } = panel.workbench;
  const html = panel.root.locator("html");
  const stops: TabStop[] = [];
  while (stops.length < maxStops) {
    await page.keyboard.press("Tab");
    const name = await html.evaluate(markFocused);
    if (name === undefined || stops.some((stop) => stop.name === name)) return stops;
    const focused = await page.screenshot({ animations: "disabled" });
    await html.evaluate(() => {
      (document.activeElement as HTMLElement).blur();
    });
    const blurred = await page.screenshot({ animations: "disabled" });
    await html.evaluate(() => {
      document.querySelector<HTMLElement>("[data-test-focused]")?.focus({ preventScroll: true });
    });
    stops.push({ name, isVisible: !focused.equals(blurred) });
  }
  return stops;
}

/** Runs in the page. Marks the focused element and returns its name, or undefined. */
function markFocused(): string | undefined {
  document.querySelector("[data-test-focused]")?.removeAttribute("data-test-focused");
  const element = document.activeElement;
  if (element === null || element === document.body || !document.hasFocus()) return undefined;
  element.setAttribute("data-test-focused", "");
  const { x, y } = element.getBoundingClientRect();
  const name = element.getAttribute("aria-label") ?? element.textContent;
  return `${name.trim().slice(0, 60)} (${Math.round(x)}, ${Math.round(y + window.scrollY)})`;
}
