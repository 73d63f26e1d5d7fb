import "./requireNode.ts";
import { describeFailure } from "../actions/describeFailure.ts";
import { ExportError } from "../export/exportJob.ts";
import { errorCode } from "../platform/fileSystem.ts";
import { HELP, parseCommandLine, USAGE, UsageError, type Command } from "./commandLine.ts";
import { daysCommand } from "./daysCommand.ts";
import { english } from "../platform/english.ts";
import { exportCommand } from "./exportCommand.ts";
import { filesCommand } from "./filesCommand.ts";
import { writeMessage, writeResult } from "./output.ts";
import { dieOf, SignalError } from "./signals.ts";

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["export", exportCommand],
  ["days", daysCommand],
  ["files", filesCommand],
]);

/** Resolves to whether the result is complete, so that scripts can tell missing data from no data. */
async function main(args: readonly string[]): Promise<boolean> {
  const { positionals, options } = parseCommandLine(args);
  const [command, directory, ...rest] = positionals;
  if (options.help === true) {
    await writeResult(HELP.get(command ?? "") ?? USAGE);
    return true;
  }
  if (command === undefined) throw new UsageError("Missing command.");
  const run = COMMANDS.get(command);
  if (run === undefined) throw new UsageError(`Unknown command '${command}'.`);
  if (directory === undefined) throw new UsageError("Missing folder.");
  if (rest.length > 0) throw new UsageError(`Unexpected arguments: ${rest.join(" ")}`);
  return run(directory, options);
}

// Whoever writes a result waits for it; a message without a reader must not change the exit code.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

// Stays so if the process ends before the command does.
process.exitCode = 1;
main(process.argv.slice(2)).then(succeed, fail);

function succeed(isComplete: boolean): void {
  process.exitCode = isComplete ? 0 : 1;
}

function fail(error: unknown): void {
  if (error instanceof SignalError) {
    dieOf(error);
    return;
  }
  process.exitCode = isMisuse(error) ? 2 : 1;
  // A reader such as `head` may close the pipe early, which is not worth a message.
  if (errorCode(error) === "EPIPE") return;
  writeMessage(`coder-telemetry: ${describeFailure(english, error)}`);
  if (error instanceof UsageError) writeMessage(`\n${USAGE.trimEnd()}`);
}

function isMisuse(error: unknown): boolean {
  return (
    error instanceof UsageError ||
    (error instanceof ExportError && error.reason === "targetIsInput")
  );
}
