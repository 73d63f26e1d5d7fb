import { FakeDocuments } from "./fakeDocuments.ts";
import { FakeEmitter } from "./fakeEvents.ts";
import type { FakeUri } from "./fakeUri.ts";
import { FakePanels } from "./fakeWebview.ts";

/** How the user answers one prompt. A prompt of another kind than expected fails the test. */
export type Answer =
  | { readonly pick: string }
  /** Typed one after the other until one of them is taken. */
  | { readonly type: readonly string[] }
  | { readonly saveTo: FakeUri }
  | { readonly open: FakeUri }
  | "escape";

export interface ShownMessage {
  readonly severity: "information" | "warning" | "error";
  readonly message: string;
  readonly actions: readonly string[];
  /** Of a message that waits for its answer. */
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

/** An item of the status bar, with what a user could see of it. */
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

/** A watcher of files; a test says what it notices. */
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

/** The editor behind the fake `vscode`: what a test sets up and looks at. */
export class FakeHost {
  readonly commands = new Map<string, (...args: unknown[]) => unknown>();
  readonly executed: (readonly [command: string, ...args: unknown[]])[] = [];
  /** Where given, the next registration of that command throws. */
  readonly refusedCommands = new Set<string>();
  /** Where given, running that command fails. */
  readonly failingCommands = new Map<string, Error>();

  readonly answers: Answer[] = [];
  readonly prompts: { readonly kind: string; readonly options: unknown }[] = [];
  /** What validation said to the texts that were typed. */
  readonly refusals: string[] = [];

  readonly messages: ShownMessage[] = [];
  /** The action that is chosen where a message offers it. */
  messageChoice: string | undefined;

  readonly progressOptions: unknown[] = [];
  readonly progressReports: ProgressReport[] = [];
  readonly cancellation = new FakeEmitter<undefined>();
  /** Runs when a progress window opens. */
  onProgress: () => void = () => undefined;

  readonly statusBarItems: FakeStatusBarItem[] = [];
  readonly fileWatchers: FakeFileWatcher[] = [];
  /** Fires when the window gets or loses the focus. */
  readonly windowStateChanged = new FakeEmitter<{ readonly focused: boolean }>();

  readonly panels = new FakePanels();
  readonly documents = new FakeDocuments();
  /** Translations of the extension's texts, as VS Code has them for its language. */
  l10nBundle: unknown;
  language = "en";
  /** What `l10n.t` makes of an English text. */
  translate: (message: string) => string = (message) => message;

  /** What was put into the clipboard. */
  readonly copiedTexts: string[] = [];

  readonly logLines: string[] = [];
  logShownCount = 0;

  readonly settings = new Map<string, InspectedSetting>();
  readonly configurationChanged = new FakeEmitter<ConfigurationChange>();

  /** Files that were copied to other file systems, by URI. */
  readonly remoteFiles = new Map<string, Buffer>();
  copyError: Error | undefined;
  /** A copy to another file system ends after this. */
  copyDelay: Promise<void> | undefined;

  workspaceFolders: readonly { readonly uri: FakeUri }[] | undefined;
  extensions: readonly { readonly id: string; readonly packageJSON: unknown }[] = [];
  isDesktop = true;
  remoteName: string | undefined;

  /** Sets the values of a setting and tells those who listen. */
  changeSetting(name: string, values: InspectedSetting): void {
    this.settings.set(name, values);
    this.configurationChanged.fire({
      affectsConfiguration: (section) => name === section || name.startsWith(`${section}.`),
    });
  }

  /** The value that a context key was last set to. */
  contextKey(name: string): unknown {
    return this.executed.findLast(([id, key]) => id === "setContext" && key === name)?.[2];
  }

  /** Runs a registered command as the command palette does. */
  runCommand(id: string): Promise<unknown> {
    const run = this.commands.get(id);
    if (run === undefined) throw new Error(`command '${id}' not found`);
    return Promise.resolve(run());
  }

  /** The next answer, or a failure where nobody said how to answer. */
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
