/** Fills the buffer with random bytes and returns it, like `randomFillSync` of node:crypto. */
export type FillRandom = (buffer: Buffer) => Buffer;

/** Generates OpenTelemetry ids: lowercase hex, never all zeros. */
export interface IdSource {
  /** 8 bytes, 16 digits: an event, which is also a span if it is timed. */
  newEventId(): string;
  /** 16 bytes, 32 digits: a trace. */
  newTraceId(): string;
  /** 16 bytes, 32 digits: one activation of the extension. */
  newSessionId(): string;
}

/** W3C Trace Context, section 3.2.2: an all-zero id is invalid. Events with one are not recorded. */
export const INVALID_EVENT_ID = "0".repeat(16);
export const INVALID_TRACE_ID = "0".repeat(32);

/** A new event id; the invalid one if the source throws. */
export function newEventIdOf(ids: IdSource): string {
  try {
    return ids.newEventId();
  } catch {
    return INVALID_EVENT_ID;
  }
}

/** A new trace id; the invalid one if the source throws. */
export function newTraceIdOf(ids: IdSource): string {
  try {
    return ids.newTraceId();
  } catch {
    return INVALID_TRACE_ID;
  }
}

/** 512 event ids per refill, so that a system call is not needed for every event. */
const POOL_BYTES = 4096;

/** An id source that draws its random bytes in pools. */
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
    // Do not draw again if it is invalid: with a source that only returns zeros, that would never
    // end.
    return /[^0]/.test(id) ? id : `${id.slice(1)}1`;
  }

  return {
    newEventId: () => hex(8),
    newTraceId: () => hex(16),
    newSessionId: () => hex(16),
  };
}
