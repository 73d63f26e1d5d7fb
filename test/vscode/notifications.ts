import type { Page } from "playwright-core";
import { waitFor } from "./waiting.ts";

/** A visible notification, which may show the progress of a task. */
export interface Notification {
  readonly severity: "info" | "warning" | "error";
  readonly text: string;
  readonly buttons: readonly string[];
}

const notificationSelector = ".notification-toast .notification-list-item";
const messageSelector = ".notification-list-item-message";
const buttonSelector = ".notification-list-item-buttons-container .monaco-button";
const clearSelector = ".codicon-notifications-clear";

/** The visible notifications, newest first. */
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

/** Resolves to the first visible notification with matching text. */
export async function waitForNotification(page: Page, pattern: RegExp): Promise<Notification> {
  return waitFor(page, `A notification that matches ${pattern}`, async () =>
    (await readNotifications(page)).find(({ text }) => pattern.test(text)),
  );
}

/**
 * Clicks a button of the notification with matching text as soon as both exist. The click happens
 * in the page, because a notification may move or close before a mouse click reaches it.
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
        const pattern = new RegExp(source, flags);
        const found = [...document.querySelectorAll(names.notificationSelector)]
          .filter((element) =>
            pattern.test(element.querySelector(names.messageSelector)?.textContent ?? ""),
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

/** Closes all visible notifications. Those of tasks close shortly after the task ends. */
export async function dismissNotifications(page: Page): Promise<void> {
  await waitFor(page, "The end of all notifications", async () => {
    // In the page, because the buttons are only visible on hover.
    await page.evaluate((selector) => {
      for (const button of document.querySelectorAll<HTMLElement>(selector)) button.click();
    }, `${notificationSelector} ${clearSelector}`);
    return (await readNotifications(page)).length === 0 ? true : undefined;
  });
}
