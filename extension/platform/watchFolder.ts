import { watch } from "node:fs";
import { basename } from "node:path";

/**
 * Watches a folder until the returned function is called. Throws if the folder does not exist or
 * cannot be watched.
 */
export type WatchFolder = (
  directory: string,
  /** Called when something in the folder changes. */
  onChange: () => void,
  /** Called once if watching stops on its own; without a reason if the folder is gone. */
  onEnded: (reason: Error | undefined) => void,
) => () => void;

/** Watches with `fs.watch`. */
export const watchFolder: WatchFolder = (directory, onChange, onEnded) => {
  let hasEnded = false;
  const end = (reason: Error | undefined) => {
    if (hasEnded) return;
    hasEnded = true;
    watcher.close();
    onEnded(reason);
  };
  const watcher = watch(directory, { persistent: false }, (type, name) => {
    onChange();
    // This is how the system reports that the folder itself was deleted or renamed.
    if (type === "rename" && name === basename(directory)) end(undefined);
  });
  watcher.on("error", end);
  return () => {
    hasEnded = true;
    watcher.close();
  };
};
