import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { PATIENCE_MS } from "../support/patience.ts";

const artifactsDir = join(import.meta.dirname, "artifacts");
const pollIntervalMs = 30;
const reportedTextLength = 1_500;

/**
 * Polls until the result is not undefined, and returns it. After `PATIENCE_MS`, rejects with what
 * was awaited, the visible text of the page, and the path of a screenshot.
 */
export async function waitFor<Answer>(
  page: Page,
  awaited: string,
  read: () => Promise<Answer | undefined>,
): Promise<Answer> {
  const deadlineMs = Date.now() + PATIENCE_MS;
  let lastError: Error | undefined;
  do {
    try {
      const answer = await read();
      if (answer !== undefined) return answer;
    } catch (error) {
      if (!(error instanceof Error) || page.isClosed()) throw error;
      // A navigating page cannot respond, so try again.
      lastError = error;
    }
    await delay(pollIntervalMs);
  } while (Date.now() < deadlineMs);
  throw await failure(page, `${awaited} was awaited for ${PATIENCE_MS / 1000} s`, lastError);
}

/** An Error with a problem, the visible text of the page, and the path of a screenshot. */
export async function failure(page: Page, problem: string, cause?: Error): Promise<Error> {
  const screen = await describeScreen(page);
  const path = await saveScreenshot(page, `failure-${Date.now()}`).catch(String);
  const message = `${problem}.\nOn screen:\n${screen}\nScreenshot: ${path}`;
  if (cause === undefined) return new Error(message);
  return new Error(`${message}\nThe last attempt failed: ${cause.message.split("\n")[0]}`, {
    cause,
  });
}

/** Saves a screenshot as test/vscode/artifacts/NAME.png and returns the path. */
export async function saveScreenshot(page: Page, name: string): Promise<string> {
  await mkdir(artifactsDir, { recursive: true });
  const path = join(artifactsDir, `${name}.png`);
  await page.screenshot({ path, animations: "disabled" });
  return path;
}

/** The text of transient parts of VS Code, one line each. */
async function describeScreen(page: Page): Promise<string> {
  const parts = {
    "quick input": ".quick-input-widget",
    notification: ".notification-toast .notification-list-item",
    dialog: ".monaco-dialog-box",
    tab: ".tabs-container .tab",
    "status bar": ".part.statusbar",
  };
  const lines: string[] = [];
  for (const [name, selector] of Object.entries(parts)) {
    const texts = await page
      .locator(selector)
      .filter({ visible: true })
      .allInnerTexts()
      .catch(() => []);
    lines.push(...texts.map((text) => `  ${name}: ${text.replace(/\s+/g, " ").trim()}`));
  }
  return lines.length === 0 ? "  (no workbench)" : lines.join("\n").slice(0, reportedTextLength);
}
