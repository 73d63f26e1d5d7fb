/**
 * Read buffers that are used again. Fresh ones lie outside the JavaScript heap, so nothing would
 * make the garbage collector hurry to free those of the files already read.
 */
export class BufferPool {
  readonly #maxFreeBytes: number;
  readonly #free: Buffer[] = [];
  #freeBytes = 0;

  /** Keeps no more than `maxFreeBytes` that nobody uses. */
  constructor(maxFreeBytes: number) {
    this.#maxFreeBytes = maxFreeBytes;
  }

  /** A buffer of at least `byteCount`, and not much more; what it holds is undefined. */
  take(byteCount: number): Buffer {
    const index = this.#free.findIndex(
      ({ length }) => length >= byteCount && length <= byteCount * 2,
    );
    const [found] = index === -1 ? [] : this.#free.splice(index, 1);
    if (found === undefined) return Buffer.allocUnsafeSlow(byteCount);
    this.#freeBytes -= found.length;
    return found;
  }

  /** Gives a buffer back that nobody refers to any more. */
  give(buffer: Buffer): void {
    this.#free.push(buffer);
    this.#freeBytes += buffer.length;
    while (this.#freeBytes > this.#maxFreeBytes) {
      this.#freeBytes -= this.#free.shift()?.length ?? 0;
    }
  }
}
