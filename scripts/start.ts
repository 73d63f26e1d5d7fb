/**
 * Builds and packages the extension and opens it in a real VS Code with a temporary profile:
 * desktop VS Code if "code" is on PATH, otherwise code-server in the browser.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeSampleStore } from "../test/support/sampleStore.ts";
import { installExtension, startCodeServer } from "../test/vscode/codeServer.ts";
import { ensureCodeServer } from "../test/vscode/ensureCodeServer.ts";
import { findOnPath } from "../test/vscode/executable.ts";
import {
  createScratchProfile,
  removeScratchProfile,
  type ScratchProfile,
} from "../test/vscode/scratchProfile.ts";

const repositoryFolder = join(import.meta.dirname, "..");
const sampleDays = 30;

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  const options = readOptions();
  const vsixPath = await packageExtension();
  const interruption = interruptionSignal();
  const profile = await createScratchProfile({});
  try {
    if (options.sample) await writeSample(profile);
    console.log(`Telemetry folder: ${join(profile.globalStorageDir, "telemetry")}`);
    const desktop = findDesktop();
    if (desktop === undefined) await openInBrowser(profile, vsixPath, interruption, options.open);
    else await openOnDesktop(desktop, profile, vsixPath, interruption);
  } finally {
    await removeScratchProfile(profile);
  }
}

function readOptions(): { sample: boolean; open: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        sample: { type: "boolean", default: true },
        open: { type: "boolean", default: true },
      },
      allowNegative: true,
    });
    return values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${reason}\nUsage: npm start -- [--no-sample] [--no-open]\n` +
        "  --no-sample  start without sample telemetry\n" +
        "  --no-open    print the URL of code-server without opening the browser",
      { cause: error },
    );
  }
}

async function packageExtension(): Promise<string> {
  const manifest = JSON.parse(readFileSync(join(repositoryFolder, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  await run("npm", ["run", "package"]);
  return join(repositoryFolder, `${manifest.name}-${manifest.version}.vsix`);
}

async function writeSample(profile: ScratchProfile): Promise<void> {
  console.log(`Writing ${sampleDays} days of sample telemetry…`);
  const store = join(profile.globalStorageDir, "telemetry");
  await writeSampleStore(store, { days: sampleDays, nowMs: Date.now() });
}

/** The path of desktop VS Code's "code"; undefined if it cannot open a window here. */
function findDesktop(): string | undefined {
  // In the terminal of a remote VS Code, "code" only controls the window of that terminal.
  const isRemoteTerminal = process.env["VSCODE_IPC_HOOK_CLI"] !== undefined;
  return isRemoteTerminal || !hasDisplay() ? undefined : findOnPath("code");
}

async function openOnDesktop(
  code: string,
  profile: ScratchProfile,
  vsixPath: string,
  interruption: AbortSignal,
): Promise<void> {
  const args = [
    `--user-data-dir=${profile.userDataDir}`,
    `--extensions-dir=${profile.extensionsDir}`,
    // As root, VS Code does not start with a sandbox.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  await run(code, [...args, "--install-extension", vsixPath, "--force"]);
  console.log("\nOpening VS Code with Coder Telemetry. Close its window to stop.\n");
  await run(code, [...args, "--new-window", "--wait", profile.folder], interruption);
}

async function openInBrowser(
  profile: ScratchProfile,
  vsixPath: string,
  interruption: AbortSignal,
  mayOpen: boolean,
): Promise<void> {
  await ensureCodeServer();
  const { userDataDir, extensionsDir, folder } = profile;
  const serverProfile = { userDataDir, extensionsDir, env: process.env };
  await installExtension(serverProfile, vsixPath);
  const server = await startCodeServer(serverProfile, folder);
  console.log(`\nVS Code with Coder Telemetry is ready at\n\n  ${server.url}\n`);
  console.log("Press Ctrl+C to stop it and remove its profile.\n");
  if (mayOpen) openUrl(server.url);
  interruption.addEventListener("abort", () => void server.stop());
  if (interruption.aborted) await server.stop();
  await server.exited;
  if (!interruption.aborted) {
    throw new Error("code-server stopped unexpectedly. Run npm start again.");
  }
}

/** Opens the default browser if there is a display. Best effort: the URL is printed anyway. */
function openUrl(url: string): void {
  const opener = process.platform === "darwin" ? findOnPath("open") : findOnPath("xdg-open");
  if (opener === undefined || !hasDisplay()) return;
  const child = spawn(opener, [url], { stdio: "ignore", detached: true });
  child.once("error", () => {
    console.log("Could not open the browser. Open the URL above yourself.");
  });
  child.unref();
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== "linux" || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}

/** Aborted by Ctrl+C or another signal to stop. */
function interruptionSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      controller.abort();
    });
  }
  return controller.signal;
}

/** Runs a command. Rejects if it fails, but not if the interruption stopped it. */
async function run(
  command: string,
  args: readonly string[],
  interruption?: AbortSignal,
): Promise<void> {
  const child = spawn(command, args, { cwd: repositoryFolder, stdio: "inherit" });
  interruption?.addEventListener("abort", () => child.kill());
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (exitCode === 0 || (interruption !== undefined && exitCode === null)) return;
  throw new Error(
    `"${[command, ...args].join(" ")}" ` +
      `${exitCode === null ? "was killed" : `failed with exit code ${exitCode}`}. ` +
      "See its output above, fix the problem, and run npm start again.",
  );
}
