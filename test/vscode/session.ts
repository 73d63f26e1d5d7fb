import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { PATIENCE_MS } from "../support/patience.ts";
import { launchChromium } from "./chromium.ts";
import { installExtension, startCodeServer, type RunningCodeServer } from "./codeServer.ts";
import { ensureCodeServer } from "./ensureCodeServer.ts";
import {
  createScratchProfile,
  removeScratchProfile,
  type ScratchProfile,
  type Settings,
} from "./scratchProfile.ts";
import { Workbench } from "./workbench.ts";

const windowSize = { width: 1280, height: 800 };

const sessionSettings: Settings = {
  "workbench.colorTheme": "Dark Modern",
  // A webview regains the focus late, which would close a quick pick that was opened meanwhile.
  "workbench.quickOpen.closeOnFocusLost": false,
};

/** In seconds. Otherwise, the extension host of a reloaded window waits for hours at the end. */
const SERVER_OPTIONS = ["--reconnection-grace-time=1"];

/** What to open. */
export interface VsCodeOptions {
  readonly vsixPath: string;
  /** Other extensions to install. */
  readonly otherVsixPaths?: readonly string[];
  /** The folder to open. By default, a temporary folder with a README.md. */
  readonly folder?: string;
  /** Fills the extension's globalStorageUri before VS Code starts. */
  readonly seed?: (storageDir: string) => Promise<void>;
  readonly settings?: Settings;
  /** Additional environment variables of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
}

/** VS Code in a page, with the extension installed in a separate profile. */
export interface VsCodeSession {
  readonly workbench: Workbench;
  /** The extension's globalStorageUri. */
  readonly globalStorageDir: string;
  /** The home folder of the extension host; empty at first. */
  readonly homeDir: string;
  /** Closes the window, lets extensions deactivate, ends all processes, and deletes the profile. */
  close(): Promise<void>;
}

/** Opens VS Code with the packaged extension. Installs code-server first if it is missing. */
export async function openVsCode(options: VsCodeOptions): Promise<VsCodeSession> {
  await ensureCodeServer();
  const profile = await createScratchProfile({ ...sessionSettings, ...options.settings });
  const closers: (() => Promise<void>)[] = [() => removeScratchProfile(profile)];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const homeDir = join(profile.rootDir, "home");
    await mkdir(homeDir);
    const server = await startServer(profile, homeDir, options);
    closers.push(() => server.stop());
    const browser = await launchChromium();
    closers.push(() => browser.close());
    const page = await openPage(browser);
    closers.push(() => leavePage(page));
    const workbench = new Workbench(page, profile.userDataDir);
    await workbench.open(server.url);
    return { workbench, globalStorageDir: profile.globalStorageDir, homeDir, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startServer(
  profile: ScratchProfile,
  homeDir: string,
  options: VsCodeOptions,
): Promise<RunningCodeServer> {
  const { PATH, LANG, LC_ALL, TZ, TMPDIR, USER, SHELL } = process.env;
  const env = { PATH, LANG, LC_ALL, TZ, TMPDIR, USER, SHELL, HOME: homeDir, ...options.env };
  const { userDataDir, extensionsDir } = profile;
  const serverProfile = { userDataDir, extensionsDir, env };
  for (const vsixPath of [options.vsixPath, ...(options.otherVsixPaths ?? [])]) {
    await installExtension(serverProfile, vsixPath);
  }
  await options.seed?.(profile.globalStorageDir);
  return startCodeServer(serverProfile, options.folder ?? profile.folder, SERVER_OPTIONS);
}

async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({
    viewport: windowSize,
    locale: "en-US",
    reducedMotion: "reduce",
  });
  page.setDefaultTimeout(PATIENCE_MS);
  // VS Code may ask whether to leave the page.
  page.on("dialog", (dialog) => void dialog.accept());
  return page;
}

/** Closes the page like a user, so VS Code notifies the server that the window is gone. */
async function leavePage(page: Page): Promise<void> {
  const closed = page.isClosed() ? Promise.resolve() : page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
}
