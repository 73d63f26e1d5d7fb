import { promises as fs } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { afterEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "../../../extension/platform/clock.ts";
import { nodeScheduler } from "../../../extension/platform/scheduler.ts";
import { COMMAND_IDS, type CommandId } from "../../../extension/recording/commandIds.ts";
import { createIdSource } from "../../../extension/recording/ids.ts";
import { ERROR_REASONS } from "../../../extension/recording/recordableError.ts";
import { createEditor } from "../../../extension/vscode/editor.ts";
import { createTelemetry } from "../../../extension/wiring/telemetry.ts";
import { makeActivationContext } from "../../support/activationContext.ts";
import { eventually } from "../../support/eventually.ts";
import { fake, resetFake, Uri } from "../../support/fakeVscode.ts";
import { interceptFileSystem, type FileCall } from "../../support/interceptedFileSystem.ts";
import { readPlainly } from "../../support/plainReader.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { seededRandom } from "../../support/seededRandom.ts";
import { scratchTemporaryFolder } from "./scratchTemporaryFolder.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

const HOST = "secret-host";

/** Around each text that the language of VS Code has made. */
const LOCALIZED = "⟦";

const REMOTE = Uri.parse(`vscode-vfs://${HOST}/secret/export.json`);

/** What may be recorded of an error. */
const ALLOWED_MESSAGES = [
  ...Object.values(ERROR_REASONS),
  "Unexpected error",
  "System call failed: scandir",
];

/** An error as VS Code throws it: in its language, with what the user chose. */
function localizedError(): Error {
  return new Error(`${LOCALIZED}Zugriff verweigert⟧: /home/me/secret auf ${HOST}`);
}

/** A window of VS Code in another language, with the extension in it. */
async function openWindow() {
  resetFake();
  fake.translate = (message) => `${LOCALIZED}${message}⟧`;
  const storage = join(await makeScratchFolder(), "secret");
  let isFailing: (call: FileCall) => boolean = () => false;
  const disk = interceptFileSystem(fs, (call, proceed) => {
    if (!isFailing(call)) return proceed();
    const error = new Error(`EACCES: permission denied, scandir '${call.path}'`);
    return Promise.reject(Object.assign(error, { code: "EACCES", syscall: "scandir" }));
  });
  const random = seededRandom(3);
  const system = {
    fs: disk,
    clock: systemClock,
    scheduler: nodeScheduler,
    ids: createIdSource((buffer) => {
      for (let index = 0; index < buffer.length; index++) buffer[index] = random() * 256;
      return buffer;
    }),
    watchFolder: () => () => undefined,
    environment: {},
    machine: { name: HOST, osType: "linux", osVersion: "6.1", hostArch: "x64" },
  };
  const context = makeActivationContext(storage);
  const editor = createEditor(context, system);
  const telemetry = createTelemetry(system, editor);
  return {
    storage,
    telemetry,
    /** Such calls of the file system fail from now on. */
    fail: (isAffected: (call: FileCall) => boolean) => {
      isFailing = isAffected;
    },
    /** The window closes; all that was recorded then. */
    close: async () => {
      isFailing = () => false;
      const ended = telemetry.deactivate();
      for (const subscription of context.subscriptions.reverse()) subscription.dispose();
      await ended;
      return readPlainly(join(storage, "telemetry")).map(({ event }) => event);
    },
  };
}

type Window = Awaited<ReturnType<typeof openWindow>>;

interface Scenario {
  readonly name: string;
  readonly arrange: (window: Window) => void | Promise<void>;
  /** Whether recording is off by then, so that the failure is not recorded. */
  readonly isOff?: boolean;
}

function breaks(method: "createWebviewPanel" | "showQuickPick" | "showOpenDialog"): Scenario {
  return {
    name: `where ${method} fails`,
    arrange: () => {
      vi.spyOn(vscode.window, method).mockImplementation(() => {
        throw localizedError();
      });
    },
  };
}

function exportTo(target: (window: Window) => typeof REMOTE): Scenario["arrange"] {
  return (window) => {
    fake.answers.push(
      { pick: `${LOCALIZED}All time⟧` },
      { pick: "JSON array" },
      { saveTo: target(window) },
    );
  };
}

/** How each command fails; a new command does not compile without. */
const SCENARIOS: Readonly<Record<CommandId, readonly Scenario[]>> = {
  "coder.openTelemetryPanel": [breaks("createWebviewPanel")],
  "coder.exportTelemetry": [
    breaks("showQuickPick"),
    {
      name: "where the folder cannot be read",
      arrange: async (window) => {
        await exportTo(({ storage }) => Uri.file(`${storage}/export.json`))(window);
        window.fail(({ name }) => name === "readdir");
      },
    },
    {
      name: "where there is no folder for the document",
      arrange: exportTo(({ storage }) => Uri.file(`${storage}/no/such/export.json`)),
    },
    {
      name: "where the document cannot be copied to another file system",
      arrange: async (window) => {
        await scratchTemporaryFolder();
        await exportTo(() => REMOTE)(window);
        fake.copyError = Object.assign(localizedError(), { code: "NoPermissions" });
      },
    },
  ],
  "coder.openTelemetryFolder": [
    breaks("showOpenDialog"),
    {
      name: "where the panel cannot be opened",
      arrange: () => {
        fake.answers.push({ open: Uri.file("/home/me/secret") });
        vi.spyOn(vscode.window, "createWebviewPanel").mockImplementation(() => {
          throw localizedError();
        });
      },
    },
    {
      name: "where the folder is not on this machine",
      arrange: () => {
        fake.answers.push({ open: REMOTE });
      },
    },
  ],
  "coder.pauseTelemetryRecording": [
    {
      name: "where the pause cannot be written",
      arrange: ({ fail }) => {
        fail(({ name, path }) => name === "open" && path.endsWith(".tmp"));
      },
      isOff: true,
    },
  ],
  "coder.resumeTelemetryRecording": [
    {
      name: "where the pause cannot be removed",
      arrange: ({ fail }) => {
        fail(({ name }) => name === "unlink");
      },
    },
  ],
  "coder.deleteTelemetry": [
    {
      name: "where the folder cannot be read",
      arrange: ({ fail }) => {
        fail(({ name }) => name === "readdir");
      },
    },
    {
      name: "where the user cannot be asked",
      arrange: () => {
        vi.spyOn(vscode.window, "showInformationMessage").mockRejectedValue(localizedError());
      },
    },
  ],
};

function expectNothingPersonal(events: readonly object[], { storage }: Window): void {
  const recorded = JSON.stringify(events);
  for (const text of [storage, "secret", HOST, LOCALIZED, "vscode-vfs", "Zugriff"]) {
    expect(recorded).not.toContain(text);
  }
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(COMMAND_IDS)("a failure of %s", (command) => {
  it.each(SCENARIOS[command])(
    "$name is shown in full, and recorded without anything of the user",
    async ({ arrange, isOff = false }) => {
      const window = await openWindow();
      await window.telemetry.activate();
      await eventually(() => {
        expect(fake.fileWatchers).not.toEqual([]);
      });
      await arrange(window);
      await fake.runCommand(command);
      expect(fake.messages.at(-1)?.severity).toBe("error");
      expect(fake.messages.at(-1)?.message).toMatch(/secret|⟦/);
      const events = await window.close();
      expectNothingPersonal(events, window);
      const failed = events.filter(({ error }) => error !== undefined);
      expect(failed.map(({ event_name }) => event_name).includes("command.invoked")).toBe(!isOff);
      for (const { error } of failed) {
        expect(ALLOWED_MESSAGES).toContain((error as { readonly message: string }).message);
      }
    },
  );
});

it("a failure of the activation is recorded without anything of the user", async () => {
  const window = await openWindow();
  vi.spyOn(vscode.workspace, "onDidChangeConfiguration").mockImplementation(() => {
    throw localizedError();
  });
  await expect(window.telemetry.activate()).rejects.toThrow("Zugriff");
  const events = await window.close();
  expectNothingPersonal(events, window);
  expect(
    events.map(({ event_name, error }) => [event_name, (error as { message?: string }).message]),
  ).toEqual([
    ["activation.settings", "Unexpected error"],
    ["activation", "Unexpected error"],
  ]);
});
