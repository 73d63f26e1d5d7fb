import type { Page } from "playwright-core";
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
export async function waitForNotification(page: Page, pattern: RegExp): Promise<Notification> {
  return waitFor(page, `A notification that matches ${pattern}`, async () =>
    (await readNotifications(page)).find(({ text }) => pattern.test(text)),
  );
}

/**
 * Clicks the button of the notification whose text matches, as soon as both are there. In the page
 * itself, as a notification may go or move between a look at it and a click of the mouse.
 */
export async function clickNotificationButton(
  page: Page,
  pattern: RegExp,
  button: string,
): Promise<void> {
  const names = { notificationSelector, messageSelector, buttonSelector, button };
  await waitFor(page, `A notification that matches ${pattern} with "${button}"`, () =>
    page.evaluate(
      ([names, source, flags]) => {
        const isWanted = new RegExp(source, flags);
        const found = [...document.querySelectorAll(names.notificationSelector)]
          .filter((element) =>
            isWanted.test(element.querySelector(names.messageSelector)?.textContent ?? ""),
          )
          .flatMap((element) => [...element.querySelectorAll<HTMLElement>(names.buttonSelector)])
          .find(({ textContent }) => textContent.trim() === names.button);
        found?.click();
        return found === undefined ? undefined : true;
      },
      [names, pattern.source, pattern.flags] as const,
    ),
  );
}

/** Closes every notification on screen; those of tasks go by themselves a moment after the task. */
export async function dismissNotifications(page: Page): Promise<void> {
  await waitFor(page, "The end of all notifications", async () => {
    // In the page itself, where the buttons are there although they show only under the mouse.
    await page.evaluate((selector) => {
      for (const button of document.querySelectorAll<HTMLElement>(selector)) button.click();
    }, `${notificationSelector} ${clearSelector}`);
    return (await readNotifications(page)).length === 0 ? true : undefined;
  });
}
