import { recordingStatus } from "../actions/recordingStatus.ts";
import type { RecordingStatus } from "../panel/snapshot.ts";
import { HeldSink } from "../pausing/heldSink.ts";
import { PausableRecording } from "../pausing/pausableRecording.ts";
import { deploymentUrlFrom } from "../recording/deploymentUrl.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import { readLevel } from "../recording/level.ts";
import { Recorder } from "../recording/recorder.ts";
import { createSessionContext } from "../recording/sessionContext.ts";
import { LEVEL_SETTING, LOCAL_SINK_SETTING, type SettingName } from "../recording/settingNames.ts";
import { readLocalSinkConfig } from "../store/localSinkConfig.ts";
import { FreshFiles } from "../store/retention/freshFiles.ts";
import { JsonlSink } from "../store/writing/jsonlSink.ts";
import type { Disposable, Editor } from "./editor.ts";
import { startRetention } from "./retention.ts";
import type { StoragePaths } from "./storagePaths.ts";
import type { SystemServices } from "./systemServices.ts";

export interface RecordingOptions {
  readonly system: SystemServices;
  readonly editor: Editor;
  /** Undefined if the storage is not on a local disk: then nothing is written. */
  readonly paths: StoragePaths | undefined;
  readonly sessionId: string;
  /** Called when `status()` has changed; not before `start`. */
  readonly onChanged: () => void;
}

/** Records to local files, within the limits and the level of the settings, except while paused. */
export interface Recording {
  readonly recorder: Recorder<ExtensionEvents>;
  readonly pausable: PausableRecording;
  /** Stop the timers and watchers when disposed. */
  readonly disposables: readonly Disposable[];
  readonly status: () => RecordingStatus;
  /** Applies changed settings from now on, and records that they changed. */
  readonly watchSettings: () => void;
  /** Begins to record once it is known whether recording is paused. */
  readonly start: () => Promise<void>;
}

/** Assembles everything that records. Nothing is recorded before `start`. */
export function createRecording(options: RecordingOptions): Recording {
  const { system, editor, paths, sessionId, onChanged } = options;
  const { fs, clock, scheduler, ids, machine } = system;
  const { log, settings, user, extensionVersion, platform } = editor;
  const warn = (message: string) => {
    log.warn(message);
  };
  const currentLevel = () => readLevel(settings.get(LEVEL_SETTING), warn);
  const currentLimits = () => readLocalSinkConfig(settings.get(LOCAL_SINK_SETTING), warn);
  let limits = currentLimits();

  const freshFiles = new FreshFiles(clock);
  const sink =
    paths &&
    new JsonlSink({
      directory: paths.telemetry,
      context: createSessionContext(sessionId, { extensionVersion, ...platform, ...machine }),
      sessionStart: new Date(clock.nowMs()).toISOString(),
      config: limits,
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
      onStateChanged: onChanged,
    });
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
      session8: sessionId.slice(0, 8),
      freshFiles,
      limits: () => limits,
    });
  const pausable = new PausableRecording({
    recorder,
    level: currentLevel(),
    folder: editor.storage.path,
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
    onChanged,
  });

  function watchSetting(setting: SettingName, apply: () => void): void {
    editor.addDisposable(
      settings.onChanged(setting, () => {
        apply();
        recorder.log("settings.changed", { properties: { setting } });
      }),
    );
  }

  return {
    recorder,
    pausable,
    disposables: retention === undefined ? [pausable] : [retention, pausable],
    status: () => ({
      recording: recordingStatus(pausable.state, sink?.health),
      counts: sink?.counts,
      limits,
    }),
    watchSettings: () => {
      watchSetting(LEVEL_SETTING, () => {
        pausable.setLevel(currentLevel());
      });
      watchSetting(LOCAL_SINK_SETTING, () => {
        limits = currentLimits();
        sink?.setConfig(limits);
        retention?.runSoon();
        onChanged();
      });
    },
    start: () => pausable.start(),
  };
}
