import { errorCode, toError } from "../platform/fileSystem.ts";
import { parseCommandLine, USAGE, UsageError, type Command } from "./commandLine.ts";
import { daysCommand } from "./daysCommand.ts";
import { exportCommand } from "./exportCommand.ts";
import { filesCommand } from "./filesCommand.ts";

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["export", exportCommand],
  ["days", daysCommand],
  ["files", filesCommand],
]);

async function main(args: readonly string[]): Promise<void> {
  const { positionals, options } = parseCommandLine(args);
  if (options.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const [command, directory, ...rest] = positionals;
  if (command === undefined) throw new UsageError("A command is missing.");
  const run = COMMANDS.get(command);
  if (run === undefined) throw new UsageError(`${command}: no such command.`);
  if (directory === undefined) throw new UsageError("The folder is missing.");
  if (rest.length > 0) throw new UsageError(`${rest.join(" ")}: too many arguments.`);
  await run(directory, options);
}

/** Whoever reads standard output may close it early, as `head` does: that is no news to tell. */
process.stdout.on("error", (error: Error) => {
  if (errorCode(error) !== "EPIPE") process.stderr.write(`coder-telemetry: ${error.message}\n`);
  process.exit(1);
});

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`coder-telemetry: ${toError(error).message}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${USAGE}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
