import { execFile, spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { PATIENCE_MS } from "../support/patience.ts";
import { codeServerEntry } from "./ensureCodeServer.ts";

const pollIntervalMs = 50;
const reportedLogLength = 4_000;

/** The data folders of a code-server, and the environment of it and its extensions. */
export interface CodeServerProfile {
  readonly userDataDir: string;
  readonly extensionsDir: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A code-server that responds at `url`. */
export interface RunningCodeServer {
  /** Opens the folder that the server was started for. */
  readonly url: string;
  /** Resolves when the server and all its children have ended for any reason. */
  readonly exited: Promise<void>;
  /** Lets extensions deactivate, and then ends the server and all its children. */
  stop(): Promise<void>;
}

/** Installs the VSIX into the profile. Rejects with the output of code-server if that fails. */
export async function installExtension(
  profile: CodeServerProfile,
  vsixPath: string,
): Promise<void> {
  const args = [codeServerEntry, ...profileArguments(profile), "--install-extension", vsixPath];
  const options = { env: serverEnvironment(profile), timeout: PATIENCE_MS };
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      resolve(`${stdout}${stderr}`.trim() || (error?.message ?? ""));
    });
  });
  if (output.includes("was successfully installed")) return;
  throw new Error(
    `code-server did not install ${vsixPath}: ${output}\n` +
      "Check that the file exists and was built by npm run package.",
  );
}

/**
 * Starts code-server on a free loopback port and resolves when it responds. It ends when it is
 * stopped or this process ends for any reason. `options` are options of code-server.
 */
export async function startCodeServer(
  profile: CodeServerProfile,
  folder: string,
  options: readonly string[] = [],
): Promise<RunningCodeServer> {
  const logFile = join(profile.userDataDir, "code-server.log");
  const guard = spawn(
    process.execPath,
    [
      join(import.meta.dirname, "codeServerGuard.ts"),
      logFile,
      process.execPath,
      codeServerEntry,
      ...profileArguments(profile),
      "--auth=none",
      "--bind-addr=127.0.0.1:0",
      "--disable-telemetry",
      "--disable-update-check",
      "--disable-workspace-trust",
      "--disable-getting-started-override",
      ...options,
      folder,
    ],
    { detached: true, env: serverEnvironment(profile), stdio: ["pipe", "ignore", "inherit"] },
  );
  const exited = new Promise<void>((resolve) => {
    guard.once("exit", () => {
      resolve();
    });
    guard.once("error", () => {
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    guard.stdin.destroy();
    await exited;
  };
  const origin = await waitForOrigin(guard, logFile);
  if (origin === undefined) {
    await stop();
    throw new Error(
      `code-server did not respond within ${PATIENCE_MS / 1000} s. Its output:\n` +
        `${readLog(logFile).slice(-reportedLogLength)}\n` +
        "If its files are damaged, remove test/vscode/node_modules and try again.",
    );
  }
  return { url: `${origin}/?folder=${encodeURIComponent(folder)}`, exited, stop };
}

async function waitForOrigin(guard: ChildProcess, logFile: string): Promise<string | undefined> {
  const deadlineMs = Date.now() + PATIENCE_MS;
  while (Date.now() < deadlineMs && guard.exitCode === null) {
    const origin = /HTTP server listening on (http:\/\/[\d.]+:\d+)/.exec(readLog(logFile))?.[1];
    if (origin !== undefined && (await answers(origin))) return origin;
    await delay(pollIntervalMs);
  }
  return undefined;
}

async function answers(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/healthz`)).ok;
  } catch {
    return false;
  }
}

function readLog(logFile: string): string {
  return existsSync(logFile) ? readFileSync(logFile, "utf8") : "";
}

function profileArguments(profile: CodeServerProfile): string[] {
  return [
    `--user-data-dir=${profile.userDataDir}`,
    `--extensions-dir=${profile.extensionsDir}`,
    `--config=${join(profile.userDataDir, "code-server.yaml")}`,
  ];
}

/**
 * The environment of the profile without variables that configure code-server, with all files
 * inside the profile and without a marketplace.
 */
function serverEnvironment(profile: CodeServerProfile): NodeJS.ProcessEnv {
  const configuring =
    /^(VSCODE_|CODE_SERVER_|ELECTRON_|NODE_OPTIONS$|PORT$|PASSWORD$|HASHED_PASSWORD$)/;
  const inherited = Object.entries(profile.env).filter(([name]) => !configuring.test(name));
  return {
    ...Object.fromEntries(inherited),
    XDG_CONFIG_HOME: join(profile.userDataDir, "xdg", "config"),
    XDG_DATA_HOME: join(profile.userDataDir, "xdg", "data"),
    XDG_CACHE_HOME: join(profile.userDataDir, "xdg", "cache"),
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: "" }),
  };
}
