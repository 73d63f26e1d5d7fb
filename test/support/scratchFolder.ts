import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A fresh folder that is removed at the end of the test. */
export async function makeScratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "coder-telemetry-test-"));
  // What a test started may still write its last file, so the first try can find a new one.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}
