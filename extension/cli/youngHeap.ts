import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Two halves of 8 MiB: enough that cleaning up costs nothing that one could measure. */
const YOUNG_HEAP_BYTES = 16 * 1024 * 1024;

let isLimited = false;

/**
 * Keeps V8 from growing the heap of young objects beyond 16 MiB; called now and then. V8 would
 * double it up to 64 MiB over a long export, although little of what it holds is alive, and its
 * size can otherwise be bounded only by an option of the command that starts Node. For a process
 * of our own; in VS Code the heap belongs to all extensions.
 */
export function limitYoungHeap(): void {
  if (isLimited) return;
  const young = getHeapSpaceStatistics().find((space) => space.space_name === "new_space");
  if (young === undefined || young.space_size < YOUNG_HEAP_BYTES) return;
  isLimited = true;
  setFlagsFromString("--semi-space-growth-factor=1");
}
