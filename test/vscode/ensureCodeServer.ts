import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const packageFolder = import.meta.dirname;
const installedFolder = join(packageFolder, "node_modules", "code-server");
const reportedLines = 30;

/** The entry script of code-server. It exists after `ensureCodeServer` resolves. */
export const codeServerEntry = join(installedFolder, "out", "node", "entry.js");

/**
 * Installs the code-server version in test/vscode/package-lock.json unless it is already installed.
 * Must not run concurrently, because two installs into the same folder break each other.
 */
export async function ensureCodeServer(): Promise<void> {
  if (process.platform === "win32") {
    throw new Error(
      "code-server does not run on Windows, so VS Code cannot be opened from here. " +
        "Use Linux, macOS, or the Windows Subsystem for Linux.",
    );
  }
  const version = lockedVersion();
  if (isInstalled(version)) return;
  console.log(
    `Installing code-server ${version} into test/vscode/node_modules. This happens once, ` +
      "takes one to five minutes and about 650 MB of disk.",
  );
  const failure = await runNpmCi();
  if (failure === undefined && isInstalled(version)) return;
  throw new Error(
    `code-server ${version} could not be installed with "npm ci" in test/vscode: ` +
      `${failure ?? "npm reported success, but the installation is not complete."}\n` +
      "Fix the problem and run the command again. To compile, code-server needs " +
      "Node.js 24, Python 3, and a C++ toolchain, and on Debian also libkrb5-dev " +
      "(apt-get install build-essential python3 libkrb5-dev).",
  );
}

function lockedVersion(): string {
  const lockFile = join(packageFolder, "package-lock.json");
  const lock = JSON.parse(readFileSync(lockFile, "utf8")) as {
    packages?: Record<string, { version?: string }>;
  };
  const version = lock.packages?.["node_modules/code-server"]?.version;
  if (version === undefined) {
    throw new Error(
      "test/vscode/package-lock.json contains no version of code-server. " +
        "Restore the file from version control.",
    );
  }
  return version;
}

function isInstalled(version: string): boolean {
  const manifest = join(installedFolder, "package.json");
  // The install script of code-server creates this folder in its last step.
  const lastStep = join(installedFolder, "lib", "vscode", "extensions", "node_modules");
  if (!existsSync(manifest) || !existsSync(lastStep)) return false;
  const installed = JSON.parse(readFileSync(manifest, "utf8")) as { version?: string };
  return installed.version === version;
}

/** Resolves to undefined, or to the reason for a failure with the last lines of npm's output. */
async function runNpmCi(): Promise<string | undefined> {
  const npmCli = process.env["npm_execpath"];
  const [command, ...args] =
    npmCli?.endsWith("npm-cli.js") === true ? [process.execPath, npmCli, "ci"] : ["npm", "ci"];
  const npm = spawn(command, args, {
    cwd: packageFolder,
    env: npmEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const collect = (chunk: Buffer): void => {
    lines.push(
      ...chunk
        .toString()
        .split("\n")
        .filter((line) => line.trim() !== ""),
    );
    lines.splice(0, Math.max(0, lines.length - reportedLines));
  };
  npm.stdout.on("data", collect);
  npm.stderr.on("data", collect);
  return new Promise((resolve) => {
    npm.once("error", (error) => {
      resolve(`npm could not be started (${error.message}).`);
    });
    npm.once("close", (exitCode) => {
      resolve(exitCode === 0 ? undefined : `npm ended with ${exitCode}.\n${lines.join("\n")}`);
    });
  });
}

/**
 * The environment with this Node.js first on PATH, without the variables of an outer npm run. Some
 * of them describe its Node.js, and code-server would reject that version.
 */
function npmEnvironment(): NodeJS.ProcessEnv {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^npm_(package|lifecycle|node_execpath|config_(local_prefix|user_agent)$)/.test(name),
    ),
  );
  const path = [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter);
  return { ...env, PATH: path };
}
