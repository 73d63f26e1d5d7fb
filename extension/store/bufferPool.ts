/**
 * Read buffers that are used again. Fresh ones lie outside the JavaScript heap, so nothing would
 * make the garbage collector hurry to free those of the files already read.
 */
export class BufferPool {
  readonly #free: Buffer[] = [];

  /** A buffer of at least `byteCount`, and not much more; what it holds is undefined. */
  take(byteCount: number): Buffer {
    const index = this.#free.findIndex(
      ({ length }) => length >= byteCount && length <= byteCount * 2,
    );
    const [found] = index === -1 ? [] : this.#free.splice(index, 1);
    return found ?? Buffer.allocUnsafeSlow(byteCount);
  }

  /** Gives a buffer back that nobody refers to any more. */
  give(buffer: Buffer): void {
    this.#free.push(buffer);
  }

  /** Lets go of all that is not in use. */
  clear(): void {
    this.#free.length = 0;
  }
}
