/**
 * Builds and packages the extension and opens it in a real VS Code with a throw-away profile:
 * desktop VS Code where "code" is on PATH, otherwise code-server in the browser.
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
    console.log(`The telemetry is in ${join(profile.globalStorageDir, "telemetry")}`);
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
        "  --no-sample  start with an empty telemetry store\n" +
        "  --no-open    print the address of code-server without opening the browser",
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
  console.log(`Writing ${sampleDays} days of sample telemetry.`);
  const store = join(profile.globalStorageDir, "telemetry");
  await writeSampleStore(store, { days: sampleDays, nowMs: Date.now() });
}

/** The path of desktop VS Code's "code", if it can open a window here. */
function findDesktop(): string | undefined {
  // Inside a terminal of a remote VS Code, "code" only speaks to the window it belongs to.
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
    // VS Code refuses to sandbox what root runs.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  await run(code, [...args, "--install-extension", vsixPath, "--force"]);
  console.log("\nVS Code opens with Coder Telemetry. Close its window to end.\n");
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
  console.log("Press Ctrl+C to end it and to remove its profile.\n");
  if (mayOpen) openUrl(server.url);
  interruption.addEventListener("abort", () => void server.stop());
  if (interruption.aborted) await server.stop();
  await server.exited;
  if (!interruption.aborted) {
    throw new Error("code-server has ended by itself. Run npm start again.");
  }
}

/** Opens the default browser where there is one to be seen; that it fails is no failure here. */
function openUrl(url: string): void {
  const opener = process.platform === "darwin" ? findOnPath("open") : findOnPath("xdg-open");
  if (opener === undefined || !hasDisplay()) return;
  const child = spawn(opener, [url], { stdio: "ignore", detached: true });
  child.once("error", () => {
    console.log("The browser could not be opened: open the address above by hand.");
  });
  child.unref();
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== "linux" || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}

/** Aborts with the first Ctrl+C or other request to end. */
function interruptionSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      controller.abort();
    });
  }
  return controller.signal;
}

/** Rejects when the command fails, but not when it ends because the user interrupts it. */
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
    `"${[command, ...args].join(" ")}" ended with ${exitCode ?? "a signal"}. ` +
      "What it printed above says why; solve that and run npm start again.",
  );
}
