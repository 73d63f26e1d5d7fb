import * as vscode from "vscode";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { Span } from "../recording/span.ts";
import { toError } from "../platform/fileSystem.ts";
import { describeFailure } from "./failures.ts";
import { showErrorWithLog } from "./log.ts";

/** Every command of this extension; a test holds package.json against this list. */
export const COMMAND_IDS = [
  "coder.openTelemetryPanel",
  "coder.exportTelemetry",
  "coder.openTelemetryFolder",
  "coder.pauseTelemetryRecording",
  "coder.resumeTelemetryRecording",
  "coder.deleteTelemetry",
] as const;

export type CommandId = (typeof COMMAND_IDS)[number];

/** A command's work. It marks the span as aborted where the user gave up. */
export type CommandHandler = (
  span: Span<ExtensionEvents, "command.invoked">,
) => void | Promise<void>;

export interface CommandRegistration {
  readonly disposable: vscode.Disposable;
  readonly registeredCount: number;
  /** Commands that another extension has, so that they were left to it. */
  readonly conflictCount: number;
}

/**
 * Registers every command, each wrapped in a `command.invoked` span. The one place that does so.
 * An id that another extension contributes is left to it, and the log says so: registering it
 * first would make that extension's activation fail.
 */
export function registerCommands(
  handlers: Readonly<Record<CommandId, CommandHandler>>,
  recorder: Recorder<ExtensionEvents>,
  log: vscode.LogOutputChannel,
  ownExtensionId: string,
): CommandRegistration {
  const registered: vscode.Disposable[] = [];
  for (const id of COMMAND_IDS) {
    const owner = otherOwner(id, ownExtensionId);
    if (owner !== undefined) {
      log.warn(`The command ${id} belongs to the extension ${owner} and is left to it.`);
      continue;
    }
    try {
      const run = () => runCommand(id, handlers[id], recorder, log);
      registered.push(vscode.commands.registerCommand(id, run));
    } catch (error) {
      log.warn(`The command ${id} is not available here: ${toError(error).message}`);
    }
  }
  return {
    disposable: vscode.Disposable.from(...registered),
    registeredCount: registered.length,
    conflictCount: COMMAND_IDS.length - registered.length,
  };
}

async function runCommand(
  id: CommandId,
  handler: CommandHandler,
  recorder: Recorder<ExtensionEvents>,
  log: vscode.LogOutputChannel,
): Promise<void> {
  try {
    await recorder.trace("command.invoked", handler, { properties: { commandId: id } });
  } catch (error) {
    log.error(`${id} failed`, error);
    showErrorWithLog(describeFailure(error), log);
  }
}

function otherOwner(id: CommandId, ownExtensionId: string): string | undefined {
  return vscode.extensions.all.find(
    (extension) =>
      extension.id.toLowerCase() !== ownExtensionId.toLowerCase() &&
      contributedCommands(extension.packageJSON).includes(id),
  )?.id;
}

/** Manifests of other extensions are data like any other. */
function contributedCommands(manifest: unknown): readonly unknown[] {
  const commands = member(member(manifest, "contributes"), "commands");
  const list: readonly unknown[] = Array.isArray(commands) ? commands : [commands];
  return list.map((command) => member(command, "command"));
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
