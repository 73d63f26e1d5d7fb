import { parseArgs } from "node:util";
import { EXPORT_FORMATS } from "../../shared/formats.ts";

export const USAGE = `Usage:
  coder-telemetry export DIR --output FILE [--range RANGE] [--format FORMAT] [--json]
  coder-telemetry days DIR [--json]
  coder-telemetry files DIR [--json]

DIR      folder that contains telemetry-YYYY-MM-DD-*.jsonl files
RANGE    all (default), 24h, 7d, 30d, YYYY-MM-DD, or YYYY-MM-DD..YYYY-MM-DD (UTC)
FORMAT   ${EXPORT_FORMATS.map((format) => format.id).join(" (default) or ")}
FILE     output file, or "-" for standard output
--json   print one line of JSON; for export: {events, files, skippedLines, bytes}

Exit codes: 0 success, 1 failure, 2 invalid usage.
`;

/** An invalid command line; the message says what is wrong with it. */
export class UsageError extends Error {}

export interface CommandLine {
  readonly positionals: readonly string[];
  readonly options: Options;
}

/** Values of the options; undefined if omitted. */
export interface Options {
  readonly range?: string | undefined;
  readonly format?: string | undefined;
  readonly output?: string | undefined;
  readonly json?: boolean | undefined;
  readonly help?: boolean | undefined;
}

/** Runs a command on a folder of telemetry files. */
export type Command = (directory: string, options: Options) => Promise<void>;

/** Throws a `UsageError` for an unknown option. */
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

/** Throws a `UsageError` if a listing command was given an option of `export`. */
export function rejectExportOptions(command: string, options: Options): void {
  for (const name of ["range", "format", "output"] as const) {
    if (options[name] !== undefined) {
      throw new UsageError(`Option '--${name}' cannot be used with '${command}'.`);
    }
  }
}
