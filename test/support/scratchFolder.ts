import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A fresh folder that is removed at the end of the test. */
export async function makeScratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "coder-telemetry-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
