import type { FileLocation, LineLocation } from "../lineLocation.ts";
import type { StoreFile } from "../storeFiles.ts";

/** Small enough for a few matches, large enough that a million need few chunks. */
const CHUNK_LOCATIONS = 8_192;

interface Chunk {
  readonly fileIndexes: Uint32Array;
  readonly offsets: Float64Array;
  readonly byteCounts: Uint32Array;
}

/**
 * A growing list of locations in the given files, 16 bytes each. It grows in chunks, so that adding
 * never copies existing entries.
 */
export class EventLocations {
  readonly #files: readonly StoreFile[];
  readonly #fileIndexes: ReadonlyMap<StoreFile, number>;
  readonly #chunks: Chunk[] = [];
  #count = 0;

  constructor(files: readonly StoreFile[]) {
    this.#files = files;
    this.#fileIndexes = new Map(files.map((file, index) => [file, index]));
  }

  get count(): number {
    return this.#count;
  }

  /** `file` must be one of the files passed to the constructor. */
  add(file: StoreFile, { offset, byteCount }: LineLocation): void {
    const index = this.#count % CHUNK_LOCATIONS;
    if (index === 0) this.#chunks.push(newChunk());
    const chunk = this.#chunks.at(-1);
    const fileIndex = this.#fileIndexes.get(file);
    if (chunk === undefined || fileIndex === undefined) return;
    chunk.fileIndexes[index] = fileIndex;
    chunk.offsets[index] = offset;
    chunk.byteCounts[index] = byteCount;
    this.#count++;
  }

  /** The location with that index; undefined if there is none. */
  at(position: number): FileLocation | undefined {
    if (position >= this.#count) return undefined;
    const chunk = this.#chunks[Math.floor(position / CHUNK_LOCATIONS)];
    const index = position % CHUNK_LOCATIONS;
    const file = this.#files[chunk?.fileIndexes[index] ?? -1];
    const offset = chunk?.offsets[index];
    const byteCount = chunk?.byteCounts[index];
    if (file === undefined || offset === undefined || byteCount === undefined) return undefined;
    return { file, offset, byteCount };
  }
}

function newChunk(): Chunk {
  return {
    fileIndexes: new Uint32Array(CHUNK_LOCATIONS),
    offsets: new Float64Array(CHUNK_LOCATIONS),
    byteCounts: new Uint32Array(CHUNK_LOCATIONS),
  };
}
