import { execFile } from "node:child_process";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";

const run = promisify(execFile);

/**
 * An empty tmpfs with these limits ("size=64k", "nr_inodes=8"), mounted until the end of the test.
 * If it cannot be mounted, returns undefined with a warning, and throws in CI.
 */
export async function mountTmpfs(mountOptions: string): Promise<string | undefined> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "coder-telemetry-disk-"));
  try {
    await run("mount", ["-t", "tmpfs", "-o", `${mountOptions},mode=0700`, "tmpfs", folder]);
  } catch (error) {
    await rm(folder, { recursive: true });
    reportMissing("A small disk cannot be mounted, which takes root on Linux", error);
    return undefined;
  }
  onTestFinished(async () => {
    await run("umount", ["--lazy", folder]);
    await rm(folder, { recursive: true });
  });
  return folder;
}

/** Remounts it as read-only or writable. */
export async function remount(folder: string, mode: "ro" | "rw"): Promise<void> {
  await run("mount", ["-o", `remount,${mode}`, folder]);
}

/** Reports that something is not tested on this machine. Throws in CI. */
export function reportMissing(what: string, cause: unknown): void {
  const message = `${what}: what this test is about was NOT checked`;
  if (process.env["CI"] !== undefined) throw new Error(message, { cause });
  console.error(`\n*** ${message} ***\n`, cause);
}
