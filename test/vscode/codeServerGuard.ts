/**
 * A process between code-server and the process that starts it. It stops code-server and all its
 * children as soon as its standard input ends. The operating system ends that even if the starting
 * process is killed.
 *
 * Usage: node codeServerGuard.ts LOG_FILE COMMAND [ARGUMENT...]
 */
import { spawn } from "node:child_process";
import { openSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

// VS Code gives extensions five seconds to deactivate once the server is gone.
const gracefulTimeoutMs = 10_000;
const forcedTimeoutMs = 2_000;
const pollIntervalMs = 50;

const [logFile, command, ...args] = process.argv.slice(2);
if (logFile === undefined || command === undefined) {
  throw new Error("codeServerGuard.ts was started without a log file and a command to run.");
}

const log = openSync(logFile, "a");
const server = spawn(command, args, { detached: true, stdio: ["ignore", log, log] });
let isStopping = false;

server.once("error", (error) => {
  console.error(`code-server could not be started: ${error.message}`);
  process.exit(1);
});
server.once("exit", (exitCode) => {
  void stop(exitCode ?? 1);
});
process.stdin.resume();
process.stdin.once("close", () => void stop(0));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => void stop(0));
}

async function stop(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  // Signal only the server. The extension host notices that it is gone, and deactivates.
  server.kill("SIGTERM");
  if (!(await isGroupGoneWithin(gracefulTimeoutMs))) {
    signalGroup("SIGTERM");
    if (!(await isGroupGoneWithin(forcedTimeoutMs))) signalGroup("SIGKILL");
  }
  process.exit(exitCode);
}

async function isGroupGoneWithin(timeoutMs: number): Promise<boolean> {
  const deadlineMs = Date.now() + timeoutMs;
  while (isGroupAlive()) {
    if (Date.now() > deadlineMs) return false;
    await delay(pollIntervalMs);
  }
  return true;
}

function isGroupAlive(): boolean {
  if (!signalGroup(0)) return false;
  // Without an init process that reaps orphans, zombies stay in the group. Only Linux shows them.
  return process.platform !== "linux" || readdirSync("/proc").some(isLivingMember);
}

function isLivingMember(entry: string): boolean {
  if (!/^\d+$/.test(entry)) return false;
  try {
    const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
    const [state, , group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(group) === server.pid && state !== "Z";
  } catch {
    return false;
  }
}

function signalGroup(signal: NodeJS.Signals | 0): boolean {
  if (server.pid === undefined) return false;
  try {
    process.kill(-server.pid, signal);
    return true;
  } catch {
    return false;
  }
}
