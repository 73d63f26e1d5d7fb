import { parseArgs } from "node:util";
import { EXPORT_FORMATS } from "../../shared/formats.ts";

const FORMATS = EXPORT_FORMATS.map((format) => format.id).join(" (default) or ");

const ARGUMENTS = `DIR      folder that contains telemetry-YYYY-MM-DD-*.jsonl files`;

const EXPORT_ARGUMENTS = `${ARGUMENTS}
RANGE    all (default), 24h, 7d, 30d, YYYY-MM-DD, or YYYY-MM-DD..YYYY-MM-DD (UTC)
FORMAT   ${FORMATS}
FILE     output file, or "-" for standard output`;

const EXIT_CODES = "Exit codes: 0 success, 1 failure, 2 invalid usage.";

export const USAGE = `Usage:
  coder-telemetry export DIR --output FILE [--range RANGE] [--format FORMAT] [--json]
  coder-telemetry days DIR [--json]
  coder-telemetry files DIR [--json]

${EXPORT_ARGUMENTS}
--json   print one line of JSON; "coder-telemetry COMMAND --help" says what is in it

${EXIT_CODES}
`;

/** The help of each command. */
export const HELP: ReadonlyMap<string, string> = new Map([
  [
    "export",
    `Usage: coder-telemetry export DIR --output FILE [--range RANGE] [--format FORMAT] [--json]

Exports the events of a time range as one document. A range without events gives an empty document.

${EXPORT_ARGUMENTS}
--json   print {"events", "files", "skippedLines", "bytes"}, all numbers, and if there are any,
         "unreadFiles" and "foreignFiles" (files without a single event, counted up to 100);
         on standard error if the document is on standard output

${EXIT_CODES} Unreadable files, and files without a single
event, count as a failure; FILE then holds the events of the others.
`,
  ],
  [
    "days",
    `Usage: coder-telemetry days DIR [--json]

Lists the number of events on each day.

${ARGUMENTS}
--json   print an array of {"day", "events", "errors", "files", "skippedLines", "bytes"}; "day" is
         YYYY-MM-DD (UTC), the others are numbers

${EXIT_CODES}
`,
  ],
  [
    "files",
    `Usage: coder-telemetry files DIR [--json]

Lists the number of events in each file.

${ARGUMENTS}
--json   print an array of {"file", "day", "session", "segment", "events", "errors",
         "skippedLines", "bytes"}; "file", "day", and "session" are strings, the others numbers

${EXIT_CODES}
`,
  ],
]);

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

/** Runs a command on a folder of telemetry files. Resolves to whether its result is complete. */
export type Command = (directory: string, options: Options) => Promise<boolean>;

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
