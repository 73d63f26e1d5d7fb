import type { WatchFolder } from "../../extension/platform/watchFolder.ts";

/** Folder watches whose changes a test reports. */
export class FolderWatchers {
  readonly #watched = new Map<string, () => void>();

  readonly watch: WatchFolder = (directory, onChange) => {
    this.#watched.set(directory, onChange);
    return () => this.#watched.delete(directory);
  };

  get folders(): readonly string[] {
    return [...this.#watched.keys()];
  }

  change(directory: string): void {
    this.#watched.get(directory)?.();
  }
}
