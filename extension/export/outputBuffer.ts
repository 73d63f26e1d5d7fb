import type { ByteSink } from "../platform/byteSink.ts";

/** One write a megabyte: waking the thread that writes costs as much as forty events. */
const FLUSH_BYTES = 1_048_576;

/** Room for what an ordinary batch adds before it is drained; buffers grow for others. */
const BATCH_BYTES = 524_288;

/**
 * Gathers pieces of a document in memory and hands them on in large writes. There are two
 * buffers, so that one fills while the other is written; both are used again and again, because
 * fresh memory for each write costs more than the write itself.
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

  /** Appends one byte of ASCII; much cheaper than a text of one letter. */
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

  /** Marks the place of what is appended next, for `rewriteSince`; valid until the next `drain`. */
  mark(): number {
    return this.#end;
  }

  /** Passes what was appended since the mark through `rewrite` where it holds `trigger`. */
  rewriteSince(mark: number, trigger: string, rewrite: (text: string) => string): void {
    const appended = this.#filling.subarray(mark, this.#end);
    if (!appended.includes(trigger)) return;
    const rewritten = rewrite(appended.toString());
    this.#end = mark;
    this.appendText(rewritten);
  }

  /** Passes on what has gathered if it is enough for a write. Throws what the last write threw. */
  async drain(): Promise<void> {
    if (this.#end >= FLUSH_BYTES) await this.#startWriting();
  }

  /** Passes on the rest and waits until all is written. */
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
    // A failure is thrown where the write is next awaited; until then it is not unhandled.
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
