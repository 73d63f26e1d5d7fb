import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { EVENTS } from "../../extension/recording/eventCatalog.ts";
import { undeclaredParts } from "../support/declaredEvents.ts";
import { readPlainly, type PlainEvent } from "../support/plainReader.ts";
import { openVsCode, type VsCodeSession } from "./session.ts";

const EXPORT = "Coder: Export Telemetry…";

describe.skipIf(inject("vsCodeMissing") !== "")("recording in VS Code", () => {
  const folder = mkdtempSync(join(tmpdir(), "coder-telemetry-folder-"));
  let session: VsCodeSession;
  let store: string;

  beforeAll(async () => {
    // A workspace that tries to turn recording off and delete stored events.
    mkdirSync(join(folder, ".vscode"));
    writeFileSync(
      join(folder, ".vscode/settings.json"),
      JSON.stringify({
        "coder.telemetry.level": "off",
        "coder.telemetry.local": { maxTotalBytes: 4096, flushIntervalMs: 3_600_000 },
        "coder.telemetry": { level: "off" },
      }),
    );
    session = await openVsCode({
      vsixPath: inject("vsixPath"),
      folder,
      env: { CODER_URL: "https://user:secret@dev.coder.example.com/?token=hidden" },
      settings: { "coder.telemetry.local": { flushIntervalMs: 1_000 } },
    });
    store = join(session.globalStorageDir, "telemetry");
  });

  afterAll(async () => {
    await session.close();
    rmSync(folder, { recursive: true });
  });

  /** Waits until the sink has written the expected events. */
  async function recorded(
    isComplete: (events: readonly PlainEvent[]) => boolean,
  ): Promise<readonly PlainEvent[]> {
    let events: readonly PlainEvent[] = [];
    await expect
      .poll(() => {
        events = statSync(store, { throwIfNoEntry: false }) === undefined ? [] : readPlainly(store);
        return isComplete(events);
      })
      .toBe(true);
    return events;
  }

  const named = (events: readonly PlainEvent[], name: string) =>
    events.filter(({ event }) => event["event_name"] === name).map(({ event }) => event);

  it("records the activation with its phases, whatever the workspace settings", async () => {
    const events = await recorded((all) => named(all, "activation").length === 1);
    const [activation] = named(events, "activation");
    expect(activation).toMatchObject({
      properties: { result: "success" },
      deployment_url: "https://dev.coder.example.com",
    });
    expect(named(events, "activation.settings")).toHaveLength(1);
    expect(named(events, "activation.commands")[0]).toMatchObject({
      trace_id: activation?.["trace_id"],
      parent_event_id: activation?.["event_id"],
      measurements: { registered: 6, conflicts: 0 },
    });
    expect(JSON.stringify(events)).not.toMatch(/secret|hidden/);
  });

  it("makes the folder and the files private", () => {
    expect(statSync(store).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(store)) {
      expect(statSync(join(store, name)).mode & 0o777).toBe(0o600);
    }
  });

  it("records every command, with its result", async () => {
    await session.workbench.runCommand(EXPORT);
    await session.workbench.pressEscape();
    const events = await recorded((all) => named(all, "command.invoked").length === 1);
    expect(named(events, "command.invoked")[0]).toMatchObject({
      properties: { commandId: "coder.exportTelemetry", result: "aborted" },
    });
  });

  it("records nothing while the level is off", async () => {
    await session.workbench.setSettings({ "coder.telemetry.level": "off" });
    const before = readPlainly(store).length;
    await session.workbench.runCommand(EXPORT);
    await session.workbench.pressEscape();
    await session.workbench.setSettings({ "coder.telemetry.level": "local" });
    await session.workbench.runCommand(EXPORT);
    await session.workbench.pressEscape();
    const events = await recorded((all) => named(all, "command.invoked").length === 2);
    expect(named(events, "settings.changed")).toHaveLength(1);
    expect(events).toHaveLength(before + 2);
  });

  it("writes buffered events before a reload", async () => {
    // Only the end of the session flushes.
    await session.workbench.setSettings({
      "coder.telemetry.local": { flushIntervalMs: 3_600_000 },
    });
    await recorded((all) => named(all, "settings.changed").length >= 1);
    const filesBefore = readdirSync(store);
    const commandsBefore = named(readPlainly(store), "command.invoked").length;
    await session.workbench.runCommand(EXPORT);
    await session.workbench.pressEscape();
    await session.workbench.setSettings({ "coder.telemetry.local": { flushIntervalMs: 1_000 } });
    await session.workbench.setSettings({
      "coder.telemetry.local": { flushIntervalMs: 3_600_000 },
    });
    await session.workbench.runCommand(EXPORT);
    await session.workbench.pressEscape();
    await session.workbench.reloadWindow();
    await recorded((all) => named(all, "command.invoked").length === commandsBefore + 2);
    expect(readdirSync(store).length).toBeGreaterThanOrEqual(filesBefore.length);
  });

  it("records only events and fields in the catalog", () => {
    const events = readPlainly(store);
    expect(events.length).toBeGreaterThan(5);
    expect(events.flatMap(({ event }) => undeclaredParts(event, EVENTS))).toEqual([]);
  });
});
