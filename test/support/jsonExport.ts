import { JsonNumber, parseStrictJson, type JsonValue } from "./strictJson.ts";

/** An event of a JSON export. */
export type ExportedEvent = Readonly<Record<string, unknown>>;

/** How deep an exported array may be nested in all. */
const MAX_LEVELS = 64;

/**
 * Reads an exported JSON array as a strict reader. Throws if it is not I-JSON (RFC 7493), deeper
 * than 64 levels, or not laid out as one event a line between "[" and "]".
 */
export function readJsonExport(bytes: Uint8Array): readonly ExportedEvent[] {
  const document = parseStrictJson(bytes);
  checkIJson(document, 1);
  if (!Array.isArray(document)) throw new Error("the document is no array");
  const events = document.map((event) => {
    if (!(event instanceof Map)) throw new Error("an event is no object");
    return Object.fromEntries([...event].map(([key, value]) => [key, toPlain(value)]));
  });
  checkLines(Buffer.from(bytes).toString(), events.length);
  return events;
}

/** What `parseStrictJson` leaves open: noncharacters, numbers and depth. */
function checkIJson(value: JsonValue, level: number): void {
  if (level > MAX_LEVELS) throw new Error(`nested deeper than ${MAX_LEVELS} levels`);
  if (typeof value === "string") checkCharacters(value);
  if (value instanceof JsonNumber && !fitsDouble(value)) throw new Error(`number ${value.source}`);
  if (Array.isArray(value)) for (const item of value) checkIJson(item, levelOf(item, level));
  if (!(value instanceof Map)) return;
  for (const [name, member] of value) {
    checkCharacters(name);
    checkIJson(member, levelOf(member, level));
  }
}

function levelOf(value: JsonValue, outer: number): number {
  return Array.isArray(value) || value instanceof Map ? outer + 1 : outer;
}

function checkCharacters(text: string): void {
  if (/\p{Noncharacter_Code_Point}/u.test(text)) throw new Error("a noncharacter");
}

/** Whether a double holds an integer exactly, or as many digits of a fraction as are written. */
function fitsDouble({ source, value }: JsonNumber): boolean {
  if (!Number.isFinite(value)) return false;
  if (source === String(value)) return true;
  if (/^-?\d+$/.test(source)) return BigInt(source) === BigInt(value);
  return source.replace(/e.*/i, "").replace(/^-?[0.]*|\./g, "").length <= 17;
}

function checkLines(text: string, eventCount: number): void {
  if (eventCount === 0) {
    if (text !== "[]\n") throw new Error("an empty array is not written as []");
    return;
  }
  const [first, ...lines] = text.split("\n");
  const isWhole = first === "[" && lines.at(-1) === "" && lines.at(-2) === "]";
  const eventLines = lines.slice(0, -2);
  if (!isWhole || eventLines.length !== eventCount) throw new Error("not one event a line");
  for (const [index, line] of eventLines.entries()) {
    const isLast = index === eventCount - 1;
    if (!line.startsWith("{") || !line.endsWith(isLast ? "}" : "},")) {
      throw new Error(`line ${index + 2} is no event`);
    }
  }
}

function toPlain(value: JsonValue): unknown {
  if (value instanceof JsonNumber) return value.value;
  if (Array.isArray(value)) return value.map(toPlain);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, member]) => [key, toPlain(member)]));
}
