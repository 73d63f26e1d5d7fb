import { setTimeout as delay } from "node:timers/promises";
import type { JSHandle, Locator, Page } from "playwright-core";
import { failure, waitFor } from "./waiting.ts";

const pollIntervalMs = 10;
/** Between two presses of Enter, of which VS Code takes only one at a time. */
const retryPauseMs = 1_000;

/** One row of a quick pick. */
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

/** The one box at the top of VS Code behind the command palette, quick picks and input boxes. */
export class QuickInput {
  readonly #page: Page;
  readonly #input: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#input = page.locator(".quick-input-widget input.input");
  }

  /** What the box shows, or undefined while it is not there. */
  async read(): Promise<QuickInputState | undefined> {
    return this.#page.evaluate(readWidget);
  }

  /** What the box shows once it is there and not busy, and `isAwaited` holds. */
  async waitUntil(
    awaited: string,
    isAwaited: (state: QuickInputState) => boolean = () => true,
  ): Promise<QuickInputState> {
    return waitFor(this.#page, awaited, async () => {
      const state = await this.read();
      return state !== undefined && !state.isBusy && isAwaited(state) ? state : undefined;
    });
  }

  /** All rows, once the list has come to rest; rejects when it is too long to be read whole. */
  async items(): Promise<QuickPickItem[]> {
    const { rows } = await this.#restingRows("A quick pick with rows", () => true);
    const isWhole = rows[0]?.index === 0 && rows.at(-1)?.isLast === true;
    if (!isWhole) {
      throw await failure(this.#page, "The quick pick is too long to be on screen as a whole");
    }
    return rows.map(({ label, description, detail }) => ({ label, description, detail }));
  }

  /** Accepts the row with exactly this label and resolves when the box shows something else. */
  async pick(label: string): Promise<void> {
    await this.#restingRows(`A quick pick with the row "${label}"`, (row) => row.label === label);
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

  /** Replaces the text of the box. */
  async fill(text: string): Promise<void> {
    await this.waitUntil("A quick input to type into");
    await this.#act("Typing into", () => this.#input.fill(text));
  }

  /** Presses Enter where that may come to nothing, and waits a moment for what it does. */
  async tryEnter(): Promise<void> {
    const watch = await this.#watch();
    await this.#press("Enter");
    const retryMs = Date.now() + retryPauseMs;
    while (Date.now() < retryMs && !(await isChanged(watch))) await delay(pollIntervalMs);
  }

  /** Presses Enter; resolves when the box asks for something else or is gone. */
  async accept(): Promise<void> {
    const watch = await this.#watch();
    await this.#press("Enter");
    await this.#waitForChange(watch, "Enter");
  }

  /** Presses Escape and resolves when the box is gone or asks for something else. */
  async cancel(): Promise<void> {
    const watch = await this.#watch();
    await this.#press("Escape");
    await this.#waitForChange(watch, "Escape");
  }

  /** Clicks the button beside the text; resolves when the box is gone or asks for something else. */
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

  /** Rows are filtered and sorted late, so they count only when two looks in a row agree. */
  async #restingRows(awaited: string, isWanted: (row: Row) => boolean): Promise<QuickInputState> {
    let earlier = "";
    return this.waitUntil(awaited, (state) => {
      const labels = JSON.stringify(state.rows.map((row) => [row.index, row.label]));
      const isResting = labels === earlier;
      earlier = labels;
      return isResting && state.rows.some(isWanted);
    });
  }

  async #waitForChange(watch: JSHandle<() => boolean>, cause: string): Promise<void> {
    await waitFor(this.#page, `An effect of ${cause} on the quick input`, async () =>
      (await isChanged(watch)) ? true : undefined,
    );
  }

  /** Starts to look for the first moment at which the box does not show what it shows now. */
  async #watch(): Promise<JSHandle<() => boolean>> {
    return this.#page.evaluateHandle(() => {
      const look = (): string => {
        const widget = document.querySelector<HTMLElement>(".quick-input-widget");
        if (widget === null || widget.style.display === "none") return "";
        const title = widget.querySelector(".quick-input-title")?.textContent;
        const placeholder = widget.querySelector("input.input")?.getAttribute("placeholder");
        const rows = [...widget.querySelectorAll(".label-name")].map((row) => row.textContent);
        return JSON.stringify([title, placeholder, rows]);
      };
      const before = look();
      let isChanged = false;
      // Between two quick inputs the box may be gone for less time than two looks are apart.
      const observer = new MutationObserver(() => {
        if (look() === before) return;
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

/** A page that has been left since has changed too. */
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
