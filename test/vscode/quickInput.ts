import { setTimeout as delay } from "node:timers/promises";
import type { JSHandle, Locator, Page } from "playwright-core";
import { failure, waitFor } from "./waiting.ts";

const pollIntervalMs = 10;
/** Between two presses of Enter, because VS Code handles only one at a time. */
const retryPauseMs = 1_000;

/** A row of a quick pick. */
export interface QuickPickItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

interface Row extends QuickPickItem {
  /** The part of the label that matches the typed text. */
  readonly highlight: string;
  readonly index: number;
  readonly isFocused: boolean;
  readonly isLast: boolean;
}

interface QuickInputState {
  readonly title: string;
  readonly value: string;
  readonly placeholder: string;
  readonly message: string;
  readonly isInvalid: boolean;
  readonly isBusy: boolean;
  readonly rows: readonly Row[];
}

/** The widget at the top of VS Code for the Command Palette, quick picks, and input boxes. */
export class QuickInput {
  readonly #page: Page;
  readonly #input: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#input = page.locator(".quick-input-widget input.input");
  }

  /** The state of the widget, or undefined while it is hidden. */
  async read(): Promise<QuickInputState | undefined> {
    return this.#page.evaluate(readWidget);
  }

  /** The state of the widget once it is visible, not busy, and accepted by `isAwaited`. */
  async waitUntil(
    awaited: string,
    isAwaited: (state: QuickInputState) => boolean = () => true,
  ): Promise<QuickInputState> {
    return waitFor(this.#page, awaited, async () => {
      const state = await this.read();
      return state !== undefined && !state.isBusy && isAwaited(state) ? state : undefined;
    });
  }

  /** All rows, once the list has settled. Rejects if the list is too long to be fully visible. */
  async items(): Promise<QuickPickItem[]> {
    const { rows } = await this.#settledRows("A quick pick with rows", () => true);
    const isComplete = rows[0]?.index === 0 && rows.at(-1)?.isLast === true;
    if (!isComplete) {
      throw await failure(this.#page, "The quick pick is too long to be fully visible");
    }
    return rows.map(({ label, description, detail }) => ({ label, description, detail }));
  }

  /** Accepts the row with exactly this label and resolves when the widget changes. */
  async pick(label: string): Promise<void> {
    await this.#settledRows(`A quick pick with the row "${label}"`, (row) => row.label === label);
    const visited = new Set<number>();
    for (let row = await this.#focusedRow(); row?.label !== label; row = await this.#focusedRow()) {
      if (row !== undefined && visited.has(row.index)) {
        throw await failure(this.#page, `No arrow key leads to the row "${label}"`);
      }
      if (row !== undefined) visited.add(row.index);
      await this.#press("ArrowDown");
    }
    await this.accept();
  }

  /** Replaces the text of the input. */
  async fill(text: string): Promise<void> {
    await this.waitUntil("A quick input to type into");
    await this.#act("Typing into", () => this.#input.fill(text));
  }

  /** Presses Enter, which may have no effect, and waits a moment for a change. */
  async tryEnter(): Promise<void> {
    const watch = await this.#watch();
    await this.#press("Enter");
    const retryMs = Date.now() + retryPauseMs;
    while (Date.now() < retryMs && !(await isChanged(watch))) await delay(pollIntervalMs);
  }

  /** Presses Enter and resolves when the widget changes or closes. */
  async accept(): Promise<void> {
    const watch = await this.#watch();
    await this.#press("Enter");
    await this.#waitForChange(watch, "Enter");
  }

  /** Presses Escape and resolves when the widget changes or closes. */
  async cancel(): Promise<void> {
    const watch = await this.#watch();
    await this.#press("Escape");
    await this.#waitForChange(watch, "Escape");
  }

  /** Clicks the button beside the input and resolves when the widget changes or closes. */
  async clickButton(name: string): Promise<void> {
    const watch = await this.#watch();
    const button = this.#page.locator(".quick-input-action").getByText(name, { exact: true });
    await this.#act(`Clicking "${name}" in`, () => button.click());
    await this.#waitForChange(watch, `the button "${name}"`);
  }

  async #press(key: "ArrowDown" | "Enter" | "Escape"): Promise<void> {
    await this.#act(`Pressing ${key} in`, () => this.#input.press(key));
  }

  async #act(doing: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      const cause = error instanceof Error ? error : undefined;
      throw await failure(this.#page, `${doing} the quick input was not possible`, cause);
    }
  }

  async #focusedRow(): Promise<Row | undefined> {
    return (await this.read())?.rows.find((row) => row.isFocused);
  }

  /** Rows are filtered and sorted late, so two consecutive reads must agree. */
  async #settledRows(awaited: string, isAccepted: (row: Row) => boolean): Promise<QuickInputState> {
    let earlier = "";
    return this.waitUntil(awaited, (state) => {
      const labels = JSON.stringify(state.rows.map((row) => [row.index, row.label]));
      const isSettled = labels === earlier;
      earlier = labels;
      return isSettled && state.rows.some(isAccepted);
    });
  }

  async #waitForChange(watch: JSHandle<() => boolean>, cause: string): Promise<void> {
    await waitFor(this.#page, `An effect of ${cause} on the quick input`, async () =>
      (await isChanged(watch)) ? true : undefined,
    );
  }

  /** Starts watching for the first change of the widget. */
  async #watch(): Promise<JSHandle<() => boolean>> {
    return this.#page.evaluateHandle(() => {
      const readContent = (): string => {
        const widget = document.querySelector<HTMLElement>(".quick-input-widget");
        if (widget === null || widget.style.display === "none") return "";
        const title = widget.querySelector(".quick-input-title")?.textContent;
        const placeholder = widget.querySelector("input.input")?.getAttribute("placeholder");
        const rows = [...widget.querySelectorAll(".label-name")].map((row) => row.textContent);
        return JSON.stringify([title, placeholder, rows]);
      };
      const before = readContent();
      let isChanged = false;
      // Between two quick inputs, the widget may be hidden for less time than a polling interval.
      const observer = new MutationObserver(() => {
        if (readContent() === before) return;
        isChanged = true;
        observer.disconnect();
      });
      observer.observe(document.body, {
        attributes: true,
        characterData: true,
        childList: true,
        subtree: true,
      });
      return () => isChanged;
    });
  }
}

