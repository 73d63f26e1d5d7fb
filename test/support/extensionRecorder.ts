import type { ExtensionEvents } from "../../extension/recording/eventCatalog.ts";
import { createIdSource } from "../../extension/recording/ids.ts";
import { Recorder } from "../../extension/recording/recorder.ts";
import { CollectingSink } from "./collectingSink.ts";
import { seededRandom } from "./seededRandom.ts";

/** Noon of 3 June 2026. */
export const NOW_MS = Date.UTC(2026, 5, 3, 12);

export interface ExtensionRecorder {
  readonly recorder: Recorder<ExtensionEvents>;
  readonly sink: CollectingSink;
  readonly clock: { nowMs(): number; elapsedMs(): number };
}

/** The extension's recorder, with a collecting sink and a clock that advances 5 ms per call. */
export function createExtensionRecorder(sink = new CollectingSink()): ExtensionRecorder {
  const random = seededRandom(1);
  let passedMs = 0;
  const clock = { nowMs: () => NOW_MS, elapsedMs: () => (passedMs += 5) };
  const ids = createIdSource((buffer) => {
    for (let index = 0; index < buffer.length; index++) buffer[index] = random() * 256;
    return buffer;
  });
  const recorder = new Recorder<ExtensionEvents>({ sinks: [sink], clock, ids, level: "local" });
  return { recorder, sink, clock };
}
