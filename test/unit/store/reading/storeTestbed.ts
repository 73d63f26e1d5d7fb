import type { LocalSinkConfig } from "../../../../extension/store/localSinkConfig.ts";
import { createMemoryFileSystem } from "../../../support/memoryFileSystem.ts";
import {
  createSinkTestbed,
  type SinkTestbed,
  type TestbedOptions,
} from "../../../support/sinkTestbed.ts";

export const DIRECTORY = "/tmp/globalStorage/telemetry";

/** A recording session on a disk in memory. */
export function createTestbed(
  config: Partial<LocalSinkConfig> = {},
  options: Partial<Pick<TestbedOptions, "plan" | "now" | "onNewFile" | "onStateChanged">> = {},
): SinkTestbed {
  return createSinkTestbed({
    fs: createMemoryFileSystem(),
    directory: DIRECTORY,
    config,
    ...options,
  });
}
