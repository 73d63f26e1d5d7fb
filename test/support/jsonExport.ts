import { JsonNumber, parseStrictJson, type JsonValue } from "./strictJson.ts";

/** An event of a JSON export. */
export type ExportedEvent = Readonly<Record<string, unknown>>;

/**
 * Reads an exported JSON array strictly. Throws if it is not a valid document with one event per
 * line between "[" and "]".
 */
export function readJsonExport(bytes: Uint8Array): readonly ExportedEvent[] {
  const document = parseStrictJson(bytes);
  if (!Array.isArray(document)) throw new Error("the document is no array");
  const events = document.map((event) => {
    if (!(event instanceof Map)) throw new Error("an event is no object");
    return Object.fromEntries([...event].map(([key, value]) => [key, toPlain(value)]));
  });
  checkLines(Buffer.from(bytes).toString(), events.length);
  return events;
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
