import { promises as nodeFs } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { FileSystem } from "../../../extension/platform/fileSystem.ts";
import { createIdSource } from "../../../extension/recording/ids.ts";
import { createTelemetry } from "../../../extension/wiring/telemetry.ts";
import { eventually } from "../../support/eventually.ts";
import { FolderWatchers } from "../../support/folderWatchers.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { ManualScheduler } from "../../support/manualScheduler.ts";
import { readPlainly, type PlainEvent } from "../../support/plainReader.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { ScriptedEditor, type ScriptedEditorOptions } from "../../support/scriptedEditor.ts";
import { seededRandom } from "../../support/seededRandom.ts";

export const NOW_MS = Date.parse("2026-06-28T09:00:00.000Z");
export const TODAY = "2026-06-28";

/** How long the extension waits until it knows whether there is a pause. */
const PAUSE_TIMEOUT_MS = 2_000;

interface TestbedOptions extends Omit<Partial<ScriptedEditorOptions>, "fs" | "storage"> {
  readonly fs?: FileSystem;
  readonly environment?: Readonly<Record<string, string>>;
  /** Does not wait for the pause state. */
  readonly isDiskSlow?: boolean;
  /** Creates files in the storage and its telemetry folder before activation. */
  readonly prepare?: (storage: string, directory: string) => Promise<void>;
}

/** Activates the extension with a scripted editor on a real disk. */
export async function startExtension(options: TestbedOptions = {}) {
  const { fs = nodeFs, environment = {}, isDiskSlow = false, isLocal = true, prepare } = options;
  const storage = join(await makeScratchFolder(), "coder.coder-telemetry");
  const directory = join(storage, "telemetry");
  await nodeFs.mkdir(directory, { recursive: true });
  await prepare?.(storage, directory);
  const clock = new ManualClock(NOW_MS);
  const scheduler = new ManualScheduler();
  const watchers = new FolderWatchers();
  const editor = new ScriptedEditor({ ...options, fs, storage });
  const random = seededRandom(3);
  const telemetry = createTelemetry(
    {
      fs,
      clock,
      scheduler,
      ids: createIdSource((buffer) => {
        for (let index = 0; index < buffer.length; index++) buffer[index] = random() * 256;
        return buffer;
      }),
      watchFolder: watchers.watch,
      environment,
      machine: { name: "host", osType: "linux", osVersion: "6.1", hostArch: "x64" },
    },
    editor,
  );
  await telemetry.activate();
  if (isLocal && !isDiskSlow) {
    // The timeout ends as soon as the pause has been read.
    await eventually(() => {
      expect(scheduler.delaysMs).not.toContain(PAUSE_TIMEOUT_MS);
    });
  }
  return {
    editor,
    clock,
    scheduler,
    watchers,
    storage,
    directory,
    telemetry,
    /** Deactivates the extension like VS Code, and returns all recorded events. */
    end: async (): Promise<readonly PlainEvent[]> => {
      const ended = telemetry.deactivate();
      editor.disposeOwned();
      await ended;
      return readPlainly(directory);
    },
    /** Runs due timers repeatedly until `check` passes. */
    eventually: (check: () => void | Promise<void>) =>
      eventually(async () => {
        scheduler.advance(0);
        await check();
      }),
    /** Advances the clock and the timers. */
    pass: (byMs: number) => {
      clock.advance(byMs);
      scheduler.advance(byMs);
    },
  };
}

export function namesOf(events: readonly PlainEvent[]): readonly unknown[] {
  return events.map(({ event }) => event["event_name"]);
}

/** The only event with this name. */
export function single(
  events: readonly PlainEvent[],
  name: string,
): Readonly<Record<string, unknown>> {
  const [found, ...more] = events.filter(({ event }) => event["event_name"] === name);
  if (found === undefined || more.length > 0) {
    throw new Error(`${more.length + Number(found !== undefined)} events are named ${name}`);
  }
  return found.event;
}
