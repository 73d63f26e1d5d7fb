import type { Port } from "../../shared/protocol/port.ts";
import type { Recording } from "../../shared/protocol/values.ts";
import type { StoredValue } from "../actions/sources.ts";
import type { UserInterface } from "../actions/userInterface.ts";
import type { CommandHandlers } from "../commands/commandHandler.ts";
import type { PanelSession } from "../panel/panelSession.ts";
import type { PauseWindow } from "../pausing/pausableRecording.ts";
import type { Log } from "../platform/log.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { TelemetryLevel } from "../recording/level.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { LocalSinkConfig } from "../store/localSinkConfig.ts";

/** What ends with the extension. */
export interface Disposable {
  dispose(): void;
}

/** The user's own settings. What is wrong with a value is said in a sentence to `warn`. */
export interface Settings {
  readLevel(warn: (message: string) => void): TelemetryLevel;
  readLocalSinkConfig(warn: (message: string) => void): LocalSinkConfig;
  onLevelChanged(callback: () => void): Disposable;
  onLocalSinkConfigChanged(callback: () => void): Disposable;
}

export interface StatusBar extends Disposable {
  /** `bufferedEventCount` are the events that are not on disk yet. */
  update(recording: Recording, bufferedEventCount: number): void;
}

/** The one Telemetry panel of the window. */
export interface Panel extends Disposable {
  /** Brings the panel to the front, opening it where there is none. */
  reveal(): void;
  /** Shows that folder, read-only. */
  showFolder(directory: string): Promise<void>;
  /** Something that the panel shows has changed. */
  refreshSoon(): void;
}

export interface CommandRegistration extends Disposable {
  readonly registeredCount: number;
  /** Commands that another extension has, so that they were left to it. */
  readonly conflictCount: number;
}

/** All that the extension has VS Code do: `extension/vscode/` fills it, tests script it. */
export interface Editor {
  /** Ends with the extension, in the reverse order. */
  own(disposable: Disposable): void;
  readonly log: Log & Disposable;
  readonly user: UserInterface;
  readonly settings: Settings;
  /** Remembers values for the workspace. */
  readonly workspaceState: { at(key: string): StoredValue };
  readonly pauseWindow: PauseWindow;
  /** Where the extension keeps its files, with the name for messages. */
  readonly storage: {
    readonly path: string;
    /** False where the path is of no use, as in a browser. */
    readonly isLocal: boolean;
    readonly name: string;
  };
  readonly extensionVersion: string;
  readonly platform: {
    readonly machineId: string;
    readonly platformName: string;
    readonly platformVersion: string;
  };
  createStatusBar(): StatusBar;
  /** Also takes over the panel of the window before. */
  createPanel(createSession: (port: Port) => PanelSession): Panel;
  registerCommands(
    handlers: CommandHandlers,
    recorder: Recorder<ExtensionEvents>,
  ): CommandRegistration;
}
