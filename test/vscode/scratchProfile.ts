import { mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const extensionId = "coder.coder-telemetry";

/** VS Code settings by their full name. */
export type Settings = Readonly<Record<string, unknown>>;

/** The folders of one throw-away VS Code; all of them are inside `rootDir`. */
export interface ScratchProfile {
  readonly rootDir: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** The globalStorageUri of Coder Telemetry. */
  readonly globalStorageDir: string;
  /** An otherwise empty folder with a short README.md, to be opened in VS Code. */
  readonly folder: string;
}

/** Everything that would open, pop up or reach for the network by itself is turned off. */
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

This window runs Coder Telemetry in a throw-away profile. Press F1 and type "Coder" to see its
commands. The profile and this folder are removed when the session ends.
`;

/** Makes the folders of a profile in the temporary folder, with settings that keep VS Code quiet. */
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

/** Removes the profile with everything in it. */
export async function removeScratchProfile(profile: ScratchProfile): Promise<void> {
  await rm(profile.rootDir, { recursive: true, force: true, maxRetries: 5 });
}

/** Sets `changes` over the settings the profile has. */
export async function changeSettings(userDataDir: string, changes: Settings): Promise<void> {
  await writeSettings(userDataDir, { ...(await readSettings(userDataDir)), ...changes });
}

/** The settings of the profile, which VS Code itself changes too. */
export async function readSettings(userDataDir: string): Promise<Settings> {
  return JSON.parse(await readFile(settingsFile(userDataDir), "utf8")) as Settings;
}

/** In one step, because VS Code takes a half-written file for one without settings. */
async function writeSettings(userDataDir: string, settings: Settings): Promise<void> {
  const unfinishedFile = join(userDataDir, "settings.json.part");
  await writeFile(unfinishedFile, JSON.stringify(settings, undefined, 2));
  await rename(unfinishedFile, settingsFile(userDataDir));
}

function settingsFile(userDataDir: string): string {
  return join(userDataDir, "User", "settings.json");
}
