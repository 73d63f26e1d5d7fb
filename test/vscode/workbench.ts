import type { FrameLocator, Locator, Page } from "playwright-core";
import { chooseFolder, proposedSavePath, saveAs, type OverwriteAnswer } from "./fileDialog.ts";
import * as notifications from "./notifications.ts";
import { QuickInput, type QuickPickItem } from "./quickInput.ts";
import { changeSettings, readSettings, type Settings } from "./scratchProfile.ts";
import { saveScreenshot, waitFor } from "./waiting.ts";

const nudgedSetting = "editor.renderControlCharacters";
const webviewSelector = "iframe.webview.ready:visible";
const palettePlaceholder = "Type the name of a command to run.";

const themes = {
  dark: { setting: "Dark Modern", cssClass: "vscode-theme-defaults-themes-dark_modern-json" },
  light: { setting: "Light Modern", cssClass: "vscode-theme-defaults-themes-light_modern-json" },
  "hc-dark": {
    setting: "Default High Contrast",
    cssClass: "vscode-theme-defaults-themes-hc_black-json",
  },
  "hc-light": {
    setting: "Default High Contrast Light",
    cssClass: "vscode-theme-defaults-themes-hc_light-json",
  },
} as const;

/** One of the four kinds of color themes in VS Code. */
export type ThemeName = keyof typeof themes;

/**
 * Drives a VS Code window in a page like a user. Every method waits for what it needs. On failure,
 * it rejects with the visible text and saves a screenshot.
 */
export class Workbench {
  readonly page: Page;
  readonly #userDataDir: string;
  readonly #quickInput: QuickInput;

  constructor(page: Page, userDataDir: string) {
    this.page = page;
    this.#userDataDir = userDataDir;
    this.#quickInput = new QuickInput(page);
  }

