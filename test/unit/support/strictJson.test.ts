import { describe, expect, it } from "vitest";
import {
  JsonNumber,
  keyPath,
  maxJsonDepth,
  mismatch,
  parseStrictJson,
  StrictJsonError,
  type JsonValue,
} from "../../support/strictJson.ts";

function toPlain(value: JsonValue): unknown {
  if (value instanceof JsonNumber) return value.value;
  if (Array.isArray(value)) return value.map(toPlain);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, member]) => [key, toPlain(member)]));
}

function failure(input: Uint8Array | string): StrictJsonError {
  try {
    parseStrictJson(input);
  } catch (error) {
    if (error instanceof StrictJsonError) return error;
    throw error;
  }
  throw new Error("was accepted");
}

function bytes(...parts: (string | number)[]): Buffer {
  return Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.of(part))),
  );
}

const bom = "\ufeff";

describe("parseStrictJson", () => {
  it.each([
    "null",
    " true ",
    "false",
    '"text"',
    '""',
    "[]",
    "{}",
    "[ ]",
    "{ }",
    " \t\r\n[1 , 2]\n",
    '{"a":{"b":[null,{"c":"d"}]},"":[[]]}',
    '"\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0041 \\uD83D\\uDE00"',
    '"\\u0000 é 😀 \u2028 \u007f \ufffd"',
    "[0,-0,1,-1.5,1e3,1E+3,1e-3,0.1,12345678901234567890,1e999]",
    '{"__proto__":{"x":1},"constructor":2,"2":3,"1":4}',
  ])("reads %s as JSON.parse does", (text) => {
    expect(toPlain(parseStrictJson(text))).toEqual(JSON.parse(text));
    expect(parseStrictJson(Buffer.from(text))).toEqual(parseStrictJson(text));
  });

  it("keeps the source text of a number", () => {
    const numbers = ["1.0", "1e3", "-0", "12345678901234567890", "0.10"];
    expect(parseStrictJson(`[${numbers.join(",")}]`)).toEqual(
      numbers.map((source) => new JsonNumber(source)),
    );
  });

  it("keeps keys in document order", () => {
    const parsed = parseStrictJson('{"b":0,"2":0,"1":0,"a":0}');
    expect(parsed instanceof Map ? [...parsed.keys()] : []).toEqual(["b", "2", "1", "a"]);
  });

  it("reads bytes in the middle of a larger buffer", () => {
    expect(parseStrictJson(Buffer.from('xx["é"]xx').subarray(2, -2))).toEqual(["é"]);
  });

  it.each<[what: string, input: Uint8Array | string, message: string]>([
    ["an empty document", "", "expected a value (byte 0)"],
    ["only space", " \n", "expected a value (byte 2)"],
    ["text after the document", "{} x", "text after the end of the document (byte 3)"],
    ["a second document", "1\n2", "text after the end of the document (byte 2)"],
    ["a comment", "[1,/**/2]", "[1]: expected a value (byte 3)"],
    ["a byte order mark in bytes", Buffer.from(`${bom}{}`), "byte order mark (byte 0)"],
    ["a byte order mark in text", `${bom}{}`, "byte order mark (byte 0)"],
    ["a byte that is not UTF-8", bytes('["é\ufffd', 0xff, '"]'), "invalid UTF-8 (byte 7)"],
    ["a cut sequence", bytes('["a"]', 0xe2, 0x82), "invalid UTF-8 (byte 5)"],
    ["an overlong sequence", bytes('"', 0xc0, 0xaf, '"'), "invalid UTF-8 (byte 1)"],
    ["an encoded surrogate", bytes('"', 0xed, 0xa0, 0x80, '"'), "invalid UTF-8 (byte 1)"],
    ["a raw lone surrogate", '["é\ud800"]', "lone surrogate (byte 4)"],
    ["an escaped high surrogate", '{"a":["\\ud83d"]}', "a[0]: lone surrogate (byte 6)"],
    ["an escaped low surrogate", '["x\\ude00\\ud83d"]', "[0]: lone surrogate (byte 1)"],
    ["a lone surrogate in a key", '{"\\ud83d":1}', "lone surrogate (byte 1)"],
    ["a duplicate key", '{"a":[{"b":1,"b":1}]}', "a[0].b: duplicate key (byte 13)"],
    ["a duplicate key by escape", '{"a":1,"\\u0061":1}', "a: duplicate key (byte 7)"],
    ["a duplicate odd key", '{"a b":1,"a b":1}', '["a b"]: duplicate key (byte 9)'],
    ["an open object", '{"a":1', "a: expected ',' or '}' (byte 6)"],
    ["an open array", "[1", "[0]: expected ',' or ']' (byte 2)"],
    ["a wrong closing bracket", "[1}", "[0]: expected ',' or ']' (byte 2)"],
    ["a comma at an object's end", '{"a":1,}', "expected a quoted key (byte 7)"],
    ["a comma at an array's end", "[1,]", "[1]: expected a value (byte 3)"],
    ["a missing colon", '{"a" 1}', "a: expected ':' (byte 5)"],
    ["an unquoted key", "{a:1}", "expected a quoted key (byte 1)"],
    ["single quotes", "['a']", "[0]: expected a value (byte 1)"],
    ["an open string", '["é', "[0]: string without an end (byte 4)"],
    ["an open escape", '"\\', "invalid escape (byte 1)"],
    ["a control character", '["a\u001fb"]', "[0]: control character in a string (byte 3)"],
    ["a line break in a string", '"a\nb"', "control character in a string (byte 2)"],
    ["an unknown escape", '"a\\x41"', "invalid escape (byte 2)"],
    ["a short unicode escape", '"\\u12"', "invalid escape (byte 1)"],
    ["a signed unicode escape", '"\\u+123"', "invalid escape (byte 1)"],
    ["another kind of space", "\u00a01", "expected a value (byte 0)"],
    ["a cut literal", "tru", "expected a value (byte 0)"],
    ["a capital literal", "True", "expected a value (byte 0)"],
    ["NaN", "NaN", "expected a value (byte 0)"],
    ["-Infinity", "-Infinity", "expected a value (byte 0)"],
    ["a plus sign", "+1", "expected a value (byte 0)"],
    ["a leading zero", "01", "text after the end of the document (byte 1)"],
    ["a fraction without digits", "1.", "text after the end of the document (byte 1)"],
    ["a fraction without a number", ".5", "expected a value (byte 0)"],
    ["an exponent without digits", "[1e]", "[0]: expected ',' or ']' (byte 2)"],
    ["a hexadecimal number", "0x10", "text after the end of the document (byte 1)"],
  ])("rejects %s", (_what, input, message) => {
    expect(failure(input).message).toBe(message);
  });

  it("says where by path and byte offset", () => {
    const error = failure('{"é":{"list":[0,{"x":nul}]}}');
    expect(error).toMatchObject({ path: '["é"].list[1].x', byteOffset: 22 });
    expect(error).toBeInstanceOf(Error);
  });

  it("reads containers nested as deep as allowed and no deeper", () => {
    const lists = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    const objects = (depth: number) => '{"k":'.repeat(depth) + "1" + "}".repeat(depth);
    expect(maxJsonDepth).toBe(100);
    expect(() => parseStrictJson(lists(100))).not.toThrow();
    expect(() => parseStrictJson(objects(100))).not.toThrow();
    expect(failure(lists(101)).message).toMatch(/nested deeper than 100 \(byte 100\)$/);
    expect(failure(objects(101)).message).toMatch(/nested deeper than 100 \(byte 500\)$/);
    expect(failure("[".repeat(1_000_000)).message).toMatch(/nested deeper than 100/);
  });

  it("reads a document of several megabytes", () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => ({
      id: String(index),
      text: `\u00e9 "quoted" \n ${"x".repeat(100)}`,
      values: [index, index / 3, null, true],
    }));
    const text = JSON.stringify(rows);
    expect(text.length).toBeGreaterThan(3_000_000);
    expect(toPlain(parseStrictJson(Buffer.from(text)))).toEqual(rows);
  });
});

describe("keyPath", () => {
  it("quotes only the keys that need it", () => {
    expect(keyPath("", "a")).toBe("a");
    expect(keyPath("a[0]", "b_1")).toBe("a[0].b_1");
    expect(keyPath("a", "b.c")).toBe('a["b.c"]');
    expect(keyPath("", "")).toBe('[""]');
  });
});

describe("mismatch", () => {
  it.each<[JsonValue, string]>([
    [null, "null instead of this"],
    [true, "true instead of this"],
    [[], "an array instead of this"],
    [new Map(), "an object instead of this"],
    [new JsonNumber("1e3"), "the number 1e3 instead of this"],
    ["x".repeat(50), `the string "${"x".repeat(40)}" instead of this`],
  ])("describes %s", (value, message) => {
    expect(mismatch(value, "this")).toBe(message);
  });
});
