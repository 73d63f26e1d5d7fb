/** Where bytes go. */
export interface ByteSink {
  /** Takes all the bytes; the buffer is free again once the promise resolves. */
  write(bytes: Buffer): Promise<void>;
}
