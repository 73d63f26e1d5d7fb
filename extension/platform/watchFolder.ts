import { watch } from "node:fs";
import { basename } from "node:path";

/**
 * Watches a folder until what it gives is called. Throws where the folder is not there or cannot
 * be watched.
 */
export type WatchFolder = (
  directory: string,
  /** Called when something in the folder changes. */
  onChange: () => void,
  /** Called once where the watch ends by itself; without a reason where the folder is gone. */
  onEnded: (reason: Error | undefined) => void,
) => () => void;

/** Watches by what the system tells. */
export const watchFolder: WatchFolder = (directory, onChange, onEnded) => {
  let isOver = false;
  const end = (reason: Error | undefined) => {
    if (isOver) return;
    isOver = true;
    watcher.close();
    onEnded(reason);
  };
  const watcher = watch(directory, { persistent: false }, (type, name) => {
    onChange();
    // So the system tells of the folder itself: it was deleted, or has another name now.
    if (type === "rename" && name === basename(directory)) end(undefined);
  });
  watcher.on("error", end);
  return () => {
    isOver = true;
    watcher.close();
  };
};
