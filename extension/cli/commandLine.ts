import { parseArgs } from "node:util";
import { EXPORT_FORMATS } from "../../shared/formats.ts";

export const USAGE = `Usage:
  coder-telemetry export DIR --output FILE [--range RANGE] [--format FORMAT] [--json]
  coder-telemetry days DIR [--json]
  coder-telemetry files DIR [--json]

DIR      a folder with telemetry-YYYY-MM-DD-*.jsonl files
RANGE    all (default), 24h, 7d, 30d, YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD, in UTC
FORMAT   ${EXPORT_FORMATS.map((format) => format.id).join(" (default) or ")}
FILE     "-" is standard output
--json   the summary as one line of JSON: {events, files, skippedLines, bytes}

Exit code 0: done, 1: failed, 2: wrong usage.
`;

/** Wrong usage: the message says what is wrong with the command line. */
export class UsageError extends Error {}

export interface CommandLine {
  readonly positionals: readonly string[];
  readonly options: Options;
}

/** What was given for each option; what is undefined was not. */
export interface Options {
  readonly range?: string | undefined;
  readonly format?: string | undefined;
  readonly output?: string | undefined;
  readonly json?: boolean | undefined;
  readonly help?: boolean | undefined;
}

/** A command's work on a folder of telemetry files. */
export type Command = (directory: string, options: Options) => Promise<void>;

/** Throws a `UsageError` for an option that no command has. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        range: { type: "string" },
        format: { type: "string" },
        output: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    return { positionals, options: values };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** For a command that only lists. */
export function requireNoExportOptions(command: string, options: Options): void {
  for (const name of ["range", "format", "output"] as const) {
    if (options[name] !== undefined) throw new UsageError(`${command} takes no --${name}.`);
  }
}
