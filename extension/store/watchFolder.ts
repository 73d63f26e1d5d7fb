import { watch } from "node:fs";

/**
 * Calls back when something in the folder changes; gives what ends that, or undefined where the
 * folder is not there or cannot be watched.
 */
export function watchFolder(directory: string, onChange: () => void): (() => void) | undefined {
  try {
    const watcher = watch(directory, { persistent: false }, onChange);
    // The folder was deleted, or the system has no more watches.
    watcher.on("error", () => {
      watcher.close();
    });
    return () => {
      watcher.close();
    };
  } catch {
    return undefined;
  }
}
