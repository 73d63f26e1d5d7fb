import * as v from "valibot";
import { ProtocolError } from "../../shared/protocol/envelope.ts";
import type { SourceKind } from "../../shared/protocol/values.ts";
import type { FileSystem } from "../store/fileSystem.ts";

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
    this.#folder = parsed.output.folder;
    if (parsed.output.kind !== "folder" || this.#folder !== undefined) {
      this.#kind = parsed.output.kind;
    }
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

  /** Throws "notFound" where no folder was chosen yet. */
  async select(kind: SourceKind): Promise<void> {
    if (kind === "folder" && this.#folder === undefined) {
      throw new ProtocolError("notFound", "No folder was chosen yet.");
    }
    this.#kind = kind;
    await this.#remember();
  }

  /** Shows this folder from now on. */
  async selectFolder(directory: string): Promise<void> {
    this.#folder = directory;
    this.#kind = directory === this.#ownDirectory ? "own" : "folder";
    await this.#remember();
  }

  #directoryOf(kind: SourceKind): string {
    if (kind === "coder") return this.#coderDirectory;
    return kind === "folder" ? (this.#folder ?? this.#ownDirectory) : this.#ownDirectory;
  }

  #remember(): Promise<void> {
    const folder = this.#folder;
    return this.#memory.set({ kind: this.#kind, ...(folder !== undefined && { folder }) });
  }
}
