import type { LinePlace, PlaceInFile } from "../linePlace.ts";
import type { StoreFile } from "../storeFiles.ts";

/** Small enough for a query that finds little, large enough that a million fill few of them. */
const CHUNK_PLACES = 8_192;

interface Chunk {
  readonly fileIndexes: Uint32Array;
  readonly offsets: Float64Array;
  readonly byteCounts: Uint32Array;
}

/**
 * A growing list of places in the given files, 16 bytes each. It grows by chunks, so that no
 * addition copies what is there already.
 */
export class EventPlaces {
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

  /** `file` is one of those that were given. */
  add(file: StoreFile, { offset, byteCount }: LinePlace): void {
    const index = this.#count % CHUNK_PLACES;
    if (index === 0) this.#chunks.push(newChunk());
    const chunk = this.#chunks.at(-1);
    const fileIndex = this.#fileIndexes.get(file);
    if (chunk === undefined || fileIndex === undefined) return;
    chunk.fileIndexes[index] = fileIndex;
    chunk.offsets[index] = offset;
    chunk.byteCounts[index] = byteCount;
    this.#count++;
  }

  /** The place that was added as that one, counted from 0; undefined where there is none. */
  at(position: number): PlaceInFile | undefined {
    if (position >= this.#count) return undefined;
    const chunk = this.#chunks[Math.floor(position / CHUNK_PLACES)];
    const index = position % CHUNK_PLACES;
    const file = this.#files[chunk?.fileIndexes[index] ?? -1];
    const offset = chunk?.offsets[index];
    const byteCount = chunk?.byteCounts[index];
    if (file === undefined || offset === undefined || byteCount === undefined) return undefined;
    return { file, offset, byteCount };
  }
}

function newChunk(): Chunk {
  return {
    fileIndexes: new Uint32Array(CHUNK_PLACES),
    offsets: new Float64Array(CHUNK_PLACES),
    byteCounts: new Uint32Array(CHUNK_PLACES),
  };
}
