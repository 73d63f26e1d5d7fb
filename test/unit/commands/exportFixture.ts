import { promises as fs } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import * as vscode from "vscode";
import type { FileSystem } from "../../../extension/platform/fileSystem.ts";
import { registerCommands } from "../../../extension/vscode/commands.ts";
import { createExportCommand } from "../../../extension/commands/exportCommand.ts";
import { PreviewDocuments } from "../../../extension/vscode/previewDocuments.ts";
import { createUserInterface } from "../../../extension/vscode/userInterface.ts";
import type { CollectingSink } from "../../support/collectingSink.ts";
import { makeEvent } from "../../support/events.ts";
import type { FakeUri } from "../../support/fakeUri.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { makeStoreFolder, toFile } from "../../support/storeFolder.ts";
import { handlersWith } from "./commandHandlers.ts";
import { createExtensionRecorder } from "../../support/extensionRecorder.ts";

export interface ExportFixture {
  /** The telemetry folder. */
  readonly directory: string;
  /** Where the user saves to. */
  readonly folder: string;
  readonly target: string;
  readonly sink: CollectingSink;
  /** Runs the command, and what follows at once. */
  readonly run: () => Promise<void>;
}

interface ExportFixtureOptions {
  readonly fileSystem?: FileSystem;
  readonly hasStore?: boolean;
  /** At the end of the second file. */
  readonly extraLines?: readonly string[];
  readonly sink?: CollectingSink;
}

/** The registered export command with a store of three events in two files. */
export async function exportFixture(options: ExportFixtureOptions = {}): Promise<ExportFixture> {
  const { fileSystem = fs, hasStore = true, extraLines = [] } = options;
  resetFake();
  const directory = await makeStoreFolder({
    "telemetry-2026-06-01-aaaaaaaa.jsonl": toFile([
      makeEvent({ timestamp: "2026-06-01T10:00:00.000Z" }),
      makeEvent({ timestamp: "2026-06-01T11:00:00.000Z", event_sequence: 1 }),
    ]),
    "telemetry-2026-06-02-bbbbbbbb.jsonl":
      toFile([makeEvent({ timestamp: "2026-06-02T10:00:00.000Z" })]) + extraLines.join(""),
  });
  const folder = await makeScratchFolder();
  const { recorder, sink, clock } = createExtensionRecorder(options.sink);
  const log = vscode.window.createOutputChannel("test", { log: true });
  const user = createUserInterface({
    fs: fileSystem,
    clock,
    log,
    previews: new PreviewDocuments(),
    extensionId: "coder.coder-telemetry",
  });
  const command = createExportCommand({
    recorder,
    directory: hasStore ? directory : undefined,
    fs: fileSystem,
    clock,
    log,
    user,
  });
  const handlers = handlersWith({ "coder.exportTelemetry": command });
  registerCommands(handlers, recorder, { log, user, ownExtensionId: "coder.coder-telemetry" });
  return {
    directory,
    folder,
    target: join(folder, "export.json"),
    sink,
    async run() {
      await fake.runCommand("coder.exportTelemetry");
      await nextTurn();
    },
  };
}

/** The user chooses all time, that format and that place. */
export function answerWith(place: FakeUri, format = "JSON array", range = "All time"): void {
  fake.answers.push({ pick: range }, { pick: format }, { saveTo: place });
}
