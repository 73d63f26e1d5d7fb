import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Two semi-spaces of 8 MiB each: large enough that scavenges have no measurable cost. */
const MAX_BYTES = 16 * 1024 * 1024;

let isLimited = false;

/**
 * Keeps V8's young generation from growing beyond 16 MiB. Call repeatedly: V8 starts smaller and
 * would double it up to 64 MiB over a long export, although few objects in it are live. The only
 * other way to bound it is a flag of the `node` command. Not for the extension host, whose heap is
 * shared by all extensions.
 */
export function limitYoungGeneration(): void {
  if (isLimited) return;
  const young = getHeapSpaceStatistics().find((space) => space.space_name === "new_space");
  if (young === undefined || young.space_size < MAX_BYTES) return;
  isLimited = true;
  setFlagsFromString("--semi-space-growth-factor=1");
}
