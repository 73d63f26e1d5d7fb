import type { EventError } from "../../shared/event.ts";

/** OpenTelemetry's default limit of attributes on one record. */
const MAX_FIELDS = 128;

/** Semantic conventions ask for short names; nobody reads one longer than this. */
const MAX_NAME_LENGTH = 256;

/** More than fits in an event of 64 KiB: keeps a huge string from being copied only to be cut. */
const MAX_TEXT_LENGTH = 65_536;

/** Fields that may be recorded, and how many were left out. */
export interface CleanFields<T> {
  readonly fields: Record<string, T>;
  readonly droppedCount: number;
}

/**
 * The properties as text. Text, finite numbers and truth values stay, `undefined` means "not
 * given", and anything else is dropped and counted. Never throws, whatever it is given.
 */
export function cleanProperties(given: unknown): CleanFields<string> {
  return clean(given, (value) => {
    switch (typeof value) {
      case "string":
        return cut(value);
      case "number":
        return Number.isFinite(value) ? String(value) : undefined;
      case "boolean":
        return String(value);
      default:
        return undefined;
    }
  });
}

/** The measurements that are finite numbers; the rest is dropped and counted. Never throws. */
export function cleanMeasurements(given: unknown): CleanFields<number> {
  return clean(given, (value) =>
    typeof value === "number" && Number.isFinite(value) ? value : undefined,
  );
}

/** The name of an event; whatever is no text, or is empty, becomes "unnamed". Never throws. */
export function cleanEventName(given: unknown): string {
  return typeof given === "string" && given !== "" ? cut(given) : "unnamed";
}

/**
 * Describes whatever was thrown. An error whose message names what belongs to the user says in
 * `recordedMessage` what may be recorded instead. Never throws, even where reading a field does.
 */
export function describeError(thrown: unknown): EventError {
  if (typeof thrown !== "object" || thrown === null) {
    return { message: typeof thrown === "string" ? cut(thrown) : safeText(thrown) };
  }
  const type = readText(thrown, "name") ?? constructorName(thrown);
  const code = readText(thrown, "code");
  return {
    message: readText(thrown, "recordedMessage") ?? readText(thrown, "message") ?? safeText(thrown),
    ...(type !== undefined && type !== "" && { type }),
    ...(code !== undefined && code !== "" && { code }),
  };
}

function clean<T>(given: unknown, convert: (value: unknown) => T | undefined): CleanFields<T> {
  // Without a prototype, so that a field named "__proto__" is a field like any other.
  const fields = Object.create(null) as Record<string, T>;
  if (given === undefined || given === null) return { fields, droppedCount: 0 };
  let droppedCount = 0;
  let keptCount = 0;
  let names: string[];
  try {
    // A list or a text would be taken apart into a field for each of its members.
    if (typeof given !== "object" || Array.isArray(given) || ArrayBuffer.isView(given)) {
      return { fields, droppedCount: 1 };
    }
    names = Object.keys(given);
  } catch {
    return { fields, droppedCount: 1 };
  }
  for (const name of names) {
    let converted: T | undefined;
    try {
      const value: unknown = Reflect.get(given, name);
      if (value === undefined) continue;
      converted = convert(value);
    } catch {
      // A getter that throws: counted below like any other bad field.
    }
    const hasRoom = keptCount < MAX_FIELDS && name !== "" && name.length <= MAX_NAME_LENGTH;
    if (converted !== undefined && hasRoom) {
      fields[name] = converted;
      keptCount++;
    } else {
      droppedCount++;
    }
  }
  return { fields, droppedCount };
}

function readText(from: object, name: string): string | undefined {
  try {
    const value: unknown = Reflect.get(from, name);
    if (typeof value === "string") return cut(value);
    if (typeof value === "number") return String(value);
  } catch {
    // As good as absent.
  }
  return undefined;
}

function constructorName(thrown: object): string | undefined {
  try {
    const made: unknown = Reflect.get(thrown, "constructor");
    return typeof made === "function" ? readText(made, "name") : undefined;
  } catch {
    return undefined;
  }
}

function safeText(value: unknown): string {
  try {
    return cut(String(value));
  } catch {
    return "An error that cannot be described";
  }
}

/** Keeps one unit more than fits, by which the size limit sees that the text was longer. */
function cut(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? text.slice(0, MAX_TEXT_LENGTH + 1) : text;
}
