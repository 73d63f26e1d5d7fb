import type { ByteSink } from "../platform/byteSink.ts";

/** One write per megabyte: waking the I/O thread costs as much as forty events. */
const FLUSH_BYTES = 1_048_576;

/** Room for a typical batch before it is drained; the buffers grow for larger ones. */
const BATCH_BYTES = 524_288;

/**
 * Collects parts of a document in memory and passes them on in large writes. One buffer fills while
 * the other is written; both are reused, because allocating memory for each write costs more than
 * the write itself.
 */
export class OutputBuffer {
  readonly #sink: ByteSink;
  #filling = Buffer.allocUnsafeSlow(FLUSH_BYTES + BATCH_BYTES);
  #writing = Buffer.allocUnsafeSlow(FLUSH_BYTES + BATCH_BYTES);
  #end = 0;
  #pending: Promise<void> = Promise.resolve();
  #totalBytes = 0;

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  /** Bytes appended so far. */
  get totalBytes(): number {
    return this.#totalBytes + this.#end;
  }

  appendText(text: string): void {
    // A UTF-16 unit takes at most three bytes in UTF-8.
    this.#reserve(text.length * 3);
    this.#end += this.#filling.write(text, this.#end);
  }

  /** Appends one ASCII byte; much cheaper than a one-character string. */
  appendByte(byte: number): void {
    this.#reserve(1);
    this.#filling[this.#end++] = byte;
  }

  /** Appends `bytes[start, end)`. */
  appendBytes(bytes: Buffer, start = 0, end = bytes.length): void {
    this.#reserve(end - start);
    bytes.copy(this.#filling, this.#end, start, end);
    this.#end += end - start;
  }

  /** Starts a write if enough has been collected. Throws if the previous write failed. */
  async drain(): Promise<void> {
    if (this.#end >= FLUSH_BYTES) await this.#startWriting();
  }

  /** Writes the rest and waits until everything is written. */
  async finish(): Promise<void> {
    await this.#startWriting();
    await this.#pending;
  }

  async #startWriting(): Promise<void> {
    await this.#pending;
    const bytes = this.#filling.subarray(0, this.#end);
    [this.#filling, this.#writing] = [this.#writing, this.#filling];
    this.#totalBytes += this.#end;
    this.#end = 0;
    this.#pending = this.#sink.write(bytes);
    // A failure is thrown when the write is next awaited; do not report it as unhandled until then.
    this.#pending.catch(() => undefined);
  }

  #reserve(byteCount: number): void {
    if (this.#end + byteCount <= this.#filling.length) return;
    const larger = Buffer.allocUnsafeSlow(
      Math.max(this.#filling.length * 2, this.#end + byteCount),
    );
    this.#filling.copy(larger, 0, 0, this.#end);
    this.#filling = larger;
  }
}
