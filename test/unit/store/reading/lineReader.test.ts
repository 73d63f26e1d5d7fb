import { describe, expect, it } from "vitest";
import { lineFile } from "./lineReading.ts";

describe("LineReader", () => {
  it.each([
    ["an empty file", "", []],
    ["one LF", "\n", [""]],
    ["a line without LF", "a", ["a"]],
    ["a line with LF", "a\n", ["a"]],
    ["an unfinished last line", "a\nb", ["a", "b"]],
    ["empty lines", "\n\na\n\n", ["", "", "a", ""]],
    ["CR LF, the CR being part of the line", "a\r\nb\r\n", ["a\r", "b\r"]],
    ["a CR alone, which ends no line", "a\rb\n", ["a\rb"]],
    ["U+2028 and U+2029, which end no line", "a\u2028b\u2029c\n", ["a\u2028b\u2029c"]],
    ["U+0085, VT and FF, which end no line", "a\u0085b\vc\fd\n", ["a\u0085b\vc\fd"]],
    ["NUL bytes", "\0a\0\n\0\n", ["\0a\0", "\0"]],
    ["a byte order mark, which is left out at the start", "\ufeffa\nb\n", ["a", "b"]],
    ["a byte order mark alone", "\ufeff", [""]],
    ["byte order marks elsewhere, which stay", "a\n\ufeffb\n", ["a", "\ufeffb"]],
    ["a second byte order mark, which stays", "\ufeff\ufeffa\n", ["\ufeffa"]],
    ["characters of two, three and four bytes", "é€😀\n", ["é€😀"]],
  ])("splits %s", async (_, content, lines) => {
    const read = await (await lineFile(content))();
    expect(read.texts).toEqual(lines);
    expect(read.textsOfBytes).toEqual(lines);
    expect(read.textsInFile).toEqual(lines);
    expect(read.numbers).toEqual(lines.map((_line, index) => index + 1));
    expect(read.readBytes).toBe(Buffer.byteLength(content));
  });

  it.each([
    ["a byte that starts nothing", [0xff], "\ufffd"],
    ["half a character", [0xe2, 0x82], "\ufffd"],
    ["a lone continuation byte", [0x80], "\ufffd"],
    ["a surrogate as bytes", [0xed, 0xa0, 0x80], "\ufffd\ufffd\ufffd"],
    ["an overlong form of LF", [0xc0, 0x8a], "\ufffd\ufffd"],
  ])("replaces %s in text and bytes alike", async (_, invalid, replacement) => {
    const content = Buffer.concat([Buffer.from("a"), Buffer.from(invalid), Buffer.from("b\nc\n")]);
    const read = await (await lineFile(content))();
    expect(read.texts).toEqual([`a${replacement}b`, "c"]);
    expect(read.textsOfBytes).toEqual(read.texts);
  });

  it("does not let the end of one line complete the start of the next", async () => {
    const content = Buffer.from([0x61, 0xe2, 0x0a, 0x82, 0xac, 0x0a]);
    const read = await (await lineFile(content))();
    expect(read.texts).toEqual(["a\ufffd", "\ufffd\ufffd"]);
  });

  it("reads up to the given end and not what was appended since", async () => {
    const content = "first\nsecond\nthird\n";
    const read = await (await lineFile(content))({ endBytes: "first\nsec".length });
    expect(read.texts).toEqual(["first", "sec"]);
  });

  it("stops where the file ends before the given end", async () => {
    const read = await (await lineFile("first\nsecond"))({ endBytes: 1_000_000 });
    expect(read.texts).toEqual(["first", "second"]);
  });
});

describe("LineReader with buffers of every size", () => {
  const lines = [
    '{"event":"ascii"}',
    "",
    "\r",
    "two bytes é, three €, four 😀, joined 👩‍👩‍👧",
    "\u2028\u2029",
    "\0\0\0",
    "x".repeat(70),
    "\ufeff in the middle",
    "last, without LF 😀",
  ];
  const content = `\ufeff${lines.join("\n")}`;
  const invalid = Buffer.concat([Buffer.from(content), Buffer.from([0x0a, 0xf0, 0x9f, 0x98])]);

  it.each([true, false])("gives the same lines (reading ahead: %s)", async (readsAhead) => {
    const read = await lineFile(content);
    for (let bufferBytes = 1; bufferBytes <= Buffer.byteLength(content) + 2; bufferBytes++) {
      const { texts, textsOfBytes, textsInFile, numbers } = await read({ bufferBytes, readsAhead });
      expect(texts, `${bufferBytes} bytes`).toEqual(lines);
      expect(textsOfBytes, `${bufferBytes} bytes`).toEqual(lines);
      expect(textsInFile, `${bufferBytes} bytes`).toEqual(lines);
      expect(numbers, `${bufferBytes} bytes`).toEqual(lines.map((_, index) => index + 1));
    }
  });

  it("goes on from where an earlier reading ended", async () => {
    const read = await lineFile(content);
    const first = Buffer.from(content).indexOf("two bytes");
    for (let bufferBytes = 1; bufferBytes <= 200; bufferBytes++) {
      const from = { offset: first, lineCount: 3 };
      const { texts, textsInFile, numbers } = await read({ bufferBytes, from });
      expect(texts, `${bufferBytes} bytes`).toEqual(lines.slice(3));
      expect(textsInFile, `${bufferBytes} bytes`).toEqual(lines.slice(3));
      expect(numbers, `${bufferBytes} bytes`).toEqual([4, 5, 6, 7, 8, 9]);
    }
  });

  it("gives the same lines where one of them is no UTF-8", async () => {
    const read = await lineFile(invalid);
    for (let bufferBytes = 1; bufferBytes <= invalid.length + 2; bufferBytes++) {
      const { texts, textsOfBytes } = await read({ bufferBytes });
      expect(texts, `${bufferBytes} bytes`).toEqual([...lines, "\ufffd"]);
      expect(textsOfBytes, `${bufferBytes} bytes`).toEqual([...lines, "\ufffd"]);
    }
  });

  it("gives the same lines where the texts of a buffer are made in several parts", async () => {
    // The parts are 64 KiB; a line lies across each edge, once ASCII and once not.
    const long = Array.from({ length: 3_000 }, (_, index) =>
      index % 1_000 < 500
        ? `ascii ${index} ${"x".repeat(90)}`
        : `wide ${index} ${"é😀".repeat(14)}`,
    );
    const read = await lineFile(long.join("\n"));
    for (const bufferBytes of [65_535, 65_536, 65_537, 100_003, 131_072, 262_144, 500_000]) {
      const { texts, textsOfBytes } = await read({ bufferBytes });
      expect(texts, `${bufferBytes} bytes`).toEqual(long);
      expect(textsOfBytes, `${bufferBytes} bytes`).toEqual(long);
    }
  });
});
