import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand, type CliResult } from "./runCli.ts";
import { makeScratchFolder } from "./scratchFolder.ts";

/** A file that a process opened: its path, and how many files were open at that time. */
export interface OpenedFile {
  readonly path: string;
  /** Files under the watched folder, including this one. */
  readonly openCount: number;
}

export interface TracedRun extends CliResult {
  readonly opened: readonly OpenedFile[];
}

let traceable: Promise<boolean> | undefined;

/** Whether opened files can be traced. Throws in CI if they cannot. */
export async function canTrace(): Promise<boolean> {
  return (traceable ??= probeTrace());
}

async function probeTrace(): Promise<boolean> {
  const trace = join(await makeScratchFolder(), "trace");
  const probe = await runCommand(["strace", "-o", trace, "true"]).catch(() => undefined);
  if (probe?.code === 0) return true;
  const reason = "strace is missing or may not trace: what the process opens is NOT checked";
  if (process.env["CI"] !== undefined) throw new Error(`${reason}. Install strace in CI.`);
  console.error(`\n*** ${reason} ***\n`);
  return false;
}

/** Runs a command under strace and returns the files under `folder` that it opened. */
export async function traceOpens(command: readonly string[], folder: string): Promise<TracedRun> {
  const traceFile = join(await makeScratchFolder(), "trace");
  const strace = ["strace", "-f", "-qq", "-s", "4096", "-e", "trace=openat,open,close"];
  const result = await runCommand([...strace, "-o", traceFile, ...command]);
  return { ...result, opened: parseTrace(await readFile(traceFile, "utf8"), folder) };
}

const OPEN = /\bopen(?:at)?\((?:AT_FDCWD, )?"([^"]*)".* = (\d+)$/;
const CLOSE = /\bclose\((\d+)/;
const UNFINISHED = /^(\d+) +(.*) <unfinished \.\.\.>$/;
const RESUMED = /^(\d+) +<\.\.\. \w+ resumed>(.*)$/;

function parseTrace(trace: string, folder: string): OpenedFile[] {
  const opened: OpenedFile[] = [];
  const open = new Set<string>();
  for (const call of wholeCalls(trace)) {
    const [, path, descriptor] = OPEN.exec(call) ?? [];
    if (path?.startsWith(`${folder}/`) === true && descriptor !== undefined) {
      open.add(descriptor);
      opened.push({ path, openCount: open.size });
    }
    const [, closed] = CLOSE.exec(call) ?? [];
    if (closed !== undefined) open.delete(closed);
  }
  return opened;
}

/**
 * A call that is interrupted by another thread is written in two parts. The descriptor of an
 * interrupted close may already be reused, so it is free after the first part.
 */
function* wholeCalls(trace: string): Generator<string> {
  const started = new Map<string, string>();
  for (const line of trace.split("\n")) {
    const [, waiting, start] = UNFINISHED.exec(line) ?? [];
    const [, going, rest] = RESUMED.exec(line) ?? [];
    if (start !== undefined && CLOSE.test(start)) yield start;
    else if (waiting !== undefined && start !== undefined) started.set(waiting, start);
    else if (going !== undefined) {
      yield `${started.get(going) ?? ""}${rest ?? ""}`;
      // Or the end of an interrupted close would repeat it.
      started.delete(going);
    } else yield line;
  }
}
