import { dirname, join } from "node:path";
import { recordingStatus } from "../actions/recordingStatus.ts";
import { Sources } from "../actions/sources.ts";
import { createDeleteCommand } from "../commands/deleteCommand.ts";
import { createExportCommand } from "../commands/exportCommand.ts";
import { createFolderCommand } from "../commands/folderCommand.ts";
import { createPauseCommands } from "../commands/pauseCommands.ts";
import type { CommandHandlers } from "../commands/commandHandler.ts";
import { PanelSession } from "../panel/panelSession.ts";
import type { RecordingStatus } from "../panel/snapshot.ts";
import { HeldSink } from "../pausing/heldSink.ts";
import { PausableRecording } from "../pausing/pausableRecording.ts";
import { startDeadline } from "../platform/scheduler.ts";
import { deploymentUrlFrom } from "../recording/deploymentUrl.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import { readLevel } from "../recording/level.ts";
import { Recorder } from "../recording/recorder.ts";
import { createSessionContext } from "../recording/sessionContext.ts";
import { LEVEL_SETTING, LOCAL_SINK_SETTING, type SettingName } from "../recording/settingNames.ts";
import { createIndexCacheFile } from "../store/index/indexCacheFile.ts";
import { readLocalSinkConfig } from "../store/localSinkConfig.ts";
import { FreshFiles } from "../store/retention/freshFiles.ts";
import { JsonlSink } from "../store/writing/jsonlSink.ts";
import type { Editor } from "./editor.ts";
import { startRetention } from "./retention.ts";
import type { SystemServices } from "./systemServices.ts";

/** Workspace state key of the source that the panel shows. */
const SOURCE_KEY = "panel.source";

/** The panel can also show the telemetry of this extension. */
const CODER_EXTENSION_ID = "coder.coder-remote";

/** VS Code allows 5 s for all extensions together to shut down. */
const DEACTIVATE_TIMEOUT_MS = 1_500;

/** The assembled extension. */
export interface Telemetry {
  activate(): Promise<void>;
  /** Flushes buffered events to disk. Takes 1.5 s at most, whatever the disk does. */
  deactivate(): Promise<void>;
}

/** Where the extension keeps its files, and where the Coder extension keeps its own. */
function storagePaths(storage: string) {
  return {
    telemetry: join(storage, "telemetry"),
    indexCache: join(storage, "telemetry-index.jsonl"),
    clockSightings: join(storage, "clock-sightings.json"),
    coderTelemetry: join(dirname(storage), CODER_EXTENSION_ID, "telemetry"),
  };
}

