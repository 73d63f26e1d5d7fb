import { readFile } from "node:fs/promises";
import type { FakeDocument } from "./fakeDocuments.ts";
import { FakeDisposable, type Listener } from "./fakeEvents.ts";
import {
  FakeFileWatcher,
  FakeHost,
  FakeStatusBarItem,
  type ConfigurationChange,
  type ProgressReport,
} from "./fakeHost.ts";
import { FakeUri } from "./fakeUri.ts";
import type { FakeSerializer } from "./fakeWebview.ts";

/** The state behind the fake module. */
export let fake = new FakeHost();

/** Resets the state. Call it before each test. */
export function resetFake(): FakeHost {
  fake = new FakeHost();
  return fake;
}

/** The members of the `vscode` module that the extension uses follow. */
export const Uri = FakeUri;
export const Disposable = FakeDisposable;
export const UIKind = { Desktop: 1, Web: 2 } as const;
export const ExtensionKind = { UI: 1, Workspace: 2 } as const;
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 } as const;
export const ViewColumn = { Active: -1, Beside: -2, One: 1 } as const;
export const StatusBarAlignment = { Left: 1, Right: 2 } as const;

export class ThemeColor {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class RelativePattern {
  readonly baseUri: FakeUri;
  readonly pattern: string;

  constructor(base: FakeUri, pattern: string) {
    this.baseUri = base;
    this.pattern = pattern;
  }
}

export const version = "1.105.0";

export const env = {
  appName: "Visual Studio Code",
  machineId: "machine",
  get language(): string {
    return fake.language;
  },
  get uiKind(): number {
    return fake.isDesktop ? UIKind.Desktop : UIKind.Web;
  },
  get remoteName(): string | undefined {
    return fake.remoteName;
  },
  clipboard: {
    writeText: (text: string): Promise<void> => {
      fake.copiedTexts.push(text);
      return Promise.resolve();
    },
  },
};

export const extensions = {
  get all(): FakeHost["extensions"] {
    return fake.extensions;
  },
};

export const l10n = {
  get bundle(): unknown {
    return fake.l10nBundle;
  },
  t: (message: string, ...args: readonly unknown[]): string =>
    fake
      .translate(message)
      .replaceAll(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
};

export const commands = {
  registerCommand(id: string, run: (...args: unknown[]) => unknown): FakeDisposable {
    if (fake.refusedCommands.has(id)) throw new Error(`command '${id}' already exists`);
    fake.commands.set(id, run);
    return new FakeDisposable(() => fake.commands.delete(id));
  },
  executeCommand(id: string, ...args: readonly unknown[]): Promise<undefined> {
    fake.executed.push([id, ...args]);
    const error = fake.failingCommands.get(id);
    return error === undefined ? Promise.resolve(undefined) : Promise.reject(error);
  },
};

export const workspace = {
  get workspaceFolders(): FakeHost["workspaceFolders"] {
    return fake.workspaceFolders;
  },
  getWorkspaceFolder: (uri: FakeUri) =>
    fake.workspaceFolders?.find(({ uri: folder }) =>
      uri.toString(true).startsWith(`${folder.toString(true)}/`),
    ),
  createFileSystemWatcher: (pattern: unknown) => {
    const watcher = new FakeFileWatcher(pattern);
    fake.fileWatchers.push(watcher);
    return watcher;
  },
  registerTextDocumentContentProvider: (
    ...[scheme, provider]: Parameters<FakeHost["documents"]["register"]>
  ) => fake.documents.register(scheme, provider),
  onDidCloseTextDocument: (listener: Listener<FakeDocument>) =>
    fake.documents.closed.event(listener),
  openTextDocument: (uri: FakeUri) => Promise.resolve(fake.documents.open(uri)),
  onDidChangeConfiguration: (listener: Listener<ConfigurationChange>) =>
    fake.configurationChanged.event(listener),
  getConfiguration: () => ({
    inspect: (name: string) => fake.settings.get(name),
    get: (name: string) => {
      const values = fake.settings.get(name);
      return (
        values?.workspaceFolderValue ??
        values?.workspaceValue ??
        values?.globalValue ??
        values?.defaultValue
      );
    },
  }),
  fs: {
    isWritableFileSystem: (scheme: string) => scheme !== "readonly",
    async copy(
      source: FakeUri,
      target: FakeUri,
      options?: { readonly overwrite?: boolean },
    ): Promise<void> {
      if (fake.copyError !== undefined) throw fake.copyError;
      const name = target.toString(true);
      if (fake.grantedName !== undefined && name !== fake.grantedName) {
        throw new Error("NoPermissions");
      }
      if (options?.overwrite !== true && fake.remoteFiles.has(name)) throw new Error("FileExists");
      fake.remoteFiles.set(name, await readFile(source.fsPath));
      await fake.copyDelay;
    },
    rename(
      source: FakeUri,
      target: FakeUri,
      options?: { readonly overwrite?: boolean },
    ): Promise<void> {
      const content = fake.remoteFiles.get(source.toString(true));
      if (content === undefined) return Promise.reject(new Error("FileNotFound"));
      const name = target.toString(true);
      if (options?.overwrite !== true && fake.remoteFiles.has(name)) {
        return Promise.reject(new Error("FileExists"));
      }
      fake.remoteFiles.delete(source.toString(true));
      fake.remoteFiles.set(name, content);
      return Promise.resolve();
    },
    delete(target: FakeUri): Promise<void> {
      return fake.remoteFiles.delete(target.toString(true))
        ? Promise.resolve()
        : Promise.reject(new Error("FileNotFound"));
    },
  },
};

interface PickItem {
  readonly label: string;
}

interface InputOptions {
  readonly value?: string;
  readonly validateInput?: (text: string) => string | undefined;
}

interface ProgressWindow {
  report(value: ProgressReport): void;
}

interface Cancellation {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: Listener<undefined>) => FakeDisposable;
}

export const window = {
  onDidChangeWindowState: (listener: Listener<{ readonly focused: boolean }>) =>
    fake.windowStateChanged.event(listener),
  createStatusBarItem: (id: string, alignment: number) => {
    const item = new FakeStatusBarItem(id, alignment);
    fake.statusBarItems.push(item);
    return item;
  },

  createWebviewPanel: (...creation: Parameters<FakeHost["panels"]["create"]>) =>
    fake.panels.create(...creation),
  registerWebviewPanelSerializer: (viewType: string, serializer: FakeSerializer) =>
    fake.panels.register(viewType, serializer),
  showTextDocument(document: FakeDocument, options: unknown): Promise<undefined> {
    fake.documents.shown.push({ document, options });
    return Promise.resolve(undefined);
  },

  createOutputChannel: () => {
    let isClosed = false;
    const line =
      (level: string) =>
      (message: unknown, ...details: readonly unknown[]) => {
        if (isClosed) throw new Error("Channel has been closed");
        fake.logLines.push([`[${level}] ${String(message)}`, ...details.map(String)].join(" "));
      };
    return {
      name: "Coder Telemetry",
      info: line("info"),
      warn: line("warning"),
      error: line("error"),
      show: () => fake.logShownCount++,
      dispose: () => {
        isClosed = true;
      },
    };
  },

  async showQuickPick<T extends PickItem>(
    items: readonly T[],
    options: unknown,
  ): Promise<T | undefined> {
    const answer = await Promise.resolve(fake.answer("quick pick", { items, options }));
    if (answer === "escape") return undefined;
    const item = "pick" in answer ? items.find(({ label }) => label === answer.pick) : undefined;
    if (item === undefined) throw new Error(`${JSON.stringify(answer)} is not in the list`);
    return item;
  },

  async showInputBox(options: InputOptions): Promise<string | undefined> {
    const answer = await Promise.resolve(fake.answer("input box", options));
    if (answer === "escape") return undefined;
    if (!("type" in answer)) throw new Error(`${JSON.stringify(answer)} is not typed`);
    for (const text of answer.type) {
      const refusal = options.validateInput?.(text);
      if (refusal === undefined) return text;
      fake.refusals.push(refusal);
    }
    return undefined;
  },

  async showSaveDialog(options: unknown): Promise<FakeUri | undefined> {
    const answer = await Promise.resolve(fake.answer("save dialog", options));
    if (answer === "escape") return undefined;
    if (!("saveTo" in answer)) throw new Error(`${JSON.stringify(answer)} is no place`);
    return answer.saveTo;
  },

  async showOpenDialog(options: unknown): Promise<readonly FakeUri[] | undefined> {
    const answer = await Promise.resolve(fake.answer("open dialog", options));
    if (answer === "escape") return undefined;
    if (!("open" in answer)) throw new Error(`${JSON.stringify(answer)} is not opened`);
    return [answer.open];
  },

  showInformationMessage: (message: string, ...actions: readonly unknown[]) =>
    fake.show("information", message, actions),
  showWarningMessage: (message: string, ...actions: readonly unknown[]) =>
    fake.show("warning", message, actions),
  showErrorMessage: (message: string, ...actions: readonly unknown[]) =>
    fake.show("error", message, actions),

  withProgress<T>(
    options: unknown,
    task: (progress: ProgressWindow, cancellation: Cancellation) => Promise<T>,
  ): Promise<T> {
    fake.progressOptions.push(options);
    const result = task(
      { report: (value) => fake.progressReports.push(value) },
      {
        isCancellationRequested: false,
        onCancellationRequested: (listener) => fake.cancellation.event(listener),
      },
    );
    fake.onProgress();
    return result;
  },
};
