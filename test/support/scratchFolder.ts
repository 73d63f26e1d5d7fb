import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A new folder that is deleted at the end of the test. */
export async function makeScratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "coder-telemetry-test-"));
  // Something that the test started may still write a file during the first attempt.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}
