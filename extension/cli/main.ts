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
  if (command === undefined) throw new UsageError("Missing command.");
  const run = COMMANDS.get(command);
  if (run === undefined) throw new UsageError(`Unknown command '${command}'.`);
  if (directory === undefined) throw new UsageError("Missing folder.");
  if (rest.length > 0) throw new UsageError(`Unexpected arguments: ${rest.join(" ")}`);
  await run(directory, options);
}

// A reader such as `head` may close the pipe early, which is not an error.
process.stdout.on("error", (error: Error) => {
  if (errorCode(error) !== "EPIPE") process.stderr.write(`coder-telemetry: ${error.message}\n`);
  process.exit(1);
});

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`coder-telemetry: ${toError(error).message}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${USAGE}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
