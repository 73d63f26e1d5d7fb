export interface ByteSink {
  /** Writes all the bytes. The caller may reuse the buffer once the promise resolves. */
  write(bytes: Buffer): Promise<void>;
}
