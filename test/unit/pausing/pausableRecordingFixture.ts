import { promises as nodeFs } from "node:fs";
import type { ExtensionEvents } from "../../../extension/recording/eventCatalog.ts";
import { createIdSource } from "../../../extension/recording/ids.ts";
import { Recorder } from "../../../extension/recording/recorder.ts";
import type { TelemetryLevel } from "../../../extension/recording/level.ts";
import { HeldSink } from "../../../extension/pausing/heldSink.ts";
import type { FileSystem } from "../../../extension/platform/fileSystem.ts";
import { PausableRecording } from "../../../extension/pausing/pausableRecording.ts";
import { CollectingLog } from "../../support/collectingLog.ts";
import { CollectingSink } from "../../support/collectingSink.ts";
import { FakePauseWindow } from "../../support/fakePauseWindow.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { ManualScheduler } from "../../support/manualScheduler.ts";
import { english } from "../../../extension/platform/english.ts";

export const NOW_MS = Date.parse("2026-06-28T09:00:00.000Z");

/** What all windows of a test share: focus and watched files, and the log. */
export let shared = makeShared();

function makeShared() {
  return { window: new FakePauseWindow(), log: new CollectingLog() };
}

/** Forgets the windows of the test before. */
export function resetWindows(): void {
  shared = makeShared();
}

interface WindowOptions {
  readonly level?: TelemetryLevel;
  readonly fs?: FileSystem;
  readonly remoteHost?: string;
}

/** A window of the editor that records, with the storage in that folder. */
export async function openWindow(storage: string | undefined, options: WindowOptions = {}) {
  const window = createWindow(storage, options);
  await window.recording.start();
  return window;
}

/** A window that is not started yet. */
export function createWindow(
  storage: string | undefined,
  { level = "local", fs = nodeFs, remoteHost }: WindowOptions = {},
) {
  const sink = new CollectingSink();
  const held = new HeldSink(sink, shared.log.warn.bind(shared.log));
  const clock = new ManualClock(NOW_MS);
  const recorder = new Recorder<ExtensionEvents>({
    sinks: [held],
    clock,
    ids: createIdSource((buffer) => buffer.fill(7)),
    level: "off",
  });
  const scheduler = new ManualScheduler();
  const states: string[] = [];
  const recording: PausableRecording = new PausableRecording({
    recorder,
    level,
    folder: storage,
    fs,
    clock,
    scheduler,
    log: shared.log,
    t: english.t,
    remoteHost,
    window: shared.window,
    onPauseResolved: (wasPaused) => {
      if (wasPaused) held.discard();
      else held.release();
    },
    onChanged: () => states.push(recording.state.state),
  });
  return {
    recording,
    recorder,
    clock,
    scheduler,
    states,
    events: sink.events,
    recorded: () => sink.events.map(({ event_name }) => event_name),
    pass: (byMs: number) => {
      clock.advance(byMs);
      scheduler.advance(byMs);
    },
  };
}
