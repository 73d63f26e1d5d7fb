import { randomFillSync } from "node:crypto";
import { promises as fs } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { systemClock } from "../../extension/platform/clock.ts";
import { createIdSource } from "../../extension/recording/ids.ts";
import { Recorder } from "../../extension/recording/recorder.ts";
import { createSessionContext } from "../../extension/recording/sessionContext.ts";
import { JsonlSink } from "../../extension/store/writing/jsonlSink.ts";
import { parseLocalSinkConfig } from "../../extension/store/localSinkConfig.ts";
import { nodeScheduler } from "../../extension/platform/scheduler.ts";
import type { SampleEvents } from "../support/sampleEvents.ts";

const CALLS = 50_000;

/** Calls per turn of the event loop, so the sink is flushed in between. */
const CALLS_PER_TURN = 50;

/** Prints how long a `log()` call takes while the real sink writes to a real disk. */
export async function measureLog(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "coder-telemetry-bench-log-"));
  const ids = createIdSource((buffer) => randomFillSync(buffer));
  const sink = new JsonlSink({
    directory,
    context: createSessionContext(ids.newSessionId(), {
      extensionVersion: "1.0.0",
      machineId: "machine",
      platformName: "Visual Studio Code",
      platformVersion: "1.105.0",
      osType: "linux",
      osVersion: "6.8",
      hostArch: "x64",
    }),
    sessionStart: new Date().toISOString(),
    config: parseLocalSinkConfig({}).config,
    fs,
    scheduler: nodeScheduler,
    onDropped: ({ count }) => {
      throw new Error(`${count} events were dropped`);
    },
    onNotice: (message) => {
      throw new Error(message);
    },
    onAppended: () => undefined,
    onNewFile: () => undefined,
    onStateChanged: () => undefined,
  });
  const recorder = new Recorder<SampleEvents>({
    sinks: [sink],
    clock: systemClock,
    ids,
    level: "local",
  });
  const nanoseconds: number[] = [];
  for (let call = 0; call < CALLS; call++) {
    const start = process.hrtime.bigint();
    recorder.log("http.requests", {
      properties: { method: "GET", route: "/api/v2/workspaces/{id}" },
      measurements: { window_seconds: 60, "count.2xx": call, latency_p50_ms: 12.5 },
    });
    nanoseconds.push(Number(process.hrtime.bigint() - start));
    if (call % CALLS_PER_TURN === 0) {
      await setImmediate();
      await sink.flush();
    }
  }
  await recorder.dispose(new AbortController().signal);
  await rm(directory, { recursive: true });
  nanoseconds.sort((left, right) => left - right);
  const microseconds = (share: number) =>
    ((nanoseconds[Math.floor(CALLS * share)] ?? 0) / 1_000).toFixed(2);
  console.log(
    `\nlog(): median ${microseconds(0.5)} µs, p99 ${microseconds(0.99)} µs, ` +
      `p99.9 ${microseconds(0.999)} µs (${CALLS} calls, ${sink.counts.written} written)`,
  );
}
