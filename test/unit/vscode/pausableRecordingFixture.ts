import { promises as nodeFs } from "node:fs";
import * as vscode from "vscode";
import type { TelemetryLevel } from "../../../extension/recording/level.ts";
import type { FileSystem } from "../../../extension/store/fileSystem.ts";
import { PausableRecording } from "../../../extension/vscode/pausableRecording.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { ManualScheduler } from "../../support/manualScheduler.ts";
import { createExtensionRecorder } from "./extensionRecorder.ts";

export const NOW_MS = Date.parse("2026-06-28T09:00:00.000Z");

/** A window of the editor that records, with the storage in that folder. */
export async function openWindow(
  storage: string | undefined,
  { level = "local", fs = nodeFs }: { level?: TelemetryLevel; fs?: FileSystem } = {},
) {
  const { recorder, sink } = createExtensionRecorder();
  recorder.setLevel("off");
  const clock = new ManualClock(NOW_MS);
  const scheduler = new ManualScheduler();
  const states: string[] = [];
  const recording: PausableRecording = await PausableRecording.start({
    recorder,
    level,
    folder: storage === undefined ? undefined : vscode.Uri.file(storage),
    fs,
    clock,
    scheduler,
    log: vscode.window.createOutputChannel("test", { log: true }),
    onChanged: () => states.push(recording.state.state),
  });
  return {
    recording,
    recorder,
    scheduler,
    states,
    recorded: () => sink.events.map(({ event_name }) => event_name),
    pass: (byMs: number) => {
      clock.advance(byMs);
      scheduler.advance(byMs);
    },
  };
}
