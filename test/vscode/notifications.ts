import type { Locator, Page } from "playwright-core";
import { waitFor } from "./waiting.ts";

/** A notification on screen; the progress of a task is one too. */
export interface Notification {
  readonly severity: "info" | "warning" | "error";
  readonly text: string;
  readonly buttons: readonly string[];
}

const notificationSelector = ".notification-toast .notification-list-item";
const messageSelector = ".notification-list-item-message";
const buttonSelector = ".notification-list-item-buttons-container .monaco-button";
const clickTimeoutMs = 1_000;
const clearSelector = ".codicon-notifications-clear";

/** The notifications on screen, the newest first. */
export async function readNotifications(page: Page): Promise<Notification[]> {
  return page.evaluate(
    ([notification, message, button]) => {
      const textOf = (element: Element | null): string =>
        (element?.textContent ?? "").replace(/\s+/g, " ").trim();
      return [...document.querySelectorAll(notification)]
        .filter((element) => element.checkVisibility())
        .map((element) => ({
          severity:
            (["error", "warning"] as const).find((name) =>
              element.querySelector(`.notification-list-item-icon.codicon-${name}`),
            ) ?? "info",
          text: textOf(element.querySelector(message)),
          buttons: [...element.querySelectorAll(button)].map(textOf),
        }));
    },
    [notificationSelector, messageSelector, buttonSelector] as const,
  );
}

/** Resolves with the first notification on screen whose text matches. */
export async function waitForNotification(
  page: Page,
  pattern: RegExp,
  timeoutMs?: number,
): Promise<Notification> {
  return waitFor(
    page,
    `A notification that matches ${pattern}`,
    async () => (await readNotifications(page)).find(({ text }) => pattern.test(text)),
    timeoutMs,
  );
}

/** Clicks the button of the notification whose text matches, as soon as both are there. */
export async function clickNotificationButton(
  page: Page,
  pattern: RegExp,
  button: string,
): Promise<void> {
  await waitFor(page, `A notification that matches ${pattern} with "${button}"`, async () => {
    const isThere = (await readNotifications(page)).some(
      ({ text, buttons }) => pattern.test(text) && buttons.includes(button),
    );
    if (!isThere) return undefined;
    await notificationsWith(page, pattern)
      .locator(buttonSelector)
      .getByText(button, { exact: true })
      .click({ timeout: clickTimeoutMs });
    return true;
  });
}

/** Closes every notification on screen except those of tasks that are still running. */
export async function dismissNotifications(page: Page): Promise<void> {
  const clearable = page.locator(notificationSelector).filter({ has: page.locator(clearSelector) });
  await waitFor(page, "The end of all notifications", async () => {
    if ((await clearable.count()) === 0) return true;
    // The button shows only under the mouse.
    await clearable.first().hover({ timeout: clickTimeoutMs });
    await clearable.first().locator(clearSelector).click({ timeout: clickTimeoutMs });
    return undefined;
  });
  await page.mouse.move(0, 0);
}

function notificationsWith(page: Page, pattern: RegExp): Locator {
  return page
    .locator(notificationSelector)
    .filter({ has: page.locator(messageSelector, { hasText: pattern }) });
}
