/** Fills the buffer with random bytes and gives it back; `randomFillSync` of node:crypto. */
export type FillRandom = (buffer: Buffer) => Buffer;

/** Makes the ids of OpenTelemetry: lower-case hex, never all zero. */
export interface IdSource {
  /** 8 bytes, 16 digits: an event, which is a span as well where it is timed. */
  newEventId(): string;
  /** 16 bytes, 32 digits: a trace. */
  newTraceId(): string;
  /** 16 bytes, 32 digits: one activation of the extension. */
  newSessionId(): string;
}

/** 512 event ids a refill: one system call for many ids, since an id is made for every event. */
const POOL_BYTES = 4096;

/** Ids from a source of random bytes, drawn in pools. */
export function createIdSource(fillRandom: FillRandom): IdSource {
  const pool = Buffer.alloc(POOL_BYTES);
  let offset = POOL_BYTES;

  function hex(byteCount: number): string {
    if (offset + byteCount > POOL_BYTES) {
      fillRandom(pool);
      offset = 0;
    }
    const id = pool.toString("hex", offset, offset + byteCount);
    offset += byteCount;
    // W3C Trace Context, section 3.2.2: an id of zeros alone is invalid. It is not drawn anew,
    // since a source that gives nothing but zeros would never end that.
    return /[^0]/.test(id) ? id : `${id.slice(1)}1`;
  }

  return {
    newEventId: () => hex(8),
    newTraceId: () => hex(16),
    newSessionId: () => hex(16),
  };
}
