import { randomFillSync } from "node:crypto";
import { promises as fs } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { systemClock } from "./recording/clock.ts";
import { deploymentUrlFrom } from "./recording/deploymentUrl.ts";
import type { ExtensionEvents } from "./recording/eventCatalog.ts";
import { createIdSource } from "./recording/ids.ts";
import { Recorder } from "./recording/recorder.ts";
import { createSessionContext } from "./recording/sessionContext.ts";
import { JsonlSink } from "./store/jsonlSink.ts";
import { applyRetention } from "./store/retention.ts";
import { RetentionSchedule } from "./store/retentionSchedule.ts";
import { nodeScheduler } from "./store/scheduler.ts";
import { registerCommands } from "./vscode/commands.ts";
import { createExportCommand } from "./vscode/exportCommand.ts";
import { createLog } from "./vscode/log.ts";
import {
  LEVEL_SETTING,
  LOCAL_SINK_SETTING,
  onUserSettingChanged,
  readLevel,
  readLocalSinkConfig,
} from "./vscode/settings.ts";

/** What must outlive `context.subscriptions`, which end before the last flush does. */
let active:
  | { readonly recorder: Recorder<ExtensionEvents>; readonly log: vscode.LogOutputChannel }
  | undefined;

/** What the start needs of the context that VS Code passes. */
type ActivationContext = Pick<vscode.ExtensionContext, "subscriptions" | "globalStorageUri"> & {
  readonly extension: Pick<vscode.ExtensionContext["extension"], "id" | "packageJSON">;
};

/** Builds the parts of the extension and joins them. */
export async function activate(context: ActivationContext): Promise<void> {
  const log = createLog();
  const warn = (message: string) => {
    log.warn(message);
  };

  const clock = systemClock;
  const ids = createIdSource((buffer) => randomFillSync(buffer));
  const sessionId = ids.newSessionId();
  const session8 = sessionId.slice(0, 8);
  const manifest: unknown = context.extension.packageJSON;
  const sessionContext = createSessionContext(sessionId, {
    extensionVersion: versionOf(manifest),
    machineId: vscode.env.machineId,
    platformName: vscode.env.appName,
    platformVersion: vscode.version,
    osType: process.platform,
    osVersion: release(),
    hostArch: process.arch,
  });

  const directory =
    context.globalStorageUri.scheme === "file"
      ? join(context.globalStorageUri.fsPath, "telemetry")
      : undefined;
  if (directory === undefined) {
    warn(`${context.globalStorageUri.toString()} is no local folder; nothing is recorded.`);
  }

  let config = readLocalSinkConfig(warn);
  const sink =
    directory === undefined
      ? undefined
      : new JsonlSink({
          directory,
          context: sessionContext,
          sessionStart: new Date(clock.nowMs()).toISOString(),
          config,
          fs,
          scheduler: nodeScheduler,
          onDropped: ({ count, firstSequence, lastSequence }) => {
            recorder.log("telemetry.dropped", {
              properties: { reason: "buffer_full" },
              measurements: {
                count,
                first_sequence: firstSequence,
                last_sequence: lastSequence,
              },
            });
            warn(`${count} events were dropped because the buffer was full.`);
          },
          onNotice: warn,
          onNewFile: () => {
            retention?.runSoon();
          },
        });
  const recorder: Recorder<ExtensionEvents> = new Recorder<ExtensionEvents>({
    sinks: sink === undefined ? [] : [sink],
    clock,
    ids,
    level: readLevel(warn),
    deploymentUrl: deploymentUrlFrom(process.env),
  });
  active = { recorder, log };

  const retention =
    directory === undefined
      ? undefined
      : new RetentionSchedule(nodeScheduler, async () => {
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
  if (retention !== undefined) context.subscriptions.push(retention);

  await recorder.trace("activation", async (span) => {
    await span.phase("settings", () => {
      context.subscriptions.push(
        onUserSettingChanged(LEVEL_SETTING, () => {
          recorder.setLevel(readLevel(warn));
          recorder.log("settings.changed", { properties: { setting: LEVEL_SETTING } });
        }),
        onUserSettingChanged(LOCAL_SINK_SETTING, () => {
          config = readLocalSinkConfig(warn);
          sink?.setConfig(config);
          retention?.runSoon();
          recorder.log("settings.changed", { properties: { setting: LOCAL_SINK_SETTING } });
        }),
      );
    });
    await span.phase("commands", (phase) => {
      const { disposable, registeredCount, conflictCount } = registerCommands(
        {
          "coder.exportTelemetry": createExportCommand({ recorder, directory, fs, clock, log }),
        },
        recorder,
        log,
        context.extension.id,
      );
      context.subscriptions.push(disposable);
      phase.setMeasurement("registered", registeredCount);
      phase.setMeasurement("conflicts", conflictCount);
    });
  });
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
