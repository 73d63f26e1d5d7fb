import { promises as fs } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { beforeEach, describe, expect, it, vi } from "vitest";
import * as vscode from "vscode";
import { EVENTS } from "../../../extension/recording/eventCatalog.ts";
import type { CommandHandler } from "../../../extension/commands/commandHandler.ts";
import { COMMAND_IDS } from "../../../extension/recording/commandIds.ts";
import { registerCommands } from "../../../extension/vscode/commands.ts";
import { PreviewDocuments } from "../../../extension/vscode/previewDocuments.ts";
import { createUserInterface } from "../../../extension/vscode/userInterface.ts";
import type { CommandRegistration } from "../../../extension/wiring/editor.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";
import { handlersWith } from "../commands/commandHandlers.ts";
import {
  createExtensionRecorder,
  type ExtensionRecorder,
} from "../../support/extensionRecorder.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

const EXPORT = "coder.exportTelemetry";
const OTHERS = COMMAND_IDS.filter((id) => id !== EXPORT);
const OWN_ID = "coder.coder-telemetry";

let recording: ExtensionRecorder;

beforeEach(() => {
  resetFake();
  recording = createExtensionRecorder();
});

function register(handler: CommandHandler = () => Promise.resolve()): CommandRegistration {
  const log = vscode.window.createOutputChannel("test", { log: true });
  const handlers = handlersWith({ [EXPORT]: handler });
  const user = createUserInterface({
    fs,
    clock: recording.clock,
    log,
    previews: new PreviewDocuments(),
    extensionId: OWN_ID,
  });
  return registerCommands(handlers, recording.recorder, { log, user, ownExtensionId: OWN_ID });
}

function contributing(...commands: readonly unknown[]): unknown {
  return { contributes: { commands } };
}

describe("the ids of the commands", () => {
  it("are those that package.json contributes, in the category Coder", async () => {
    const text = await readFile(join(import.meta.dirname, "../../../package.json"), "utf8");
    const { contributes } = JSON.parse(text) as {
      contributes: { commands: readonly { command: string; category: string }[] };
    };
    expect(contributes.commands.map(({ command }) => command)).toEqual([...COMMAND_IDS]);
    expect(new Set(contributes.commands.map(({ category }) => category))).toEqual(
      new Set(["Coder"]),
    );
  });

  it("are those that the catalogue's event command.invoked knows", () => {
    expect(EVENTS["command.invoked"].properties.commandId.values).toEqual(COMMAND_IDS);
  });
});

describe("registerCommands", () => {
  it("registers every command and unregisters them when it is disposed", () => {
    const registration = register();
    const { registeredCount, conflictCount } = registration;
    expect([...fake.commands.keys()]).toEqual([...COMMAND_IDS]);
    expect([registeredCount, conflictCount]).toEqual([COMMAND_IDS.length, 0]);
    expect(fake.logLines).toEqual([]);
    registration.dispose();
    expect(fake.commands.size).toBe(0);
  });

  it("leaves a command to the extension that contributes it, and says so in the log", () => {
    fake.extensions = [
      { id: "other.extension", packageJSON: contributing({ command: EXPORT, title: "Export" }) },
    ];
    const { registeredCount, conflictCount } = register();
    expect([...fake.commands.keys()]).toEqual(OTHERS);
    expect([registeredCount, conflictCount]).toEqual([OTHERS.length, 1]);
    expect(fake.logLines).toEqual([
      `[warning] Skipped the command ${EXPORT}: it is contributed by the extension other.extension.`,
    ]);
  });

  it("sees the command of an extension that contributes a single one without a list", () => {
    const packageJSON = { contributes: { commands: { command: EXPORT, title: "Export" } } };
    fake.extensions = [{ id: "other.extension", packageJSON }];
    expect(register().conflictCount).toBe(1);
  });

  it("knows its own extension again, whatever the case of its id", () => {
    fake.extensions = [
      { id: OWN_ID, packageJSON: contributing({ command: EXPORT }) },
      { id: "Coder.Coder-Telemetry", packageJSON: contributing({ command: EXPORT }) },
    ];
    expect(register().registeredCount).toBe(COMMAND_IDS.length);
  });

  it.each([
    undefined,
    null,
    "no manifest",
    {},
    { contributes: null },
    { contributes: { commands: null } },
    { contributes: { commands: [null, 5, { title: "no command" }, { command: 7 }] } },
    contributing({ command: `${EXPORT}.more` }),
  ])("is not misled by the manifest of another extension (%j)", (packageJSON) => {
    fake.extensions = [{ id: "other.extension", packageJSON }];
    expect(register().registeredCount).toBe(COMMAND_IDS.length);
  });

  it("survives a registration that throws, and says so in the log", () => {
    fake.refusedCommands.add(EXPORT);
    const registration = register();
    const { registeredCount, conflictCount } = registration;
    expect([registeredCount, conflictCount]).toEqual([OTHERS.length, 1]);
    expect(fake.logLines).toEqual([
      `[warning] Could not register the command ${EXPORT}: command '${EXPORT}' already exists`,
    ]);
    registration.dispose();
  });
});

describe("a run of a command", () => {
  it("is recorded with the command's id, its duration and success", async () => {
    register();
    await fake.runCommand(EXPORT);
    expect(recording.sink.events).toHaveLength(1);
    expect(recording.sink.single("command.invoked")).toMatchObject({
      properties: { commandId: EXPORT, result: "success" },
      measurements: { durationMs: 5 },
    });
  });

  it("is recorded as aborted where the user gave up", async () => {
    register((span) => {
      span.markAborted();
      return Promise.resolve();
    });
    await fake.runCommand(EXPORT);
    const { properties } = recording.sink.single("command.invoked");
    expect(properties).toEqual({ commandId: EXPORT, result: "aborted" });
    expect(fake.messages).toEqual([]);
  });

  it("is recorded as an error with the code of what was thrown, and not its message", async () => {
    register(() => Promise.reject(Object.assign(new Error("disk full"), { code: "ENOSPC" })));
    await fake.runCommand(EXPORT);
    expect(recording.sink.single("command.invoked")).toMatchObject({
      properties: { commandId: EXPORT, result: "error" },
      error: { message: "Unexpected error", type: "Error", code: "ENOSPC" },
    });
  });

  it("tells the user what went wrong and logs it, instead of failing", async () => {
    register(() => Promise.reject(new Error("disk full")));
    await expect(fake.runCommand(EXPORT)).resolves.toBeUndefined();
    expect(fake.messages).toEqual([
      { severity: "error", message: "disk full", actions: ["Show Log"] },
    ]);
    expect(fake.logLines).toEqual([`[error] The command ${EXPORT} failed Error: disk full`]);
    expect(fake.logShownCount).toBe(0);
  });

  it("shows the log to a user who asks for it", async () => {
    fake.messageChoice = "Show Log";
    register(() => Promise.reject(new Error("disk full")));
    await fake.runCommand(EXPORT);
    await nextTurn();
    expect(fake.logShownCount).toBe(1);
  });

  it("survives a handler that throws at once", async () => {
    register(() => {
      throw new Error("at once");
    });
    await fake.runCommand(EXPORT);
    expect(fake.messages).toMatchObject([{ severity: "error", message: "at once" }]);
    expect(recording.sink.single("command.invoked").properties["result"]).toBe("error");
  });
});
