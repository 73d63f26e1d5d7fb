import { resolve } from "node:path";
import * as v from "valibot";
import type { SourceKind } from "../../shared/protocol/values.ts";
import type { FileSystem } from "../platform/fileSystem.ts";

/** A folder of telemetry files that the panel can show. */
export interface Source {
  readonly kind: SourceKind;
  readonly directory: string;
}

/** Keeps a value between the starts of a window; what comes back is untrusted. */
export interface Memory {
  get(): unknown;
  set(value: unknown): Promise<void>;
}

const remembered = v.object({
  kind: v.picklist(["own", "coder", "folder"]),
  folder: v.optional(v.pipe(v.string(), v.maxLength(32_768))),
});

/**
 * The folders the panel can show: this extension's own, that of the Coder extension where there is
 * one, and the one the user chose last. Only the own one may be changed.
 */
export class Sources {
  readonly #fs: FileSystem;
  readonly #ownDirectory: string;
  readonly #coderDirectory: string;
  readonly #memory: Memory;
  #kind: SourceKind = "own";
  #folder: string | undefined;

  constructor(options: {
    readonly fs: FileSystem;
    readonly ownDirectory: string;
    readonly coderDirectory: string;
    readonly memory: Memory;
  }) {
    this.#fs = options.fs;
    this.#ownDirectory = options.ownDirectory;
    this.#coderDirectory = options.coderDirectory;
    this.#memory = options.memory;
    const parsed = v.safeParse(remembered, options.memory.get());
    if (!parsed.success) return;
    const { kind, folder } = parsed.output;
    const isOwn = folder !== undefined && resolve(folder) === resolve(this.#ownDirectory);
    if (!isOwn) this.#folder = folder;
    if (kind !== "folder" || this.#folder !== undefined) this.#kind = kind;
  }

  get current(): Source {
    return { kind: this.#kind, directory: this.#directoryOf(this.#kind) };
  }

  /** Those that can be selected now. */
  async list(): Promise<readonly Source[]> {
    const sources: Source[] = [{ kind: "own", directory: this.#ownDirectory }];
    const found = await this.#fs.stat(this.#coderDirectory).catch(() => undefined);
    if (found?.isDirectory() === true || this.#kind === "coder") {
      sources.push({ kind: "coder", directory: this.#coderDirectory });
    }
    if (this.#folder !== undefined) sources.push({ kind: "folder", directory: this.#folder });
    return sources;
  }

  /** Makes it the current one; false where no folder was chosen yet. */
  select(kind: SourceKind): boolean {
    if (kind === "folder" && this.#folder === undefined) return false;
    this.#kind = kind;
    return true;
  }

  /** Makes this folder the current source, which is the own one or Coder's where it is theirs. */
  async selectFolder(directory: string): Promise<void> {
    const path = await this.#realPathOf(directory);
    if (path === (await this.#realPathOf(this.#ownDirectory))) this.#kind = "own";
    else if (path === (await this.#realPathOf(this.#coderDirectory))) this.#kind = "coder";
    else {
      this.#kind = "folder";
      this.#folder = directory;
    }
  }

  /** Keeps the choice for the next start; throws what the memory throws. */
  async remember(): Promise<void> {
    const folder = this.#folder;
    await this.#memory.set({ kind: this.#kind, ...(folder !== undefined && { folder }) });
  }

  #directoryOf(kind: SourceKind): string {
    if (kind === "coder") return this.#coderDirectory;
    return kind === "folder" ? (this.#folder ?? this.#ownDirectory) : this.#ownDirectory;
  }

  /** Without links, and as the file system writes it; of a folder that is not there as it stands. */
  async #realPathOf(directory: string): Promise<string> {
    const path = resolve(directory);
    return this.#fs.realpath(path).catch(() => path);
  }
}
