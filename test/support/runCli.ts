import { spawn } from "node:child_process";
import { join } from "node:path";

const REPOSITORY = join(import.meta.dirname, "..", "..");

/** The command that starts the command-line tool from its sources. */
export const CLI_COMMAND: readonly [string, ...string[]] = [
  process.execPath,
  "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
  join(REPOSITORY, "extension", "cli", "main.ts"),
];

/** The result of a child process. */
export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface RunOptions {
  /** Added to the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** The user to run as. Requires root. */
  readonly uid?: number;
}

/** Runs the command-line tool in a child process and waits for it to end. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<CliResult> {
  return runCommand([...CLI_COMMAND, ...args], options);
}

/** Runs a command in the repository and waits for it to end. */
export function runCommand(
  [file = "", ...args]: readonly string[],
  { env = {}, uid }: RunOptions = {},
): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: REPOSITORY,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(uid !== undefined && { uid }),
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const text = Buffer.concat(stderr).toString();
      resolve({ code, signal, stdout: Buffer.concat(stdout), stderr: text });
    });
  });
}
