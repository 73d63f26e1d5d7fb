import { onTestFinished, vi } from "vitest";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

/** Lets `os.tmpdir()` name a fresh folder until the end of the test, and gives it. */
export async function scratchTemporaryFolder(): Promise<string> {
  const folder = await makeScratchFolder();
  for (const name of ["TMPDIR", "TEMP", "TMP"]) vi.stubEnv(name, folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  return folder;
}
