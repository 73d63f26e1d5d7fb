import { randomFillSync } from "node:crypto";
import { promises as fs } from "node:fs";
import { hostname, release } from "node:os";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { createIndexCacheFile } from "./store/index/indexCacheFile.ts";
import { PanelSession } from "./panel/panelSession.ts";
import type { RecordingStatus } from "./panel/snapshot.ts";
import { Sources } from "./actions/sources.ts";
import { systemClock } from "./platform/clock.ts";
import { deploymentUrlFrom } from "./recording/deploymentUrl.ts";
import type { ExtensionEvents } from "./recording/eventCatalog.ts";
import { HeldSink } from "./pausing/heldSink.ts";
import { createIdSource } from "./recording/ids.ts";
import { Recorder } from "./recording/recorder.ts";
import { createSessionContext } from "./recording/sessionContext.ts";
import { JsonlSink } from "./store/writing/jsonlSink.ts";
import { applyRetention } from "./store/retention/retention.ts";
import { RetentionSchedule } from "./store/retention/retentionSchedule.ts";
import { nodeScheduler } from "./platform/scheduler.ts";
import { watchFolder } from "./platform/watchFolder.ts";
import { registerCommands } from "./vscode/commands.ts";
import { createDeleteCommand } from "./vscode/deleteCommand.ts";
import { createExportCommand } from "./vscode/exportCommand.ts";
import { createFolderCommand } from "./vscode/folderCommand.ts";
import { createLog } from "./vscode/log.ts";
import { PausableRecording } from "./vscode/pausableRecording.ts";
import { createPauseCommands } from "./vscode/pauseCommands.ts";
import { PreviewDocuments } from "./vscode/previewDocuments.ts";
import { recordingStatus } from "./actions/recordingStatus.ts";
import {
  LEVEL_SETTING,
  LOCAL_SINK_SETTING,
  onUserSettingChanged,
  readLevel,
  readLocalSinkConfig,
} from "./vscode/settings.ts";
import { StatusBar } from "./vscode/statusBar.ts";
import { PANEL_TYPE, TelemetryPanel } from "./vscode/telemetryPanel.ts";
import { createPanelActions } from "./vscode/vscodePanelActions.ts";

/** What must outlive `context.subscriptions`, which end before the last flush does. */
let active:
  | { readonly recorder: Recorder<ExtensionEvents>; readonly log: vscode.LogOutputChannel }
  | undefined;

/** What the start needs of the context that VS Code passes. */
type ActivationContext = Pick<
  vscode.ExtensionContext,
  "subscriptions" | "globalStorageUri" | "extensionUri"
> & {
  readonly extension: Pick<vscode.ExtensionContext["extension"], "id" | "packageJSON">;
  readonly workspaceState: Pick<vscode.Memento, "get" | "update">;
};

/** Where the panel remembers which folder it showed. */
const SOURCE_KEY = "panel.source";

/** The folder of the extension that this one's recorder was made for. */
const CODER_EXTENSION_ID = "coder.coder-remote";

