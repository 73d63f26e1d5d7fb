import type { Port } from "../../shared/protocol/port.ts";
import type { Recording } from "../../shared/protocol/values.ts";
import type { StoredValue } from "../actions/sources.ts";
import type { UserInterface } from "../actions/userInterface.ts";
import type { CommandHandlers } from "../commands/commandHandler.ts";
import type { PanelSession } from "../panel/panelSession.ts";
import type { PauseWindow } from "../pausing/pausableRecording.ts";
import type { RemoteHost } from "../pausing/pauseMessages.ts";
import type { Log } from "../platform/log.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { SettingName } from "../recording/settingNames.ts";

export interface Disposable {
  dispose(): void;
}

/** User settings, unparsed. */
export interface Settings {
  /** Undefined if the user has not set it. */
  get(name: SettingName): unknown;
  onChanged(name: SettingName, callback: () => void): Disposable;
}

export interface StatusBar extends Disposable {
  /** `bufferedEventCount` is the number of events that are not on disk yet. */
  update(recording: Recording, bufferedEventCount: number): void;
}

/** The window's only Telemetry panel. */
export interface Panel extends Disposable {
  /** Brings the panel to the front, opening it if necessary. */
  reveal(): void;
  /** Shows a folder, read-only. */
  showFolder(directory: string): Promise<void>;
  /** Call when the data that the panel shows has changed. */
  refreshSoon(): void;
}

export interface CommandRegistration extends Disposable {
  readonly registeredCount: number;
  /** Commands that were not registered because another extension has them. */
  readonly conflictCount: number;
}

/** Everything the extension needs from VS Code; implemented by `extension/vscode/`. */
export interface Editor {
  /** Disposed of when the extension is deactivated, last added first. */
  addDisposable(disposable: Disposable): void;
  readonly log: Log & Disposable;
  readonly user: UserInterface;
  readonly settings: Settings;
  /** Values stored per workspace. */
  readonly workspaceState: { at(key: string): StoredValue };
  readonly pauseWindow: PauseWindow;
  /** The extension's global storage; `name` is for messages. */
  readonly storage: {
    /** Undefined if the storage is not on a local disk, as in a browser. */
    readonly path: string | undefined;
    readonly name: string;
  };
  readonly remoteHost: RemoteHost;
  readonly extensionVersion: string;
  readonly platform: {
    readonly machineId: string;
    readonly platformName: string;
    readonly platformVersion: string;
  };
  createStatusBar(): StatusBar;
  /** Also restores the panel after a reload. */
  createPanel(createSession: (port: Port) => PanelSession): Panel;
  registerCommands(
    handlers: CommandHandlers,
    recorder: Recorder<ExtensionEvents>,
  ): CommandRegistration;
}