/** Assembles the extension; nothing runs before `activate`. */
export function createTelemetry(system: SystemServices, editor: Editor): Telemetry {
  const { fs, clock, scheduler, ids, watchFolder, machine } = system;
  const { log, user, settings, storage } = editor;
  const warn = (message: string) => {
    log.warn(message);
  };
  const paths = storage.path === undefined ? undefined : storagePaths(storage.path);
  if (paths === undefined) warn(`${storage.name} is not a local folder; nothing is recorded.`);
  const sessionId = ids.newSessionId();
  const session8 = sessionId.slice(0, 8);
  let config = readLocalSinkConfig(settings.get(LOCAL_SINK_SETTING), warn);

  const freshFiles = new FreshFiles(clock);
  const sink = paths && createSink(paths.telemetry);
  const heldSink = sink && new HeldSink(sink, warn);
  const recorder: Recorder<ExtensionEvents> = new Recorder<ExtensionEvents>({
    sinks: heldSink === undefined ? [] : [heldSink],
    clock,
    ids,
    // PausableRecording raises it once it has combined the setting and the pause.
    level: "off",
    deploymentUrl: deploymentUrlFrom(system.environment),
  });
  const retention =
    paths &&
    startRetention({
      ...system,
      recorder,
      log,
      directory: paths.telemetry,
      sightingsPath: paths.clockSightings,
      session8,
      freshFiles,
      limits: () => config,
    });
  const statusBar = editor.createStatusBar();
  const indexCache = paths && createIndexCacheFile(fs, clock, paths.indexCache);
  const recording = new PausableRecording({
    recorder,
    level: readLevel(settings.get(LEVEL_SETTING), warn),
    folder: storage.path,
    fs,
    clock,
    scheduler,
    log,
    t: user.l10n.t,
    remoteHost: editor.remoteHost,
    window: editor.pauseWindow,
    onPauseResolved: (wasPaused) => {
      if (wasPaused) heldSink?.discard();
      else heldSink?.release();
    },
    onChanged: () => {
      showStatus();
    },
  });
  const panel = createPanel();

  function createSink(directory: string): JsonlSink {
    const { extensionVersion, platform } = editor;
    return new JsonlSink({
      directory,
      context: createSessionContext(sessionId, { extensionVersion, ...platform, ...machine }),
      sessionStart: new Date(clock.nowMs()).toISOString(),
      config,
      fs,
      scheduler,
      onDropped: ({ count, firstSequence, lastSequence }) => {
        recorder.log("telemetry.dropped", {
          properties: { reason: "buffer_full" },
          measurements: { count, first_sequence: firstSequence, last_sequence: lastSequence },
        });
      },
      onNotice: warn,
      onAppended: (fileName) => {
        freshFiles.add(fileName);
      },
      onNewFile: () => {
        retention?.runSoon();
      },
      onStateChanged: () => {
        showStatus();
      },
    });
  }

  function status(): RecordingStatus {
    return {
      recording: recordingStatus(recording.state, sink?.health),
      counts: sink?.counts,
      limits: config,
    };
  }

  function showStatus(): void {
    const { recording: state, counts } = status();
    statusBar.update(state, counts?.buffered ?? 0);
    panel.refreshSoon();
  }

  function createPanel() {
    const sources = () =>
      new Sources({
        fs,
        ownDirectory: paths?.telemetry,
        coderDirectory: paths?.coderTelemetry,
        stored: editor.workspaceState.at(SOURCE_KEY),
      });
    return editor.createPanel(
      (port) =>
        new PanelSession({
          port,
          fs,
          clock,
          scheduler,
          recorder,
          recording: { status, pause: () => recording.pause(), resume: () => recording.resume() },
          session8,
          sources: sources(),
          ownIndexCache: indexCache,
          watchFolder,
          user,
          machine: machine.name,
          log,
        }),
    );
  }

  function watchSettings(): void {
    watchSetting(LEVEL_SETTING, () => {
      recording.setLevel(readLevel(settings.get(LEVEL_SETTING), warn));
    });
    watchSetting(LOCAL_SINK_SETTING, () => {
      config = readLocalSinkConfig(settings.get(LOCAL_SINK_SETTING), warn);
      sink?.setConfig(config);
      retention?.runSoon();
      panel.refreshSoon();
    });
  }

  function watchSetting(setting: SettingName, apply: () => void): void {
    editor.addDisposable(
      settings.onChanged(setting, () => {
        apply();
        recorder.log("settings.changed", { properties: { setting } });
      }),
    );
  }

  function commandHandlers(): CommandHandlers {
    const options = { recorder, directory: paths?.telemetry, fs, clock, log, user };
    return {
      "coder.openTelemetryPanel": () => {
        panel.reveal();
      },
      "coder.exportTelemetry": createExportCommand(options),
      "coder.openTelemetryFolder": createFolderCommand(user, panel),
      ...createPauseCommands(recording, user),
      "coder.deleteTelemetry": createDeleteCommand({ ...options, indexCache, session8 }),
    };
  }

  return {
    async activate() {
      for (const disposable of [retention, recording, statusBar, panel]) {
        if (disposable) editor.addDisposable(disposable);
      }
      showStatus();
      // Not awaited, so that an unresponsive disk cannot block the commands.
      void recording.start();
      await recorder.trace("activation", async (span) => {
        await span.phase("settings", watchSettings);
        await span.phase("commands", (phase) => {
          const registration = editor.registerCommands(commandHandlers(), recorder);
          editor.addDisposable(registration);
          phase.setMeasurement("registered", registration.registeredCount);
          phase.setMeasurement("conflicts", registration.conflictCount);
        });
      });
    },
    async deactivate() {
      const deadline = startDeadline(DEACTIVATE_TIMEOUT_MS, scheduler);
      await recorder.dispose(deadline.signal);
      deadline.cancel();
      log.dispose();
    },
  };
}
