import { promises as nodeFs } from "node:fs";
import { join } from "node:path";
import { GatedDisk } from "../../support/gatedDisk.ts";
import { interceptFileSystem, systemError } from "../../support/interceptedFileSystem.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

import { resetWindows, shared } from "./pausableRecordingFixture.ts";

export const MINUTE_MS = 60_000;

/** The storage that windows share, on a disk whose calls a test lets fail or holds. */
export async function makePauseTestbed() {
  resetWindows();
  const storage = await makeScratchFolder();
  /** Calls that fail, by name. */
  const failing = new Set<string>();
  const disk = new GatedDisk(
    interceptFileSystem(nodeFs, ({ name }, proceed) =>
      failing.has(name) ? Promise.reject(systemError("EIO")) : proceed(),
    ),
  );
  return {
    storage,
    path: join(storage, "recording-pause.json"),
    failing,
    disk,
    /** The window gets the focus and looks at the file; resolves once that is done. */
    focus: async () => {
      shared.window.focus();
      await disk.open();
    },
  };
}
