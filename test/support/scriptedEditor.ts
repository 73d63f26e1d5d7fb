import type { StoredValue } from "../../extension/actions/sources.ts";
import type { CommandHandlers } from "../../extension/commands/commandHandler.ts";
import type { PanelSession } from "../../extension/panel/panelSession.ts";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";
import type { CommandId } from "../../extension/recording/commandIds.ts";
import type { ExtensionEvents } from "../../extension/recording/eventCatalog.ts";
import type { TelemetryLevel } from "../../extension/recording/level.ts";
import type { Recorder } from "../../extension/recording/recorder.ts";
import {
  LEVEL_SETTING,
  LOCAL_SINK_SETTING,
  type SettingName,
} from "../../extension/recording/settingNames.ts";
import type { LocalSinkConfig } from "../../extension/store/localSinkConfig.ts";
import type {
  Disposable,
  Editor,
  Panel,
  Settings,
  StatusBar,
} from "../../extension/wiring/editor.ts";
import type { Port } from "../../shared/protocol/port.ts";
import type { Recording } from "../../shared/protocol/values.ts";
import { HostClient } from "../../webview/host/hostClient.ts";
import { CollectingLog } from "./collectingLog.ts";
import { FakePauseWindow } from "./fakePauseWindow.ts";
import { createPortPair } from "./portPair.ts";
import { ScriptedUser } from "./scriptedUser.ts";

class ClosableLog extends CollectingLog {
  isClosed = false;

  dispose(): void {
    this.isClosed = true;
  }
}

class FakeStatusBar implements StatusBar {
  shown: { readonly recording: Recording; readonly bufferedEventCount: number } | undefined;
  isDisposed = false;

  update(recording: Recording, bufferedEventCount: number): void {
    this.shown = { recording, bufferedEventCount };
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

/** The panel of the window, with the client of a page. */
class FakePanel implements Panel {
  readonly #createSession: (port: Port) => PanelSession;
  session: PanelSession | undefined;
  client: HostClient | undefined;
  refreshCount = 0;
  isDisposed = false;

  constructor(createSession: (port: Port) => PanelSession) {
    this.#createSession = createSession;
  }

  reveal(): void {
    if (this.session !== undefined) return;
    const { panel, host } = createPortPair();
    this.session = this.#createSession(host);
    this.client = new HostClient(panel);
  }

  async showFolder(directory: string): Promise<void> {
    this.reveal();
    await this.session?.showFolder(directory);
  }

  refreshSoon(): void {
    this.refreshCount++;
    this.session?.refreshSoon();
  }

  dispose(): void {
    this.session?.dispose();
    this.isDisposed = true;
  }
}

export interface ScriptedEditorOptions {
  readonly fs: FileSystem;
  /** The path of the extension's storage. */
  readonly storage: string;
  readonly isLocal?: boolean;
  readonly level?: TelemetryLevel;
  readonly local?: Partial<LocalSinkConfig>;
}

/** VS Code as the extension sees it, which tests set up and inspect. */
export class ScriptedEditor implements Editor {
  readonly log = new ClosableLog();
  readonly user: ScriptedUser;
  readonly pauseWindow = new FakePauseWindow();
  readonly storage: Editor["storage"];
  readonly remoteHost: string | undefined;
  readonly extensionVersion = "1.2.3";
  readonly platform = {
    machineId: "machine-id",
    platformName: "Visual Studio Code",
    platformVersion: "1.105.0",
  };
  readonly remembered = new Map<string, unknown>();
  readonly statusBar = new FakeStatusBar();
  panel: FakePanel | undefined;
  readonly #owned: Disposable[] = [];
  readonly #settingListeners = new Set<{ readonly name: SettingName; callback(): void }>();
  readonly #values = new Map<SettingName, unknown>();
  #handlers: CommandHandlers | undefined;
  #recorder: Recorder<ExtensionEvents> | undefined;

  constructor({ fs, storage, isLocal = true, level = "local", local }: ScriptedEditorOptions) {
    this.user = new ScriptedUser(fs);
    this.storage = { path: isLocal ? storage : undefined, name: `memfs:${storage}` };
    this.#values.set(LEVEL_SETTING, level).set(LOCAL_SINK_SETTING, local);
  }

  readonly settings: Settings = {
    get: (name) => this.#values.get(name),
    onChanged: (name, callback) => {
      const listener = { name, callback };
      this.#settingListeners.add(listener);
      return { dispose: () => this.#settingListeners.delete(listener) };
    },
  };

  readonly workspaceState = {
    at: (key: string): StoredValue => ({
      get: () => this.remembered.get(key),
      set: (value) => {
        this.remembered.set(key, value);
        return Promise.resolve();
      },
    }),
  };

  addDisposable(disposable: Disposable): void {
    this.#owned.push(disposable);
  }

  createStatusBar(): StatusBar {
    return this.statusBar;
  }

  createPanel(createSession: (port: Port) => PanelSession): Panel {
    this.panel = new FakePanel(createSession);
    return this.panel;
  }

  registerCommands(handlers: CommandHandlers, recorder: Recorder<ExtensionEvents>) {
    this.#handlers = handlers;
    this.#recorder = recorder;
    return {
      registeredCount: Object.keys(handlers).length,
      conflictCount: 2,
      dispose: () => {
        this.#handlers = undefined;
      },
    };
  }

  /** Runs a registered command. */
  async run(commandId: CommandId): Promise<void> {
    const handler = this.#handlers?.[commandId];
    if (handler === undefined) throw new Error(`${commandId} is not registered`);
    await this.#recorder?.trace("command.invoked", handler, { properties: { commandId } });
  }

  /** Changes a setting, like the user. */
  changeSetting(name: SettingName, value: unknown): void {
    this.#values.set(name, value);
    for (const listener of this.#settingListeners) if (listener.name === name) listener.callback();
  }

  /** Disposes what the extension owns, like VS Code right after it calls `deactivate`. */
  disposeOwned(): void {
    for (const disposable of this.#owned.toReversed()) disposable.dispose();
  }
}
