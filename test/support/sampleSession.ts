import { promises as fs } from "node:fs";
import { join } from "node:path";
import { createIdSource } from "../../extension/recording/ids.ts";
import { Recorder } from "../../extension/recording/recorder.ts";
import { createSessionContext } from "../../extension/recording/sessionContext.ts";
import { JsonlSink } from "../../extension/store/writing/jsonlSink.ts";
import { parseLocalSinkConfig } from "../../extension/store/localSinkConfig.ts";
import type { SampleEvents } from "./sampleEvents.ts";

/** Returns numbers in [0, 1), the same for the same seed. */
export type Random = () => number;

export interface SampleSession {
  readonly directory: string;
  readonly startMs: number;
  readonly endMs: number;
  /** The minimum number of events. Related events are always recorded together. */
  readonly eventCount: number;
  readonly random: Random;
  /** The maximum file size. By default, the configuration decides. */
  readonly maxFileBytes?: number;
}

/** Like the batches of the sink. */
const EVENTS_PER_FLUSH = 400;

const ROUTES = [
  "/api/v2/workspaces/{id}",
  "/api/v2/workspaces",
  "/api/v2/users/me",
  "/api/v2/workspaceagents/{id}/listening-ports",
];
const COMMANDS = [
  "coder.open",
  "coder.refreshWorkspaces",
  "coder.viewLogs",
  "coder.navigateToWorkspace",
];
const RELAYS = ["Frankfurt", "Helsinki", "Ashburn", "São Paulo"];

class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  readonly code: string;
  readonly syscall: string;

  constructor(code: string, syscall: string) {
    super(`${syscall} ${code}`);
    this.code = code;
    this.syscall = syscall;
  }
}

/** Records a session with the real recorder and sink. The seed determines its clock and IDs. */
export async function recordSampleSession(session: SampleSession): Promise<void> {
  const { random, startMs, endMs, eventCount } = session;
  let nowMs = startMs;
  const clock = { nowMs: () => nowMs, elapsedMs: () => nowMs };
  const ids = createIdSource((buffer) => {
    for (let index = 0; index < buffer.length; index += 4) {
      buffer.writeUInt32LE(Math.floor(random() * 2 ** 32), index);
    }
    return buffer;
  });
  const sessionId = ids.newSessionId();
  const { config } = parseLocalSinkConfig(
    session.maxFileBytes === undefined ? {} : { maxFileBytes: session.maxFileBytes },
  );
  const sink = new JsonlSink({
    directory: session.directory,
    context: createSessionContext(sessionId, {
      extensionVersion: "1.15.2",
      machineId: "b8f1c2d3e4f5061728394a5b6c7d8e9fb8f1c2d3e4f5061728394a5b6c7d8e9f",
      platformName: "Visual Studio Code",
      platformVersion: "1.139.1",
      osType: "linux",
      osVersion: "6.8.0-49-generic",
      hostArch: "x64",
    }),
    sessionStart: new Date(startMs).toISOString(),
    config,
    fs,
    // Events are flushed explicitly below, so timers must not run.
    scheduler: { schedule: () => () => undefined },
    onDropped: () => undefined,
    onNotice: (message) => {
      throw new Error(message);
    },
    onAppended: () => undefined,
    onNewFile: () => undefined,
    onStateChanged: () => undefined,
  });
  const recorder = new Recorder<SampleEvents>({
    sinks: [sink],
    clock,
    ids,
    level: "local",
    deploymentUrl: "https://dev.coder.example.com",
  });

  const stepMs = (endMs - startMs) / eventCount;
  const pass = (share: number) => {
    nowMs = Math.min(endMs - 1, nowMs + Math.round(stepMs * share));
  };
  await recordActivation(recorder, random, pass);
  let flushedCount = 0;
  while (sink.counts.accepted < eventCount) {
    await recordSomething(recorder, random, pass);
    if (sink.counts.accepted - flushedCount >= EVENTS_PER_FLUSH) {
      flushedCount = sink.counts.accepted;
      await recorder.flush();
    }
  }
  await recorder.dispose(new AbortController().signal);
  await endFiles(session.directory, sessionId.slice(0, 8), endMs);
}

