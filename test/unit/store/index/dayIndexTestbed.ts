import { promises as nodeFs } from "node:fs";
import { basename } from "node:path";
import { DayIndex, type IndexedFolder } from "../../../../extension/store/index/dayIndex.ts";
import type { IndexCache } from "../../../../extension/store/index/indexCache.ts";
import { interceptFileSystem } from "../../../support/interceptedFileSystem.ts";

export function nameOf(session8: string, day = "2026-06-28"): string {
  return `telemetry-${day}-${session8}.jsonl`;
}

export function namesIn({ summaries }: IndexedFolder): string[] {
  return summaries.map(({ file }) => file.name);
}

/** An index of a folder, with the files it opens and its notices. */
export function makeIndex(directory: string, cache?: IndexCache) {
  const opened: string[] = [];
  const notices: string[] = [];
  let listingCount = 0;
  const fs = interceptFileSystem(nodeFs, ({ name, path }, proceed) => {
    if (name === "open") opened.push(basename(path));
    if (name === "readdir") listingCount++;
    return proceed();
  });
  const index = new DayIndex({
    fs,
    directory,
    ...(cache && { cache }),
    onNotice: (message) => notices.push(message),
  });
  return {
    index,
    notices,
    /** The names of the files opened since the last call, sorted. */
    takeOpened: () => opened.splice(0).sort(),
    listingCount: () => listingCount,
  };
}

/** An in-memory cache. */
export class MemoryCache implements IndexCache {
  text: string | undefined;
  saveCount = 0;

  readonly load = () => Promise.resolve(this.text);

  readonly save = (text: string) => {
    this.text = text;
    this.saveCount++;
    return Promise.resolve();
  };
}
