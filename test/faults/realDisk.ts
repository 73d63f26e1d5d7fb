import { promises as nodeFs } from "node:fs";
import { join } from "node:path";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";
import { makeScratchFolder } from "../support/scratchFolder.ts";
import {
  createSinkTestbed,
  type SinkTestbed,
  type TestbedOptions,
} from "../support/sinkTestbed.ts";
import { findBookkeepingErrors, findHeaderErrors, type Stored } from "../support/storedSession.ts";

export interface DiskTestbed extends SinkTestbed {
  readonly directory: string;
  /** What is wrong with the files, as they were read or are now: the books and the headers. */
  readonly findErrors: (stored?: Stored) => Promise<readonly string[]>;
}

/** A recording session on a real disk, in `parent` or else in a fresh folder. */
export async function createDiskTestbed(
  options: Omit<TestbedOptions, "fs" | "directory"> & { readonly fs?: FileSystem } = {},
  parent?: string,
): Promise<DiskTestbed> {
  const directory = join(parent ?? (await makeScratchFolder()), "telemetry");
  const { fs = nodeFs } = options;
  const testbed = createSinkTestbed({ ...options, fs, directory });
  return {
    ...testbed,
    directory,
    findErrors: async (given) => {
      const stored = given ?? (await testbed.read());
      return [
        ...findBookkeepingErrors(stored, testbed.sink.counts.accepted),
        ...(await findHeaderErrors(fs, stored)),
      ];
    },
  };
}
