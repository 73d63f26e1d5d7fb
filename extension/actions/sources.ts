import { resolve } from "node:path";
import * as v from "valibot";
import type { SourceKind } from "../../shared/protocol/values.ts";
import type { FileSystem } from "../platform/fileSystem.ts";

/** A folder of telemetry files that the panel can show. */
export interface Source {
  readonly kind: SourceKind;
  /** Undefined only for this extension's own, if its storage is not on a local disk. */
  readonly directory: string | undefined;
}

/** A value that persists across window reloads. What `get` returns is untrusted. */
export interface StoredValue {
  get(): unknown;
  set(value: unknown): Promise<void>;
}

const storedSource = v.object({
  kind: v.picklist(["own", "coder", "folder"]),
  folder: v.optional(v.pipe(v.string(), v.maxLength(32_768))),
});

/**
 * The folders the panel can show: this extension's own, the Coder extension's if it exists, and the
 * one the user opened last. Only the own folder may be modified.
 */
export class Sources {
  readonly #fs: FileSystem;
  readonly #ownDirectory: string | undefined;
  readonly #coderDirectory: string | undefined;
  readonly #stored: StoredValue;
  #kind: SourceKind = "own";
  #folder: string | undefined;

  constructor(options: {
    readonly fs: FileSystem;
    /** Undefined if this extension's storage is not on a local disk. */
    readonly ownDirectory: string | undefined;
    readonly coderDirectory: string | undefined;
    readonly stored: StoredValue;
  }) {
    this.#fs = options.fs;
    this.#ownDirectory = options.ownDirectory;
    this.#coderDirectory = options.coderDirectory;
    this.#stored = options.stored;
    const parsed = v.safeParse(storedSource, options.stored.get());
    if (!parsed.success) return;
    const { kind, folder } = parsed.output;
    const own = this.#ownDirectory;
    const isOwn = folder !== undefined && own !== undefined && resolve(folder) === resolve(own);
    if (!isOwn) this.#folder = folder;
    if (kind === "own" || this.#directoryOf(kind) !== undefined) this.#kind = kind;
  }

  get current(): Source {
    return { kind: this.#kind, directory: this.#directoryOf(this.#kind) };
  }

  /** The sources that can currently be selected. */
  async list(): Promise<readonly Source[]> {
    const sources: Source[] = [{ kind: "own", directory: this.#ownDirectory }];
    const coder = this.#coderDirectory;
    if (coder !== undefined) {
      const found = await this.#fs.stat(coder).catch(() => undefined);
      if (found?.isDirectory() === true || this.#kind === "coder") {
        sources.push({ kind: "coder", directory: coder });
      }
    }
    if (this.#folder !== undefined) sources.push({ kind: "folder", directory: this.#folder });
    return sources;
  }

  /** Switches to a source; returns false if it has no folder. */
  select(kind: SourceKind): boolean {
    if (kind !== "own" && this.#directoryOf(kind) === undefined) return false;
    this.#kind = kind;
    return true;
  }

  /** Switches to `directory`, which may also be the own or the Coder extension's folder. */
  async selectFolder(directory: string): Promise<void> {
    const path = await this.#realPathOf(directory);
    if (path === (await this.#realPathOf(this.#ownDirectory))) this.#kind = "own";
    else if (path === (await this.#realPathOf(this.#coderDirectory))) this.#kind = "coder";
    else {
      this.#kind = "folder";
      this.#folder = directory;
    }
  }

  /** Stores the selection for the next start; rejects if it cannot be stored. */
  async save(): Promise<void> {
    const folder = this.#folder;
    await this.#stored.set({ kind: this.#kind, ...(folder !== undefined && { folder }) });
  }

  #directoryOf(kind: SourceKind): string | undefined {
    switch (kind) {
      case "own":
        return this.#ownDirectory;
      case "coder":
        return this.#coderDirectory;
      case "folder":
        return this.#folder;
    }
  }

  /** Absolute, with links resolved and the file system's own spelling if the folder exists. */
  async #realPathOf(directory: string | undefined): Promise<string | undefined> {
    if (directory === undefined) return undefined;
    const path = resolve(directory);
    return this.#fs.realpath(path).catch(() => path);
  }
}
