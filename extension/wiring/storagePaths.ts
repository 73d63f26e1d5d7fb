import { dirname, join } from "node:path";
import type { Editor } from "./editor.ts";

/** The panel can also show the telemetry of this extension. */
const CODER_EXTENSION_ID = "coder.coder-remote";

/** Where the extension keeps its files, and where the Coder extension keeps its own. */
export interface StoragePaths {
  readonly telemetry: string;
  readonly indexCache: string;
  readonly clockSightings: string;
  readonly coderTelemetry: string;
}

/** Undefined if the storage is not on a local disk. */
export function storagePaths({ path }: Editor["storage"]): StoragePaths | undefined {
  if (path === undefined) return undefined;
  return {
    telemetry: join(path, "telemetry"),
    indexCache: join(path, "telemetry-index.jsonl"),
    clockSightings: join(path, "clock-sightings.json"),
    coderTelemetry: join(dirname(path), CODER_EXTENSION_ID, "telemetry"),
  };
}
