import { isUtf8 } from "node:buffer";

/** A parsed JSON value. Objects are Maps in document order, and numbers keep their source text. */
export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | Map<string, JsonValue>;

/** A parsed JSON object: keys are unique and in document order. */
export type JsonObject = Map<string, JsonValue>;

/** The maximum nesting depth. The outermost container is level 1. */
export const maxJsonDepth = 100;

/** A JSON number with its source text. `value` is the JavaScript number. */
export class JsonNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  get value(): number {
    return Number(this.source);
  }
}

/** The only error of the parser, with the path (empty for the root) and byte offset. */
export class StrictJsonError extends Error {
  override readonly name = "StrictJsonError";
  readonly path: string;
  readonly byteOffset: number;

  constructor(reason: string, path: string, byteOffset: number) {
    super(`${path === "" ? "" : `${path}: `}${reason} (byte ${String(byteOffset)})`);
    this.path = path;
    this.byteOffset = byteOffset;
  }
}

/**
 * Parses a JSON document. Throws `StrictJsonError` on a byte order mark, invalid UTF-8, a lone
 * surrogate, a duplicate key, trailing text, or nesting deeper than `maxJsonDepth`.
 */
export function parseStrictJson(input: Uint8Array | string): JsonValue {
  const text = typeof input === "string" ? wellFormed(input) : decodeUtf8(input);
  return new Parser(text).document();
}

/** Appends a key to a path: `a.b` for plain names, `a["b c"]` for others. */
export function keyPath(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** An error message for an unexpected value. */
export function mismatch(value: JsonValue, expected: string): string {
  return `${describe(value)} instead of ${expected}`;
}

function describe(value: JsonValue): string {
  if (Array.isArray(value)) return "an array";
  if (value instanceof Map) return "an object";
  if (value instanceof JsonNumber) return `the number ${value.source.slice(0, 40)}`;
  if (typeof value === "string") return `the string ${JSON.stringify(value.slice(0, 40))}`;
  return String(value);
}

function wellFormed(text: string): string {
  if (text.isWellFormed()) return text;
  const lone = text.search(/\p{Surrogate}/u);
  throw new StrictJsonError("lone surrogate", "", Buffer.byteLength(text.slice(0, lone)));
}

function decodeUtf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString("utf8");
  if (isUtf8(bytes)) return text;
  throw new StrictJsonError("invalid UTF-8", "", firstInvalidByte(buffer, text));
}

/** The position of the first U+FFFD in the decoded text that is not in the bytes. */
function firstInvalidByte(buffer: Buffer, text: string): number {
  let from = 0;
  let offset = 0;
  for (;;) {
    const found = text.indexOf("\ufffd", from);
    if (found < 0) return buffer.length;
    offset += Buffer.byteLength(text.slice(from, found));
    if (buffer.toString("latin1", offset, offset + 3) !== "\xef\xbf\xbd") return offset;
    from = found + 1;
    offset += 3;
  }
}

const quote = 0x22;
const backslash = 0x5c;
const firstPrintable = 0x20;
const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

class Parser {
  private readonly text: string;
  private readonly numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
  private readonly path: (string | number | undefined)[] = [];
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): JsonValue {
    if (this.text.startsWith("\ufeff")) this.fail("byte order mark");
    this.skipSpace();
    const value = this.value();
    this.skipSpace();
    if (this.position < this.text.length) this.fail("text after the end of the document");
    return value;
  }

  private value(): JsonValue {
    switch (this.text[this.position]) {
      case "{":
        return this.object();
      case "[":
        return this.array();
      case '"':
        return this.string();
      case "t":
        return this.literal("true", true);
      case "f":
        return this.literal("false", false);
      case "n":
        return this.literal("null", null);
      default:
        return this.number();
    }
  }

  private object(): JsonObject {
    const result: JsonObject = new Map();
    const level = this.enter();
    if (this.skipIf("}")) return this.leave(result);
    for (;;) {
      this.path[level] = undefined;
      if (this.text[this.position] !== '"') this.fail("expected a quoted key");
      const start = this.position;
      const key = this.string();
      this.path[level] = key;
      if (result.has(key)) this.fail("duplicate key", start);
      this.skipSpace();
      if (!this.skipIf(":")) this.fail("expected ':'");
      result.set(key, this.value());
      this.skipSpace();
      if (this.skipIf("}")) return this.leave(result);
      if (!this.skipIf(",")) this.fail("expected ',' or '}'");
    }
  }

  private array(): JsonValue[] {
    const result: JsonValue[] = [];
    const level = this.enter();
    if (this.skipIf("]")) return this.leave(result);
    for (;;) {
      this.path[level] = result.length;
      result.push(this.value());
      this.skipSpace();
      if (this.skipIf("]")) return this.leave(result);
      if (!this.skipIf(",")) this.fail("expected ',' or ']'");
    }
  }

  private enter(): number {
    const level = this.path.length;
    if (level >= maxJsonDepth) this.fail(`nested deeper than ${String(maxJsonDepth)}`);
    this.path.push(undefined);
    this.position += 1;
    this.skipSpace();
    return level;
  }

  private leave<T>(result: T): T {
    this.path.pop();
    return result;
  }

  private string(): string {
    const start = this.position;
    let unescaped = "";
    let run = start + 1;
    for (let end = run; ; end += 1) {
      const code = this.text.charCodeAt(end);
      if (code === quote) {
        this.position = end + 1;
        const value = unescaped + this.text.slice(run, end);
        if (unescaped !== "" && !value.isWellFormed()) this.fail("lone surrogate", start);
        return value;
      }
      if (code === backslash) {
        const [character, length] = this.escape(end);
        unescaped += this.text.slice(run, end) + character;
        run = end + length;
        end = run - 1;
      } else if (!(code >= firstPrintable)) {
        this.failInString(end);
      }
    }
  }

  private escape(at: number): readonly [character: string, length: number] {
    const letter = this.text[at + 1] ?? "";
    const simple = simpleEscapes.get(letter);
    if (simple !== undefined) return [simple, 2];
    const digits = this.text.slice(at + 2, at + 6);
    if (letter !== "u" || !/^[0-9A-Fa-f]{4}$/.test(digits)) this.fail("invalid escape", at);
    return [String.fromCharCode(parseInt(digits, 16)), 6];
  }

  private literal<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.position)) this.fail("expected a value");
    this.position += word.length;
    return value;
  }

  private number(): JsonNumber {
    this.numberPattern.lastIndex = this.position;
    const source = this.numberPattern.exec(this.text)?.[0];
    if (source === undefined) this.fail("expected a value");
    this.position += source.length;
    return new JsonNumber(source);
  }

  /** Skips a punctuation character and the whitespace after it. */
  private skipIf(character: string): boolean {
    if (this.text[this.position] !== character) return false;
    this.position += 1;
    this.skipSpace();
    return true;
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.position);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.position += 1;
    }
  }

  private failInString(at: number): never {
    const ended = at >= this.text.length;
    return this.fail(ended ? "string without an end" : "control character in a string", at);
  }

  private fail(reason: string, at = this.position): never {
    let path = "";
    for (const step of this.path) {
      if (typeof step === "number") path += `[${String(step)}]`;
      if (typeof step === "string") path = keyPath(path, step);
    }
    throw new StrictJsonError(reason, path, Buffer.byteLength(this.text.slice(0, at)));
  }
}
