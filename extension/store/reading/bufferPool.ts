/**
 * Reuses read buffers. They are outside the JavaScript heap, so the garbage collector is
 * under no pressure to free those of files that were already read.
 */
export class BufferPool {
  readonly #maxFreeBytes: number;
  readonly #free: Buffer[] = [];
  #freeBytes = 0;

  /** Keeps at most `maxFreeBytes` of unused buffers. */
  constructor(maxFreeBytes: number) {
    this.#maxFreeBytes = maxFreeBytes;
  }

  /** Returns a buffer of `byteCount` to twice as many bytes; its content is undefined. */
  acquire(byteCount: number): Buffer {
    const index = this.#free.findIndex(
      ({ length }) => length >= byteCount && length <= byteCount * 2,
    );
    const [found] = index === -1 ? [] : this.#free.splice(index, 1);
    if (found === undefined) return Buffer.allocUnsafeSlow(byteCount);
    this.#freeBytes -= found.length;
    return found;
  }

  /** Returns a buffer to the pool. Nothing may refer to it anymore. */
  release(buffer: Buffer): void {
    if (buffer.length === 0) return;
    this.#free.push(buffer);
    this.#freeBytes += buffer.length;
    while (this.#freeBytes > this.#maxFreeBytes) {
      this.#freeBytes -= this.#free.shift()?.length ?? 0;
    }
  }
}
