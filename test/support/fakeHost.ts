import type { FakeUri } from "./fakeUri.ts";

/** How the user answers one prompt. A prompt of another kind than expected fails the test. */
export type Answer =
  | { readonly pick: string }
  /** Typed one after the other until one of them is taken. */
  | { readonly type: readonly string[] }
  | { readonly saveTo: FakeUri }
  | "escape";

export interface ShownMessage {
  readonly severity: "information" | "warning" | "error";
  readonly message: string;
  readonly actions: readonly string[];
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

export type Listener<T> = (event: T) => void;

class FakeEmitter<T> {
  readonly listeners = new Set<Listener<T>>();

  readonly event = (listener: Listener<T>): FakeDisposable => {
    this.listeners.add(listener);
    return new FakeDisposable(() => this.listeners.delete(listener));
  };

  fire(event: T): void {
    for (const listener of this.listeners) listener(event);
  }
}

export class FakeDisposable {
  readonly #dispose: () => unknown;

  constructor(dispose: () => unknown) {
    this.#dispose = dispose;
  }

  static from(...disposables: readonly FakeDisposable[]): FakeDisposable {
    return new FakeDisposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  dispose(): void {
    this.#dispose();
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

  show(severity: ShownMessage["severity"], message: string, actions: readonly string[]) {
    this.messages.push({ severity, message, actions });
    const { messageChoice } = this;
    const isOffered = messageChoice !== undefined && actions.includes(messageChoice);
    return Promise.resolve(isOffered ? messageChoice : undefined);
  }
}
