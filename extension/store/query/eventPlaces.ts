/** Small enough for a query that finds little, large enough that a million fill few of them. */
const CHUNK_PLACES = 8_192;

interface Chunk {
  readonly fileIndexes: Uint32Array;
  readonly offsets: Float64Array;
  readonly byteCounts: Uint32Array;
}

/** Where a line stands, its file as an index. */
export interface IndexedPlace {
  readonly fileIndex: number;
  readonly lineOffset: number;
  readonly lineByteCount: number;
}

/**
 * A growing list of places, 16 bytes each. It grows by chunks, so that no addition copies what is
 * there already.
 */
export class EventPlaces {
  readonly #chunks: Chunk[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(fileIndex: number, lineOffset: number, lineByteCount: number): void {
    const index = this.#count % CHUNK_PLACES;
    if (index === 0) this.#chunks.push(newChunk());
    const chunk = this.#chunks.at(-1);
    if (chunk === undefined) return;
    chunk.fileIndexes[index] = fileIndex;
    chunk.offsets[index] = lineOffset;
    chunk.byteCounts[index] = lineByteCount;
    this.#count++;
  }

  /** The place that was added as that one, counted from 0; undefined where there is none. */
  at(position: number): IndexedPlace | undefined {
    if (position >= this.#count) return undefined;
    const chunk = this.#chunks[Math.floor(position / CHUNK_PLACES)];
    const index = position % CHUNK_PLACES;
    const fileIndex = chunk?.fileIndexes[index];
    const lineOffset = chunk?.offsets[index];
    const lineByteCount = chunk?.byteCounts[index];
    if (fileIndex === undefined || lineOffset === undefined || lineByteCount === undefined) {
      return undefined;
    }
    return { fileIndex, lineOffset, lineByteCount };
  }
}

function newChunk(): Chunk {
  return {
    fileIndexes: new Uint32Array(CHUNK_PLACES),
    offsets: new Float64Array(CHUNK_PLACES),
    byteCounts: new Uint32Array(CHUNK_PLACES),
  };
}
