import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { ConsoleMessage, FrameLocator, Locator, Page } from "playwright-core";
import type { UtcDay } from "../../shared/days.ts";
import type { VsCodeSession } from "./session.ts";
import { waitFor } from "./waiting.ts";
import type { Workbench } from "./workbench.ts";

/** The command that opens the panel. */
export const OPEN_PANEL = "Coder: Open Telemetry Panel";

/** Counts of the header or the selected range, by term. */
export type Facts = Readonly<Record<string, string>>;

/** Drives the Telemetry panel by the accessible names of its parts. */
export class Panel {
  readonly workbench: Workbench;
  readonly #problems: string[] = [];

  constructor(workbench: Workbench) {
    this.workbench = workbench;
    collectProblems(workbench.page, this.#problems);
  }

  /** Errors logged by pages since the panel was created, except those of VS Code itself. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** The document of the panel. */
  get root(): FrameLocator {
    return this.workbench.webview();
  }

  /** The header, which describes the whole store. */
  get header(): Locator {
    return this.root.locator("main > header");
  }

  /** The region with the calendar and the counts of the selected range. */
  get range(): Locator {
    return this.root.getByRole("region", { name: "Time range", exact: true });
  }

  /** The content of the selected tab. */
  get tabPanel(): Locator {
    return this.root.getByRole("tabpanel");
  }

  /** The list of events. */
  get list(): Locator {
    return this.root.getByRole("listbox", { name: "Events (times in UTC)" });
  }

  /** The open event. */
  get detail(): Locator {
    return this.root.getByRole("article");
  }

  /** The filter of the list of events. */
  get filterField(): Locator {
    return this.root.getByRole("search").getByRole("textbox");
  }

  /** The export preview. */
  get preview(): Locator {
    return this.root.getByRole("region", { name: "Export preview" });
  }

  /** Opens or reveals the panel with its command, and waits until it shows a store. */
  async open(): Promise<void> {
    await this.workbench.runCommand(OPEN_PANEL);
    await this.waitUntilShown();
  }

  /** Waits until the panel shows a store with events and has counted them. */
  async waitUntilShown(): Promise<void> {
    await this.root.getByRole("tablist").waitFor();
    await waitFor(this.workbench.page, "The counts of the range", async () => {
      const { Events: events } = await this.rangeFacts();
      return events === undefined || events === "–" ? undefined : true;
    });
  }

  /** A button of the panel with exactly this name. */
  button(name: string | RegExp): Locator {
    return this.root.getByRole("button", { name, exact: true });
  }

  async chooseTab(name: "Events" | "Files" | "Preview and Export"): Promise<void> {
    await this.root.getByRole("tab", { name, exact: true }).click();
    await this.root.getByRole("tabpanel", { name, exact: true }).waitFor();
  }

  async choosePreset(name: "Last 24 hours" | "Last 7 days" | "Last 30 days" | "All time") {
    await this.root.getByRole("group", { name: "Presets" }).getByRole("button", { name }).click();
  }

  /** Selects whole days by typing them. */
  async typeDays(startDay: UtcDay, endDay: UtcDay): Promise<void> {
    await this.root.getByRole("textbox", { name: "From (UTC)" }).fill(startDay);
    const to = this.root.getByRole("textbox", { name: "To (UTC)" });
    await to.fill(endDay);
    await to.press("Enter");
  }

  /** The button of a day in the calendar, after paging to its month. */
  async calendarDay(day: UtcDay): Promise<Locator> {
    const button = this.root.locator(`[data-day="${day}"]`).getByRole("button");
    await waitFor(this.workbench.page, `The day ${day} in the calendar`, async () => {
      if (await button.isVisible()) return true;
      await this.button("Previous Month").click();
      return undefined;
    });
    return button;
  }

  /** The days that are selected in the calendar, in order. */
  async selectedDays(): Promise<string[]> {
    return this.root
      .getByRole("gridcell", { selected: true })
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-day") ?? ""));
  }

  /** The facts about the store in the header. */
  async headerFacts(): Promise<Facts> {
    return factsOf(this.header);
  }

  /** The counts of the selected range. */
  async rangeFacts(): Promise<Facts> {
    return factsOf(this.range);
  }

  /** The number of events in the range, or undefined while they are being counted. */
  async rangeEventCount(): Promise<number | undefined> {
    return numberOf((await this.rangeFacts())["Events"]);
  }

  /** The status of the list of events, such as "1,234 events". */
  async listStatus(): Promise<string> {
    return this.tabPanel.getByRole("status").first().innerText();
  }

  /** The role and name of the focused element in the panel, or undefined. */
  async focused(): Promise<string | undefined> {
    return this.root.locator("html").evaluate(nameOfFocused);
  }
}

/** The number at the start of a text, with or without thousands separators. */
export function numberOf(text: string | undefined): number | undefined {
  const digits = /^[\d,]+/.exec(text ?? "")?.[0];
  return digits === undefined ? undefined : Number(digits.replaceAll(",", ""));
}

/** The log of the extension, as far as VS Code has written it. */
export function readExtensionLog(session: VsCodeSession): string {
  const profile = dirname(session.homeDir);
  return readdirSync(profile, { recursive: true, encoding: "utf8" })
    .filter((path) => basename(path) === "Coder Telemetry.log")
    .map((path) => readFileSync(join(profile, path), "utf8"))
    .join("");
}

async function factsOf(part: Locator): Promise<Facts> {
  const terms = await part.getByRole("term").allInnerTexts();
  const values = await part.getByRole("definition").allInnerTexts();
  return Object.fromEntries(terms.map((term, index) => [term.trim(), values[index]?.trim() ?? ""]));
}

/** Runs in the page. Toolkit controls have their focus in a shadow tree. */
function nameOfFocused(): string | undefined {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return undefined;
  const name = activeElement.getAttribute("aria-label") ?? activeElement.textContent;
  return `${activeElement.getAttribute("role") ?? activeElement.localName} ${name.trim()}`;
}

function collectProblems(page: Page, problems: string[]): void {
  page.on("pageerror", (error) => {
    problems.push(`uncaught ${error.stack ?? error.message}`);
  });
  page.on("console", (message) => {
    if (isProblem(message)) {
      problems.push(`${message.type()} at ${message.location().url}: ${message.text()}`);
    }
  });
}

/** VS Code's own script and missing files, which cause errors at a reload. */
const ofVsCode = /\/static\/(out\/vs\/code\/browser\/workbench|node_modules\/vsda)\//;

/** Whether it is an error outside VS Code's own document, or a warning of the panel's script. */
function isProblem(message: ConsoleMessage): boolean {
  const { url } = message.location();
  if (message.type() === "error") return !ofVsCode.test(url);
  return message.type() === "warning" && url.includes("/dist/webview/");
}
