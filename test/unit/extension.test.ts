import { promises as fs } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { activate, deactivate } from "../../extension/extension.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/envelope.ts";
import { makeActivationContext } from "../support/activationContext.ts";
import { eventually } from "../support/eventually.ts";
import { fake, resetFake } from "../support/fakeVscode.ts";
import { FakeWebviewPanel } from "../support/fakeWebview.ts";
import { readPlainly } from "../support/plainReader.ts";
import { makeScratchFolder } from "../support/scratchFolder.ts";

vi.mock("vscode", () => import("../support/fakeVscode.ts"));

const COMMAND = "coder.exportTelemetry";
const PAUSE_FILE = "recording-pause.json";

/** Activates the extension like VS Code. `end` deactivates it. */
async function start(local: object = {}, pausedUntilMs?: number) {
  resetFake();
  fake.settings.set("coder.telemetry.local", { globalValue: local });
  const storage = await makeScratchFolder();
  if (pausedUntilMs !== undefined) {
    const text = JSON.stringify({ untilMs: pausedUntilMs });
    await fs.writeFile(join(storage, PAUSE_FILE), text);
  }
  const context = makeActivationContext(storage);
  await activate(context);
  return {
    store: join(storage, "telemetry"),
    /** Like VS Code, disposes subscriptions before awaiting `deactivate`. */
    end: async () => {
      const ended = deactivate();
      for (const subscription of context.subscriptions.reverse()) subscription.dispose();
      await ended;
    },
  };
}

async function runCommandAndEscape(): Promise<void> {
  fake.answers.push("escape");
  await fake.runCommand(COMMAND);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the extension", () => {
  it("has written all buffered events after deactivate", async () => {
    vi.stubEnv("CODER_URL", "https://coder.example.com");
    const { store, end } = await start();
    await runCommandAndEscape();
    await end();
    expect(readPlainly(store).map(({ event }) => event["event_name"])).toEqual([
      "activation.settings",
      "activation.commands",
      "activation",
      "command.invoked",
    ]);
    expect(readPlainly(store)[0]?.context).toMatchObject({
      extension_version: "1.2.3",
      platform_version: "1.105.0",
      os_type: process.platform,
      os_version: release(),
      host_arch: process.arch,
    });
    expect(readPlainly(store)[0]?.event["deployment_url"]).toBe("https://coder.example.com");
  });

  it("records dropped events, even when the window closes", async () => {
    const { store, end } = await start({ bufferLimit: 10, flushBatchSize: 10 });
    // All in one turn of the event loop, so nothing is flushed in between.
    const runs = Array.from({ length: 30 }, () => runCommandAndEscape());
    await Promise.all(runs);
    await end();
    const events = readPlainly(store).map(({ event }) => event);
    const dropped = events
      .filter((event) => event["event_name"] === "telemetry.dropped")
      .reduce(
        (sum, event) => sum + Number(Reflect.get(Object(event["measurements"]) as object, "count")),
        0,
      );
    const written = events.filter((event) => event["event_name"] !== "telemetry.dropped").length;
    expect(dropped).toBeGreaterThan(0);
    expect(written + dropped).toBe(3 + 30);
    expect(fake.logLines.join("\n")).toContain("events were dropped because the buffer was full");
  });

  it("records nothing if the level is off", async () => {
    resetFake();
    const { store, end } = await start();
    fake.settings.set("coder.telemetry.level", { globalValue: "off" });
    fake.configurationChanged.fire({ affectsConfiguration: (name) => name.endsWith("level") });
    await runCommandAndEscape();
    await end();
    expect(readPlainly(store).map(({ event }) => event["event_name"])).not.toContain(
      "command.invoked",
    );
  });
});

describe("activation while the disk does not respond", () => {
  let opened: PromiseWithResolvers<undefined>;

  /** Blocks reading the pause file until `opened` resolves. */
  function blockPauseFile() {
    opened = Promise.withResolvers();
    const realOpen = fs.open;
    vi.spyOn(fs, "open").mockImplementation(async (...args) => {
      if (String(args[0]).endsWith(PAUSE_FILE)) await opened.promise;
      return realOpen(...args);
    });
  }

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("provides commands, the panel, and recording", async () => {
    blockPauseFile();
    const { store, end } = await start();
    await runCommandAndEscape();
    await fake.runCommand("coder.openTelemetryPanel");
    expect(fake.panels.opened).toHaveLength(1);
    expect(fake.panels.serializers.has("coder.telemetryPanel")).toBe(true);
    opened.resolve(undefined);
    await end();
    const names = readPlainly(store).map(({ event }) => event["event_name"]);
    expect(names.slice(0, 3)).toEqual(["activation.settings", "activation.commands", "activation"]);
  });

  it("discards events recorded before the pause was read", async () => {
    blockPauseFile();
    const { store, end } = await start({}, Date.now() + 600_000);
    await runCommandAndEscape();
    opened.resolve(undefined);
    await end();
    await expect(fs.readdir(store)).rejects.toThrow("ENOENT");
  });

  it("applies setting changes", async () => {
    blockPauseFile();
    const { store, end } = await start();
    fake.changeSetting("coder.telemetry.level", { globalValue: "off" });
    await runCommandAndEscape();
    opened.resolve(undefined);
    await end();
    const names = readPlainly(store).map(({ event }) => event["event_name"]);
    expect(names).not.toContain("command.invoked");
  });
});

describe("the panel of the extension", () => {
  /** Sends a request like the page and waits for the response. */
  async function sendRequest(panel: FakeWebviewPanel, method: string): Promise<unknown> {
    const request = { version: PROTOCOL_VERSION, kind: "request", id: 1, method, params: {} };
    panel.webview.received.fire(request);
    return eventually(() => {
      const answer = panel.webview.posted.find((message) =>
        JSON.stringify(message).includes('"id":1'),
      );
      expect(answer).toBeDefined();
      return answer;
    });
  }

  it("shows the extension's own store, with the limits from the settings", async () => {
    const { store, end } = await start({ maxAgeDays: 7 });
    await fake.runCommand("coder.openTelemetryPanel");
    const [panel] = fake.panels.opened;
    if (panel === undefined) throw new Error("There is no panel.");
    expect(await sendRequest(panel, "ready")).toMatchObject({
      kind: "result",
      result: {
        snapshot: {
          source: { kind: "own", folder: store, isReadOnly: false },
          recording: { state: "on" },
          limits: { maxAgeDays: 7 },
        },
      },
    });
    await end();
    expect(panel.isDisposed).toBe(true);
  });

  it("is restored from the previous window", async () => {
    const { end } = await start();
    const panel = new FakeWebviewPanel("coder.telemetryPanel", "Telemetry");
    await fake.panels.serializers.get("coder.telemetryPanel")?.deserializeWebviewPanel(panel, null);
    expect(await sendRequest(panel, "ready")).toMatchObject({ kind: "result" });
    await end();
  });
});