/** Also true if the page has been left. */
async function isChanged(watch: JSHandle<() => boolean>): Promise<boolean> {
  return watch.evaluate((isChanged) => isChanged()).catch(() => true);
}

/** Runs in the page. */
function readWidget(): QuickInputState | undefined {
  const widget = document.querySelector<HTMLElement>(".quick-input-widget");
  const input = widget?.querySelector<HTMLInputElement>("input.input");
  if (!widget?.checkVisibility() || !input) return undefined;
  const textOf = (parent: Element, selector: string): string => {
    const element = parent.querySelector<HTMLElement>(selector);
    const text = element?.checkVisibility() === true ? element.textContent : "";
    return text.replace(/\s+/g, " ").trim();
  };
  const rows = [...widget.querySelectorAll(".monaco-list-row")].map((row) => ({
    highlight: [...row.querySelectorAll(".label-name .highlight")]
      .map((part) => part.textContent)
      .join(""),
    label: textOf(row, ".label-name"),
    description: textOf(row, ".label-description"),
    detail: textOf(row, ".quick-input-list-label-meta"),
    index: Number(row.getAttribute("data-index")),
    isFocused: row.classList.contains("focused"),
    isLast: row.getAttribute("data-last-element") === "true",
  }));
  return {
    title: textOf(widget, ".quick-input-title"),
    value: input.value,
    placeholder: input.placeholder,
    message: textOf(widget, ".quick-input-message"),
    isInvalid: widget.querySelector(".monaco-inputbox.error") !== null,
    isBusy: widget.querySelector(".quick-input-progress.done") === null,
    rows: rows.sort((one, other) => one.index - other.index),
  };
}
