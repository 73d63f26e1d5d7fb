import * as vscode from "vscode";
import { describeFailure } from "../actions/describeFailure.ts";
import type { UserInterface } from "../actions/userInterface.ts";
import type { CommandHandler, CommandHandlers } from "../commands/commandHandler.ts";
import { toError } from "../platform/fileSystem.ts";
import { COMMAND_IDS, type CommandId } from "../recording/commandIds.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { CommandRegistration } from "../wiring/editor.ts";

export interface RegistrationOptions {
  readonly log: vscode.LogOutputChannel;
  readonly user: Pick<UserInterface, "l10n" | "showError">;
  readonly ownExtensionId: string;
}

/**
 * Registers every command, each wrapped in a `command.invoked` span. Commands must not be
 * registered anywhere else. Skips and logs ids that another extension contributes: registering one
 * first would make that extension fail to activate.
 */
export function registerCommands(
  handlers: CommandHandlers,
  recorder: Recorder<ExtensionEvents>,
  options: RegistrationOptions,
): CommandRegistration {
  const { log, ownExtensionId } = options;
  const registered: vscode.Disposable[] = [];
  for (const id of COMMAND_IDS) {
    const owner = findOtherOwner(id, ownExtensionId);
    if (owner !== undefined) {
      log.warn(`Skipped the command ${id}: it is contributed by the extension ${owner}.`);
      continue;
    }
    try {
      const run = () => runCommand(id, handlers[id], recorder, options);
      registered.push(vscode.commands.registerCommand(id, run));
    } catch (error) {
      log.warn(`Could not register the command ${id}: ${toError(error).message}`);
    }
  }
  return {
    dispose: () => {
      vscode.Disposable.from(...registered).dispose();
    },
    registeredCount: registered.length,
    conflictCount: COMMAND_IDS.length - registered.length,
  };
}

async function runCommand(
  id: CommandId,
  handler: CommandHandler,
  recorder: Recorder<ExtensionEvents>,
  { log, user }: RegistrationOptions,
): Promise<void> {
  try {
    await recorder.trace("command.invoked", handler, { properties: { commandId: id } });
  } catch (error) {
    log.error(`The command ${id} failed`, error);
    user.showError(describeFailure(user.l10n, error));
  }
}

function findOtherOwner(id: CommandId, ownExtensionId: string): string | undefined {
  return vscode.extensions.all.find(
    (extension) =>
      extension.id.toLowerCase() !== ownExtensionId.toLowerCase() &&
      contributedCommands(extension.packageJSON).includes(id),
  )?.id;
}

/** Manifests of other extensions are untrusted. */
function contributedCommands(manifest: unknown): readonly unknown[] {
  const commands = getMember(getMember(manifest, "contributes"), "commands");
  const list: readonly unknown[] = Array.isArray(commands) ? commands : [commands];
  return list.map((command) => getMember(command, "command"));
}

function getMember(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