/** Sets the age of the files to the end of their session, so they do not count as in use. */
async function endFiles(directory: string, session8: string, endMs: number): Promise<void> {
  for (const name of await fs.readdir(directory)) {
    if (!name.includes(session8)) continue;
    await fs.utimes(join(directory, name), endMs / 1_000, endMs / 1_000);
  }
}

type Pass = (share: number) => void;

async function recordActivation(recorder: Recorder<SampleEvents>, random: Random, pass: Pass) {
  await recorder.trace("activation", async (span) => {
    span.setProperty("auth", random() < 0.9 ? "valid" : "missing");
    await span.phase("load_secrets", () => {
      pass(0.1);
    });
    await span.phase("register_commands", () => {
      pass(0.1);
    });
  });
}

async function recordSomething(recorder: Recorder<SampleEvents>, random: Random, pass: Pass) {
  pass(0.5 + random());
  const dice = random();
  if (dice < 0.42) recordRequests(recorder, random);
  else if (dice < 0.72) recordNetwork(recorder, random);
  else if (dice < 0.95) await recordCommand(recorder, random, pass);
  else if (dice < 0.99) await recordSetup(recorder, random, pass);
  else recordLoss(recorder, random);
}

function recordRequests(recorder: Recorder<SampleEvents>, random: Random) {
  recorder.log("http.requests", {
    properties: { method: random() < 0.8 ? "GET" : "POST", route: pick(ROUTES, random) },
    measurements: {
      window_seconds: 60,
      "count.2xx": Math.floor(random() * 40),
      "count.4xx": Math.floor(random() * 3),
      "count.5xx": random() < 0.05 ? 1 : 0,
      latency_p50_ms: tenths(8 + random() * 20),
      latency_p95_ms: tenths(60 + random() * 200),
    },
  });
}

function recordNetwork(recorder: Recorder<SampleEvents>, random: Random) {
  recorder.log("ssh.network.sampled", {
    // Most names are ASCII, like most recorded text.
    properties: {
      p2p: random() < 0.7,
      derp: random() < 0.01 ? RELAYS[3] : pick(RELAYS.slice(0, 3), random),
    },
    measurements: {
      latency_ms: tenths(10 + random() * 60),
      download_mbits: tenths(100 + random() * 200),
      upload_mbits: tenths(20 + random() * 40),
    },
  });
}

async function recordCommand(recorder: Recorder<SampleEvents>, random: Random, pass: Pass) {
  await recorder.trace(
    "command.invoked",
    (span) => {
      pass(0.01);
      if (random() < 0.04) span.markAborted();
    },
    { properties: { commandId: pick(COMMANDS, random) } },
  );
}

async function recordSetup(recorder: Recorder<SampleEvents>, random: Random, pass: Pass) {
  const fails = random() < 0.15;
  try {
    await recorder.trace(
      "remote.setup",
      async (span) => {
        await span.phase("workspace_lookup", () => {
          pass(0.05);
        });
        await span.phase("agent_connect", () => {
          pass(0.2);
          if (fails) throw new ConnectionError("ECONNREFUSED", "connect");
        });
      },
      { properties: { agent: "linux" } },
    );
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
  }
}

function recordLoss(recorder: Recorder<SampleEvents>, random: Random) {
  recorder.logError("connection.dropped", new ConnectionError("ECONNRESET", "read"), {
    properties: { cause: random() < 0.5 ? "network" : "sleep" },
    measurements: { uptime_seconds: Math.floor(random() * 7200) },
  });
}

function pick<T>(list: readonly T[], random: Random): T | undefined {
  return list[Math.floor(random() * list.length)];
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
