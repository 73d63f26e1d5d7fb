import { mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const extensionId = "coder.coder-telemetry";

/** VS Code settings by full name. */
export type Settings = Readonly<Record<string, unknown>>;

/** The folders of a temporary VS Code profile, all inside `rootDir`. */
export interface ScratchProfile {
  readonly rootDir: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** The globalStorageUri of Coder Telemetry. */
  readonly globalStorageDir: string;
  /** A folder to open in VS Code, with only a short README.md. */
  readonly folder: string;
}

/** Disables everything that would open, pop up, or use the network unprompted. */
const quietSettings: Settings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "window.commandCenter": false,
  "window.confirmBeforeClose": "never",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

const readme = `# Scratch folder

This window runs Coder Telemetry in a temporary profile. Press F1 and type "Coder" to see its
commands. The profile and this folder are removed when the session ends.
`;

/** Creates the folders of a temporary profile, with settings that keep VS Code quiet. */
export async function createScratchProfile(settings: Settings): Promise<ScratchProfile> {
  const rootDir = await mkdtemp(join(await realpath(tmpdir()), "coder-telemetry-vscode-"));
  const userDataDir = join(rootDir, "data");
  const globalStorageDir = join(userDataDir, "User", "globalStorage", extensionId);
  const folder = join(rootDir, "workspace");
  await mkdir(globalStorageDir, { recursive: true });
  await mkdir(folder);
  await writeFile(join(folder, "README.md"), readme);
  await writeSettings(userDataDir, { ...quietSettings, ...settings });
  const extensionsDir = join(rootDir, "extensions");
  return { rootDir, userDataDir, extensionsDir, globalStorageDir, folder };
}

/** Deletes the profile and everything in it. */
export async function removeScratchProfile(profile: ScratchProfile): Promise<void> {
  await rm(profile.rootDir, { recursive: true, force: true, maxRetries: 5 });
}

/** Merges `changes` into the settings of the profile. */
export async function changeSettings(userDataDir: string, changes: Settings): Promise<void> {
  await writeSettings(userDataDir, { ...(await readSettings(userDataDir)), ...changes });
}

/** The settings of the profile, which VS Code may also change. */
export async function readSettings(userDataDir: string): Promise<Settings> {
  return JSON.parse(await readFile(settingsFile(userDataDir), "utf8")) as Settings;
}

/** Writes atomically, because VS Code treats a half-written file as empty settings. */
async function writeSettings(userDataDir: string, settings: Settings): Promise<void> {
  const unfinishedFile = join(userDataDir, "settings.json.part");
  await writeFile(unfinishedFile, JSON.stringify(settings, undefined, 2));
  await rename(unfinishedFile, settingsFile(userDataDir));
}

function settingsFile(userDataDir: string): string {
  return join(userDataDir, "User", "settings.json");
}
