import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axeCore from "axe-core";
import type { Panel } from "./panelDriver.ts";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** What axe finds wrong with the panel as it is now, in sentences; none where all is well. */
export async function accessibilityProblems(panel: Panel): Promise<readonly string[]> {
  return panel.root.locator("html").evaluate(async (_, source) => {
    // The policy of the page forbids scripts without its nonce, not what a debugger evaluates.
    if (!Reflect.has(globalThis, "axe")) (0, eval)(source);
    const axe = Reflect.get(globalThis, "axe") as typeof axeCore;
    const { violations } = await axe.run(document);
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help} (${nodes.length}), such as ${nodes[0]?.html.slice(0, 300) ?? ""}`,
    );
  }, axeSource);
}

/** By how many pixels the page, or an element that should fit into it, is too wide. */
export async function overflowPixels(panel: Panel): Promise<number> {
  return panel.root.locator("html").evaluate(() => {
    const page = document.scrollingElement;
    return page === null ? 0 : page.scrollWidth - page.clientWidth;
  });
}

/** A control that Tab has led to. */
export interface TabStop {
  readonly name: string;
  /** Whether the window looks different because of the focus. */
  readonly isVisible: boolean;
}

/** Presses Tab until the focus has left the panel or comes back to where it began. */
export async function walkByTab(panel: Panel, mostStops: number): Promise<readonly TabStop[]> {
  const { page } = panel.workbench;
  const html = panel.root.locator("html");
  const stops: TabStop[] = [];
  while (stops.length < mostStops) {
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

/** Runs in the page: marks the element with the focus and names it; undefined where none has it. */
function markFocused(): string | undefined {
  document.querySelector("[data-test-focused]")?.removeAttribute("data-test-focused");
  const element = document.activeElement;
  if (element === null || element === document.body || !document.hasFocus()) return undefined;
  element.setAttribute("data-test-focused", "");
  const { x, y } = element.getBoundingClientRect();
  const name = element.getAttribute("aria-label") ?? element.textContent;
  return `${name.trim().slice(0, 60)} (${Math.round(x)}, ${Math.round(y + window.scrollY)})`;
}
