import { describe, expect, it } from "vitest";
import { OutputBuffer } from "../../../extension/export/outputBuffer.ts";

/** A sink that keeps copies of what it is given. */
function makeSink() {
  const chunks: Buffer[] = [];
  return {
    chunks,
    write(bytes: Buffer) {
      chunks.push(Buffer.from(bytes));
      return Promise.resolve();
    },
  };
}

/** Appends text, a thousand letters at a time, until the sink was given so many writes. */
async function fillUntil(output: OutputBuffer, hasWritten: () => boolean, letter = "x") {
  while (!hasWritten()) {
    output.appendText(letter.repeat(1_000));
    await output.drain();
  }
}

describe("OutputBuffer", () => {
  it("passes on all bytes in their order", async () => {
    const sink = makeSink();
    const output = new OutputBuffer(sink);
    const expected: string[] = [];
    for (let index = 0; sink.chunks.length < 4; index++) {
      const text = `${index} é😀 `.repeat(index % 50);
      output.appendText(text);
      output.appendByte(0x2c);
      output.appendBytes(Buffer.from(`<${text}>`), 1, 1 + Buffer.byteLength(text));
      expected.push(text, ",", text);
      await output.drain();
    }
    await output.finish();
    const written = Buffer.concat(sink.chunks);
    expect(written.toString() === expected.join("")).toBe(true);
    expect(output.totalBytes).toBe(written.length);
  });

  it("takes a piece that is larger than its buffers", async () => {
    const sink = makeSink();
    const output = new OutputBuffer(sink);
    const text = "é".repeat(3_000_000);
    output.appendText("[");
    output.appendText(text);
    output.appendBytes(Buffer.from(text));
    await output.finish();
    expect(Buffer.concat(sink.chunks).toString() === `[${text}${text}`).toBe(true);
  });

  it("gathers small pieces to large writes", async () => {
    const sink = makeSink();
    const output = new OutputBuffer(sink);
    await fillUntil(output, () => sink.chunks.length === 2);
    expect(Math.min(...sink.chunks.map((chunk) => chunk.length))).toBeGreaterThan(250_000);
  });

  it("has one write under way at a time", async () => {
    let running = 0;
    let most = 0;
    let count = 0;
    const output = new OutputBuffer({
      async write() {
        count++;
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
      },
    });
    await fillUntil(output, () => count === 5);
    await output.finish();
    expect(most).toBe(1);
  });

  it("does not change bytes that are still being written", async () => {
    const given: Buffer[] = [];
    const gate = Promise.withResolvers<undefined>();
    const output = new OutputBuffer({
      async write(bytes) {
        given.push(bytes);
        await gate.promise;
      },
    });
    await fillUntil(output, () => given.length === 1, "a");
    const before = given[0]?.toString();
    for (let count = 0; count < 200; count++) output.appendText("b".repeat(1_000));
    expect(before).toMatch(/^a+$/);
    expect(given[0]?.toString() === before).toBe(true);
    gate.resolve(undefined);
    await output.finish();
  });

  it("throws what a write threw, at the next one or at the end", async () => {
    let count = 0;
    const failing = () =>
      new OutputBuffer({
        write() {
          count++;
          return Promise.reject(new Error("disk full"));
        },
      });
    await expect(fillUntil(failing(), () => count === 2)).rejects.toThrow("disk full");
    const finished = failing();
    finished.appendText("x");
    await expect(finished.finish()).rejects.toThrow("disk full");
  });
});
