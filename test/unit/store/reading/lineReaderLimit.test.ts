import { describe, expect, it } from "vitest";
import { MAX_LINE_BYTES } from "../../../../extension/store/reading/lineReader.ts";
import { heldBufferBytes } from "../../../support/heldBuffers.ts";
import { lineFile } from "./lineReading.ts";

const BUFFER_SIZES = [4_096, 65_536, 262_144, 1_000_003];

/** A line of so many bytes that begins with its mark. */
function lineOf(byteCount: number, mark: string): string {
  return mark.padEnd(byteCount, "x");
}

describe("LineReader and long lines", () => {
  it.each(BUFFER_SIZES)("gives a line of exactly 1 MiB (buffer: %i bytes)", async (bufferBytes) => {
    const lines = [
      "before",
      lineOf(MAX_LINE_BYTES, "long"),
      "after",
      lineOf(MAX_LINE_BYTES, "end"),
    ];
    const read = await lineFile(lines.join("\n"));
    const { texts, tooLong } = await read({ bufferBytes });
    expect(texts.map((text) => text.length)).toEqual(lines.map((line) => line.length));
    expect(texts).toEqual(lines);
    expect(tooLong).toEqual([]);
  });

  it.each(BUFFER_SIZES)("passes over one byte more (buffer: %i bytes)", async (bufferBytes) => {
    const long = lineOf(MAX_LINE_BYTES + 1, "long");
    const read = await lineFile(`before\n${long}\n${long}\nafter\n${long}`);
    const { texts, textsInFile, numbers, tooLong } = await read({ bufferBytes });
    expect(texts).toEqual(["before", "after"]);
    expect(textsInFile).toEqual(texts);
    expect(numbers).toEqual([1, 4]);
    expect(tooLong).toEqual([2, 3, 5]);
  });

  it("counts bytes and not characters", async () => {
    const fits = "é".repeat(MAX_LINE_BYTES / 2);
    const read = await lineFile(`${fits}\n${fits}e\nafter\n`);
    const { texts, tooLong } = await read();
    expect(texts).toEqual([fits, "after"]);
    expect(tooLong).toEqual([2]);
  });

  it.each(BUFFER_SIZES)("passes over 20 MiB at once (buffer: %i bytes)", async (bufferBytes) => {
    const read = await lineFile(`before\n${"x".repeat(20 * MAX_LINE_BYTES)}\nafter\n`);
    const { texts, numbers, tooLong, readBytes } = await read({ bufferBytes });
    expect(texts).toEqual(["before", "after"]);
    expect(numbers).toEqual([1, 3]);
    expect(tooLong).toEqual([2]);
    expect(readBytes).toBe("before\n".length + 20 * MAX_LINE_BYTES + "\nafter\n".length);
  });

  it("does not hold more than a few lines of 1 MiB at a time", async () => {
    const read = await lineFile(`${lineOf(MAX_LINE_BYTES, "long")}\n`.repeat(40));
    const heldBytes: number[] = [];
    let loadCount = 0;
    const onLoaded = () => {
      // To collect garbage at each of some hundreds of loads would take seconds.
      if (loadCount++ % 17 === 0) heldBytes.push(heldBufferBytes());
    };
    const { tooLong, numbers } = await read({ bufferBytes: 4_096, onLoaded });
    expect(tooLong).toEqual([]);
    expect(numbers).toHaveLength(40);
    expect(heldBytes.length).toBeGreaterThan(15);
    const [heldAtFirst = 0] = heldBytes;
    expect(Math.max(...heldBytes) - heldAtFirst).toBeLessThan(24 * MAX_LINE_BYTES);
  });

  it("passes over a long line however the reads end inside and around it", async () => {
    const long = lineOf(MAX_LINE_BYTES + 1, "long");
    const read = await lineFile(`a\n${long}\nb\n`);
    for (let bufferBytes = 262_140; bufferBytes <= 262_148; bufferBytes++) {
      const { texts, tooLong } = await read({ bufferBytes });
      expect(texts, `${bufferBytes} bytes`).toEqual(["a", "b"]);
      expect(tooLong, `${bufferBytes} bytes`).toEqual([2]);
    }
  });
});
