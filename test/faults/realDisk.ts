import { promises as fs } from "node:fs";
import { join } from "node:path";
import { makeScratchFolder } from "../support/scratchFolder.ts";
import {
  createSinkTestbed,
  type SinkTestbed,
  type TestbedOptions,
} from "../support/sinkTestbed.ts";
import { findBookkeepingErrors, findHeaderErrors } from "../support/storedSession.ts";

export interface DiskTestbed extends SinkTestbed {
  readonly directory: string;
  /** What is wrong with the files: the books of a session, and the headers. */
  readonly findErrors: () => Promise<readonly string[]>;
}

/** A recording session on a real disk, in `parent` or else in a fresh folder. */
export async function createDiskTestbed(
  options: Omit<TestbedOptions, "fs" | "directory"> = {},
  parent?: string,
): Promise<DiskTestbed> {
  const directory = join(parent ?? (await makeScratchFolder()), "telemetry");
  const testbed = createSinkTestbed({ ...options, fs, directory });
  return {
    ...testbed,
    directory,
    findErrors: async () => {
      const stored = await testbed.read();
      return [
        ...findBookkeepingErrors(stored, testbed.sink.counts.accepted),
        ...(await findHeaderErrors(fs, stored)),
      ];
    },
  };
}
