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

/** One of the four kinds of colour theme VS Code has, by its default theme. */
export type ThemeName = keyof typeof themes;

/**
 * A VS Code window in a page, driven the way a user drives it. Every method waits for what it
 * needs; when that does not come it rejects with what was on screen, and saves a screenshot.
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

  /** Opens VS Code and resolves when commands of extensions can be run. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.#waitUntilReady();
  }

  /** Runs the command with exactly this label, category included, from the command palette. */
  async runCommand(label: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.#quickInput.waitUntil(
      "The command palette",
      ({ placeholder }) => placeholder === palettePlaceholder,
    );
    await this.#quickInput.fill(`>${label}`);
    // Until the text has filtered the list, Enter would run whatever command comes first.
    await this.#quickInput.waitUntil(`The command "${label}" in the palette`, ({ rows }) =>
      rows.some((row) => row.label === label && row.highlight === label),
    );
    await this.#quickInput.pick(label);
  }

  /** All rows of the quick pick, top down. */
  async quickPickItems(): Promise<QuickPickItem[]> {
    return this.#quickInput.items();
  }

  /** Accepts the row of the quick pick with exactly this label. */
  async pick(label: string): Promise<void> {
    await this.#quickInput.pick(label);
  }

  /** The title of the quick pick, input box or file dialog; empty when it has none. */
  async quickInputTitle(): Promise<string> {
    return (await this.#quickInput.waitUntil("A quick input")).title;
  }

  /** The text in the quick pick or input box. */
  async inputValue(): Promise<string> {
    return (await this.#quickInput.waitUntil("A quick input")).value;
  }

  /** Replaces the text in the quick pick or input box; validation follows a moment later. */
  async fillInput(text: string): Promise<void> {
    await this.#quickInput.fill(text);
  }

  /** Resolves with the message once the input box refuses its text with one that matches. */
  async waitForValidationMessage(pattern: RegExp): Promise<string> {
    const { message } = await this.#quickInput.waitUntil(
      `A validation message that matches ${pattern}`,
      (state) => state.isInvalid && pattern.test(state.message),
    );
    return message;
  }

  /** Accepts the quick pick or input box once it does not refuse its text; resolves when it is gone. */
  async pressEnter(): Promise<void> {
    await this.#quickInput.waitUntil("A quick input to accept", ({ isInvalid }) => !isInvalid);
    await this.#quickInput.accept();
  }

  /** Cancels the quick pick, input box or file dialog and resolves when it is gone. */
  async pressEscape(): Promise<void> {
    await this.#quickInput.waitUntil("A quick input to cancel");
    await this.#quickInput.cancel();
  }

  /** The path the open save dialog proposes. */
  async proposedSavePath(): Promise<string> {
    return proposedSavePath(this.#quickInput);
  }

  /** Saves under this path in the open save dialog; the folder of the path must exist. */
  async saveAs(absolutePath: string, overwrite?: OverwriteAnswer): Promise<void> {
    await saveAs(this.page, this.#quickInput, absolutePath, overwrite);
  }

  /** Accepts the open folder dialog with this folder, which must exist. */
  async chooseFolder(absolutePath: string): Promise<void> {
    await chooseFolder(this.page, this.#quickInput, absolutePath);
  }

  /** The question that VS Code asks before it goes on, in a dialog of its own. */
  dialog(): Locator {
    return this.page.getByRole("dialog").filter({ has: this.page.getByRole("button") });
  }

  /** The notifications on screen, the newest first; at most three fit. */
  async notifications(): Promise<notifications.Notification[]> {
    return notifications.readNotifications(this.page);
  }

  /** Resolves with the first notification whose text matches. */
  async waitForNotification(pattern: RegExp): Promise<notifications.Notification> {
    return notifications.waitForNotification(this.page, pattern);
  }

  /** Clicks this button of the notification whose text matches. */
  async clickNotificationButton(pattern: RegExp, button: string): Promise<void> {
    await notifications.clickNotificationButton(this.page, pattern, button);
  }

  /** Closes every notification; those of tasks go by themselves a moment after the task. */
  async dismissNotifications(): Promise<void> {
    await notifications.dismissNotifications(this.page);
  }

  /** The document inside the webview that is on screen. */
  webview(): FrameLocator {
    return this.page.frameLocator(webviewSelector).frameLocator("#active-frame");
  }

  /** Sets these settings over the user's and resolves when VS Code has taken them up. */
  async setSettings(changes: Settings): Promise<void> {
    await changeSettings(this.#userDataDir, { ...changes, [nudgedSetting]: "to be read" });
    // code-server does not notice changes of the file, but VS Code reads it to change it itself.
    await this.runCommand("View: Toggle Control Characters");
    await waitFor(this.page, "The settings to be taken up", async () => {
      const settings = await readSettings(this.#userDataDir);
      return typeof settings[nudgedSetting] === "string" ? undefined : true;
    });
  }

  /** Changes the colour theme and resolves when the window has it, and the webview in it. */
  async setTheme(name: ThemeName): Promise<void> {
    const { setting, cssClass } = themes[name];
    await this.setSettings({ "workbench.colorTheme": setting });
    await waitFor(this.page, `The colour theme "${setting}"`, async () => {
      if ((await this.page.locator(`.monaco-workbench.${cssClass}`).count()) === 0)
        return undefined;
      if ((await this.page.locator(webviewSelector).count()) === 0) return true;
      const body = this.webview().locator(`body[data-vscode-theme-id="${setting}"]`);
      return (await body.count()) > 0 ? true : undefined;
    });
  }

  /** Reloads the window, which restarts the extensions, and resolves when they can be used. */
  async reloadWindow(): Promise<void> {
    const reloaded = this.page.waitForEvent("domcontentloaded");
    await this.runCommand("Developer: Reload Window");
    await reloaded;
    await this.#waitUntilReady();
  }

  /** Saves what the window shows as test/vscode/artifacts/NAME.png and gives back the path. */
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
