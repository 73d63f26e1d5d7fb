import { readdirSync, readlinkSync } from "node:fs";

/** The paths under `folder` that this process has open (Linux). */
export function openPaths(folder: string): string[] {
  return readdirSync("/proc/self/fd")
    .map((descriptor) => linkOf(`/proc/self/fd/${descriptor}`))
    .filter((path) => path.startsWith(folder));
}

/** Empty for the descriptor of the listing itself, which is already closed. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