  /** Opens VS Code and resolves when extension commands can be run. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.#waitUntilReady();
  }

  /** Runs the command with exactly this label, including its category, in the Command Palette. */
  async runCommand(label: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.#quickInput.waitUntil(
      "The command palette",
      ({ placeholder }) => placeholder === palettePlaceholder,
    );
    await this.#quickInput.fill(`>${label}`);
    // Until the list is filtered, Enter would run whatever command comes first.
    await this.#quickInput.waitUntil(`The command "${label}" in the palette`, ({ rows }) =>
      rows.some((row) => row.label === label && row.highlight === label),
    );
    await this.#quickInput.pick(label);
  }

  /** All rows of the quick pick, from top to bottom. */
  async quickPickItems(): Promise<QuickPickItem[]> {
    return this.#quickInput.items();
  }

  /** Accepts the row of the quick pick with exactly this label. */
  async pick(label: string): Promise<void> {
    await this.#quickInput.pick(label);
  }

  /** The title of the quick pick, input box, or file dialog, or an empty string. */
  async quickInputTitle(): Promise<string> {
    return (await this.#quickInput.waitUntil("A quick input")).title;
  }

  /** The text in the quick pick or input box. */
  async inputValue(): Promise<string> {
    return (await this.#quickInput.waitUntil("A quick input")).value;
  }

  /** Replaces the text in the quick pick or input box. Validation follows a moment later. */
  async fillInput(text: string): Promise<void> {
    await this.#quickInput.fill(text);
  }

  /** Resolves to the validation message of the input box when it matches. */
  async waitForValidationMessage(pattern: RegExp): Promise<string> {
    const { message } = await this.#quickInput.waitUntil(
      `A validation message that matches ${pattern}`,
      (state) => state.isInvalid && pattern.test(state.message),
    );
    return message;
  }

  /** Accepts the quick pick or input box once its text is valid, and resolves when it closes. */
  async pressEnter(): Promise<void> {
    await this.#quickInput.waitUntil("A quick input to accept", ({ isInvalid }) => !isInvalid);
    await this.#quickInput.accept();
  }

  /** Cancels the quick pick, input box, or file dialog and resolves when it closes. */
  async pressEscape(): Promise<void> {
    await this.#quickInput.waitUntil("A quick input to cancel");
    await this.#quickInput.cancel();
  }

  /** The path proposed by the open save dialog. */
  async proposedSavePath(): Promise<string> {
    return proposedSavePath(this.#quickInput);
  }

  /** Saves to this path in the open save dialog. Its folder must exist. */
  async saveAs(absolutePath: string, overwrite?: OverwriteAnswer): Promise<void> {
    await saveAs(this.page, this.#quickInput, absolutePath, overwrite);
  }

  /** Accepts the open folder dialog with this folder, which must exist. */
  async chooseFolder(absolutePath: string): Promise<void> {
    await chooseFolder(this.page, this.#quickInput, absolutePath);
  }

  /** The modal dialog of VS Code. */
  dialog(): Locator {
    return this.page.getByRole("dialog").filter({ has: this.page.getByRole("button") });
  }

  /** The visible notifications, newest first, at most three. */
  async notifications(): Promise<notifications.Notification[]> {
    return notifications.readNotifications(this.page);
  }

  /** Resolves to the first notification with matching text. */
  async waitForNotification(pattern: RegExp): Promise<notifications.Notification> {
    return notifications.waitForNotification(this.page, pattern);
  }

  /** Clicks a button of the notification with matching text. */
  async clickNotificationButton(pattern: RegExp, button: string): Promise<void> {
    await notifications.clickNotificationButton(this.page, pattern, button);
  }

  /** Closes all notifications. Those of tasks close shortly after the task ends. */
  async dismissNotifications(): Promise<void> {
    await notifications.dismissNotifications(this.page);
  }

  /** The document of the visible webview. */
  webview(): FrameLocator {
    return this.page.frameLocator(webviewSelector).frameLocator("#active-frame");
  }

  /** Merges these settings into the user settings and resolves when VS Code applies them. */
  async setSettings(changes: Settings): Promise<void> {
    await changeSettings(this.#userDataDir, { ...changes, [nudgedSetting]: "to be read" });
    // code-server does not notice changes to the file, but VS Code reads it before changing it.
    await this.runCommand("View: Toggle Control Characters");
    await waitFor(this.page, "The settings to be applied", async () => {
      const settings = await readSettings(this.#userDataDir);
      return typeof settings[nudgedSetting] === "string" ? undefined : true;
    });
  }

  /** Changes the color theme and resolves when the window and its webview have it. */
  async setTheme(name: ThemeName): Promise<void> {
    const { setting, cssClass } = themes[name];
    await this.setSettings({ "workbench.colorTheme": setting });
    await waitFor(this.page, `The color theme "${setting}"`, async () => {
      if ((await this.page.locator(`.monaco-workbench.${cssClass}`).count()) === 0)
        return undefined;
      if ((await this.page.locator(webviewSelector).count()) === 0) return true;
      const body = this.webview().locator(`body[data-vscode-theme-id="${setting}"]`);
      return (await body.count()) > 0 ? true : undefined;
    });
  }

  /** Reloads the window and resolves when the restarted extensions can be used. */
  async reloadWindow(): Promise<void> {
    const reloaded = this.page.waitForEvent("domcontentloaded");
    await this.runCommand("Developer: Reload Window");
    await reloaded;
    await this.#waitUntilReady();
  }

  /** Saves a screenshot as test/vscode/artifacts/NAME.png and returns the path. */
  async screenshot(name: string): Promise<string> {
    return saveScreenshot(this.page, name);
  }

  async #waitUntilReady(): Promise<void> {
    const isReady = async (): Promise<true | undefined> => {
      const marks = await this.page.evaluate(() =>
        performance.getEntriesByType("mark").map(({ name }) => name),
      );
      const needed = ["code/didStartWorkbench", "code/didLoadExtensions"];
      return needed.every((mark) => marks.includes(mark)) ? true : undefined;
    };
    await waitFor(this.page, "VS Code with its extensions", isReady);
  }
}
