import { randomFillSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createIdSource } from "../../../extension/recording/ids.ts";
import { seededRandom } from "../../support/seededRandom.ts";

function fillWith(byte: number): (buffer: Buffer) => Buffer {
  return (buffer) => buffer.fill(byte);
}

describe("createIdSource", () => {
  it("makes event ids of 16, trace and session ids of 32 lower-case hex digits", () => {
    const ids = createIdSource((buffer) => randomFillSync(buffer));
    for (let index = 0; index < 1000; index++) {
      expect(ids.newEventId()).toMatch(/^[0-9a-f]{16}$/);
      expect(ids.newTraceId()).toMatch(/^[0-9a-f]{32}$/);
      expect(ids.newSessionId()).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  it("writes the random bytes as they come, each of them once", () => {
    let next = 0;
    const ids = createIdSource((buffer) => {
      for (let index = 0; index < buffer.length; index++) buffer[index] = ++next % 256;
      return buffer;
    });
    expect(ids.newEventId()).toBe("0102030405060708");
    expect(ids.newTraceId()).toBe("090a0b0c0d0e0f101112131415161718");
    expect(ids.newEventId()).toBe("191a1b1c1d1e1f20");
  });

  it("never repeats an id over many refills of its pool", () => {
    const random = seededRandom(7);
    const ids = createIdSource((buffer) => {
      for (let index = 0; index < buffer.length; index++) buffer[index] = random() * 256;
      return buffer;
    });
    const seen = new Set<string>();
    for (let index = 0; index < 5000; index++) {
      seen.add(ids.newEventId()).add(ids.newTraceId());
    }
    expect(seen.size).toBe(10_000);
  });

  it("draws many ids at once", () => {
    let fillCount = 0;
    const ids = createIdSource((buffer) => {
      fillCount++;
      return buffer.fill(1);
    });
    for (let index = 0; index < 512; index++) ids.newEventId();
    expect(fillCount).toBe(1);
    ids.newEventId();
    expect(fillCount).toBe(2);
  });

  it("never makes an id of zeros alone, even where its source gives nothing else", () => {
    const ids = createIdSource(fillWith(0));
    expect(ids.newEventId()).toBe("0000000000000001");
    expect(ids.newTraceId()).toBe("00000000000000000000000000000001");
    expect(ids.newSessionId()).toBe("00000000000000000000000000000001");
  });

  it("keeps zeros within an id", () => {
    const ids = createIdSource((buffer) => {
      buffer.fill(0);
      buffer[0] = 0x10;
      return buffer;
    });
    expect(ids.newEventId()).toBe("1000000000000000");
  });
});
