import type { Clock } from "../platform/clock.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { Scheduler } from "../platform/scheduler.ts";
import type { WatchFolder } from "../platform/watchFolder.ts";
import type { IdSource } from "../recording/ids.ts";
import type { PlatformFacts } from "../recording/sessionContext.ts";

/** Everything the extension needs from Node and the machine. */
export interface SystemServices {
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: IdSource;
  readonly watchFolder: WatchFolder;
  /** Environment variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly machine: Pick<PlatformFacts, "osType" | "osVersion" | "hostArch"> & {
    readonly name: string;
  };
}
