import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { launchChromium } from "./chromium.ts";
import { ensureCodeServer } from "./ensureCodeServer.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The packaged extension. */
    vsixPath: string;
    /** Why VS Code cannot be opened, or an empty string if it can. */
    vsCodeMissing: string;
  }
}

const root = join(import.meta.dirname, "../..");

/**
 * Packages the extension and ensures that VS Code and Chromium are available. Otherwise, the tests
 * are skipped with a warning, and in CI they fail.
 */
export async function setup(project: TestProject): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  project.provide("vsixPath", join(root, `coder-telemetry-${version}.vsix`));
  try {
    await (await launchChromium()).close();
    await ensureCodeServer();
    project.provide("vsCodeMissing", "");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (process.env["CI"] !== undefined) throw error;
    console.warn(
      `\n${"=".repeat(80)}\nSKIPPED: no test ran in a real VS Code.\n${reason}\n${"=".repeat(80)}\n`,
    );
    project.provide("vsCodeMissing", reason);
    return;
  }
  const packaged = spawnSync("npm", ["run", "package"], { cwd: root, encoding: "utf8" });
  if (packaged.status !== 0) {
    throw new Error(`The extension could not be packaged.\n${packaged.stdout}${packaged.stderr}`);
  }
}
