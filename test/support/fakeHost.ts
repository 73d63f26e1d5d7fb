import { FakeDocuments } from "./fakeDocuments.ts";
import { FakeEmitter } from "./fakeEvents.ts";
import type { FakeUri } from "./fakeUri.ts";
import { FakePanels } from "./fakeWebview.ts";

/** How the user answers a prompt. A prompt of an unexpected kind fails the test. */
export type Answer =
  | { readonly pick: string }
  /** Typed one after another until one is accepted. */
  | { readonly type: readonly string[] }
  | { readonly saveTo: FakeUri }
  | { readonly open: FakeUri }
  | "escape";

export interface ShownMessage {
  readonly severity: "information" | "warning" | "error";
  readonly message: string;
  readonly actions: readonly string[];
  /** Set for a modal message. */
  readonly modal?: { readonly detail?: string };
}

export interface InspectedSetting {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
  readonly defaultValue?: unknown;
}

export interface ProgressReport {
  readonly message?: string;
  readonly increment?: number;
}

/** An item in the status bar. */
export class FakeStatusBarItem {
  readonly id: string;
  readonly alignment: number;
  name: string | undefined;
  text = "";
  tooltip: unknown;
  command: unknown;
  backgroundColor: unknown;
  accessibilityInformation: unknown;
  isShown = false;

  constructor(id: string, alignment: number) {
    this.id = id;
    this.alignment = alignment;
  }

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    this.isShown = false;
  }

  dispose(): void {
    this.isShown = false;
  }
}

/** A file watcher whose events a test fires. */
export class FakeFileWatcher {
  readonly pattern: unknown;
  readonly created = new FakeEmitter<undefined>();
  readonly changed = new FakeEmitter<undefined>();
  readonly deleted = new FakeEmitter<undefined>();
  readonly onDidCreate = this.created.event;
  readonly onDidChange = this.changed.event;
  readonly onDidDelete = this.deleted.event;
  isDisposed = false;

  constructor(pattern: unknown) {
    this.pattern = pattern;
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

export interface ConfigurationChange {
  affectsConfiguration(section: string): boolean;
}

/** The state behind the fake `vscode` module, which tests set up and inspect. */
export class FakeHost {
  readonly commands = new Map<string, (...args: unknown[]) => unknown>();
  readonly executed: (readonly [command: string, ...args: unknown[]])[] = [];
  /** Registering these commands throws. */
  readonly refusedCommands = new Set<string>();
  /** Running these commands fails. */
  readonly failingCommands = new Map<string, Error>();

  readonly answers: Answer[] = [];
  readonly prompts: { readonly kind: string; readonly options: unknown }[] = [];
  /** The validation messages for typed text. */
  readonly refusals: string[] = [];

  readonly messages: ShownMessage[] = [];
  /** The action to select if a message offers it. */
  messageChoice: string | undefined;

  readonly progressOptions: unknown[] = [];
  readonly progressReports: ProgressReport[] = [];
  readonly cancellation = new FakeEmitter<undefined>();
  /** Called when a progress notification opens. */
  onProgress: () => void = () => undefined;

  readonly statusBarItems: FakeStatusBarItem[] = [];
  readonly fileWatchers: FakeFileWatcher[] = [];
  /** Fires when the window gains or loses the focus. */
  readonly windowStateChanged = new FakeEmitter<{ readonly focused: boolean }>();

  readonly panels = new FakePanels();
  readonly documents = new FakeDocuments();
  /** Translations of the extension's strings in the language of VS Code. */
  l10nBundle: unknown;
  language = "en";
  /** What `l10n.t` makes of an English text. */
  translate: (message: string) => string = (message) => message;

  /** The strings copied to the clipboard. */
  readonly copiedTexts: string[] = [];

  readonly logLines: string[] = [];
  logShownCount = 0;

  readonly settings = new Map<string, InspectedSetting>();
  readonly configurationChanged = new FakeEmitter<ConfigurationChange>();

  /** Files copied to other file systems, by URI. */
  readonly remoteFiles = new Map<string, Buffer>();
  /** In a browser, the only name that may be written. */
  grantedName: string | undefined;
  copyError: Error | undefined;
  /** Delays copies to other file systems. */
  copyDelay: Promise<void> | undefined;

  workspaceFolders: readonly { readonly uri: FakeUri }[] | undefined;
  extensions: readonly { readonly id: string; readonly packageJSON: unknown }[] = [];
  isDesktop = true;
  remoteName: string | undefined;

  /** Sets the values of a setting and notifies listeners. */
  changeSetting(name: string, values: InspectedSetting): void {
    this.settings.set(name, values);
    this.configurationChanged.fire({
      affectsConfiguration: (section) => name === section || name.startsWith(`${section}.`),
    });
  }

  /** The current value of a context key. */
  contextKey(name: string): unknown {
    return this.executed.findLast(([id, key]) => id === "setContext" && key === name)?.[2];
  }

  /** Runs a registered command like the Command Palette. */
  runCommand(id: string): Promise<unknown> {
    const run = this.commands.get(id);
    if (run === undefined) throw new Error(`command '${id}' not found`);
    return Promise.resolve(run());
  }

  /** The next answer. Throws if there is none. */
  answer(kind: string, options: unknown): Answer {
    this.prompts.push({ kind, options });
    const answer = this.answers.shift();
    if (answer === undefined) throw new Error(`Nobody answers the ${kind}`);
    return answer;
  }

  show(severity: ShownMessage["severity"], message: string, given: readonly unknown[]) {
    const actions = given.filter((one) => typeof one === "string");
    const modal = given.find((one) => isModal(one));
    this.messages.push({ severity, message, actions, ...(modal && { modal }) });
    const { messageChoice } = this;
    const isOffered = messageChoice !== undefined && actions.includes(messageChoice);
    return Promise.resolve(isOffered ? messageChoice : undefined);
  }
}

function isModal(value: unknown): value is { readonly detail?: string } {
  return typeof value === "object" && value !== null && "modal" in value && value.modal === true;
}