/** Builds the parts of the extension and joins them. */
export async function activate(context: ActivationContext): Promise<void> {
  const log = createLog();
  const warn = (message: string) => {
    log.warn(message);
  };
  const clock = systemClock;
  const scheduler = nodeScheduler;
  const storage = context.globalStorageUri;
  const isLocal = storage.scheme === "file";
  if (!isLocal) warn(`${storage.toString()} is no local folder; nothing is recorded.`);
  const directory = join(storage.fsPath, "telemetry");
  const ids = createIdSource((buffer) => randomFillSync(buffer));
  const sessionId = ids.newSessionId();
  const session8 = sessionId.slice(0, 8);

  let config = readLocalSinkConfig(warn);
  // Until all parts are there, there is nothing to show it.
  let onStatusChanged: () => void = () => undefined;
  const sink = isLocal ? createSink() : undefined;
  const heldSink = sink === undefined ? undefined : new HeldSink(sink);
  const recorder: Recorder<ExtensionEvents> = new Recorder<ExtensionEvents>({
    sinks: heldSink === undefined ? [] : [heldSink],
    clock,
    ids,
    level: "off",
    deploymentUrl: deploymentUrlFrom(process.env),
  });
  active = { recorder, log };
  const retention = isLocal ? createRetention() : undefined;
  const recording = new PausableRecording({
    recorder,
    level: readLevel(warn),
    folder: isLocal ? storage : undefined,
    fs,
    clock,
    scheduler,
    log,
    onKnown: (wasPaused) => {
      if (wasPaused) heldSink?.discard();
      else heldSink?.release();
    },
    onChanged: () => {
      onStatusChanged();
    },
  });
  const statusBar = new StatusBar();
  const previews = new PreviewDocuments();
  const indexCache = createIndexCacheFile(fs, clock, join(storage.fsPath, "telemetry-index.jsonl"));
  const panel = createPanel();
  context.subscriptions.push(
    ...(retention === undefined ? [] : [retention]),
    recording,
    statusBar,
    previews,
    panel,
    vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, panel),
  );
  onStatusChanged = showStatus;
  showStatus();
  // Not waited for: a disk that does not answer must not keep the commands from working.
  void recording.start();

  await recorder.trace("activation", async (span) => {
    await span.phase("settings", () => {
      context.subscriptions.push(
        onUserSettingChanged(LEVEL_SETTING, () => {
          recording.setLevel(readLevel(warn));
          recorder.log("settings.changed", { properties: { setting: LEVEL_SETTING } });
        }),
        onUserSettingChanged(LOCAL_SINK_SETTING, () => {
          config = readLocalSinkConfig(warn);
          sink?.setConfig(config);
          retention?.runSoon();
          panel.refreshSoon();
          recorder.log("settings.changed", { properties: { setting: LOCAL_SINK_SETTING } });
        }),
      );
    });
    await span.phase("commands", (phase) => {
      const job = { recorder, directory: isLocal ? directory : undefined, fs, clock, log };
      const handlers = {
        "coder.openTelemetryPanel": () => {
          panel.reveal();
        },
        "coder.exportTelemetry": createExportCommand(job),
        "coder.openTelemetryFolder": createFolderCommand(panel),
        ...createPauseCommands(recording),
        "coder.deleteTelemetry": createDeleteCommand({ ...job, indexCache, session8 }),
      };
      const ownId = context.extension.id;
      const { disposable, registeredCount, conflictCount } = registerCommands(
        handlers,
        recorder,
        log,
        ownId,
      );
      context.subscriptions.push(disposable);
      phase.setMeasurement("registered", registeredCount);
      phase.setMeasurement("conflicts", conflictCount);
    });
  });

  function createSink(): JsonlSink {
    return new JsonlSink({
      directory,
      context: createSessionContext(sessionId, {
        extensionVersion: versionOf(context.extension.packageJSON),
        machineId: vscode.env.machineId,
        platformName: vscode.env.appName,
        platformVersion: vscode.version,
        osType: process.platform,
        osVersion: release(),
        hostArch: process.arch,
      }),
      sessionStart: new Date(clock.nowMs()).toISOString(),
      config,
      fs,
      scheduler,
      onDropped: ({ count, firstSequence, lastSequence }) => {
        recorder.log("telemetry.dropped", {
          properties: { reason: "buffer_full" },
          measurements: { count, first_sequence: firstSequence, last_sequence: lastSequence },
        });
        warn(`${count} events were dropped because the buffer was full.`);
      },
      onNotice: warn,
      onNewFile: () => {
        retention?.runSoon();
      },
      onStateChanged: () => {
        onStatusChanged();
      },
    });
  }

  function createRetention(): RetentionSchedule {
    return new RetentionSchedule(scheduler, async () => {
      try {
        const moment = { nowMs: clock.nowMs(), session8 };
        const report = await applyRetention(fs, directory, config, moment);
        report.failures.forEach(warn);
        if (report.deletedFiles === 0 && report.failures.length === 0) return;
        log.info(`Retention deleted ${report.deletedFiles} telemetry files.`);
        recorder.log("telemetry.retention", {
          measurements: {
            deleted_files: report.deletedFiles,
            deleted_bytes: report.deletedBytes,
            failures: report.failures.length,
          },
        });
      } catch (error) {
        log.error(`Old telemetry in ${directory} could not be cleaned up`, error);
      }
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

  function createPanel(): TelemetryPanel {
    const actions = createPanelActions({
      fs,
      clock,
      log,
      previews,
      extensionId: context.extension.id,
    });
    return new TelemetryPanel(
      context.extensionUri,
      (port) =>
        new PanelSession({
          port,
          fs,
          clock,
          scheduler,
          recorder,
          recording: { status, pause: () => recording.pause(), resume: () => recording.resume() },
          session8,
          sources: new Sources({
            fs,
            ownDirectory: directory,
            coderDirectory: join(dirname(storage.fsPath), CODER_EXTENSION_ID, "telemetry"),
            memory: {
              get: () => context.workspaceState.get(SOURCE_KEY),
              set: async (value) => {
                await context.workspaceState.update(SOURCE_KEY, value);
              },
            },
          }),
          ownIndexCache: indexCache,
          watchFolder,
          actions,
          machine: hostname(),
          log,
        }),
    );
  }
}

/** VS Code waits for the promise, and for nothing else, before it ends the extension host. */
export async function deactivate(): Promise<void> {
  await active?.recorder.dispose();
  active?.log.dispose();
}

function versionOf(manifest: unknown): string {
  const version: unknown =
    typeof manifest === "object" && manifest !== null && "version" in manifest
      ? manifest.version
      : undefined;
  return typeof version === "string" ? version : "unknown";
}
