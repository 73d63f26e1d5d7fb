/** OpenTelemetry's default attribute count limit per record. */
const MAX_FIELDS = 128;

/** Far longer than the names that semantic conventions recommend. */
const MAX_NAME_LENGTH = 256;

/** More than a 64 KiB event can hold; avoids copying huge strings only to truncate them. */
export const MAX_STRING_LENGTH = 65_536;

/** The recordable fields and the number of dropped ones. */
export interface CleanFields<T> {
  readonly fields: Record<string, T>;
  readonly droppedCount: number;
}

/**
 * Converts properties to strings. Keeps strings, finite numbers and booleans, treats `undefined`
 * as absent, and drops and counts anything else. Never throws, whatever the input.
 */
export function cleanProperties(input: unknown): CleanFields<string> {
  return clean(input, (value) => {
    switch (typeof value) {
      case "string":
        return limitLength(value);
      case "number":
        return Number.isFinite(value) ? String(value) : undefined;
      case "boolean":
        return String(value);
      default:
        return undefined;
    }
  });
}

/** Keeps measurements that are finite numbers; drops and counts the rest. Never throws. */
export function cleanMeasurements(input: unknown): CleanFields<number> {
  return clean(input, (value) =>
    typeof value === "number" && Number.isFinite(value) ? value : undefined,
  );
}

/** Returns the event name, or "unnamed" if it is empty or not a string. Never throws. */
export function cleanEventName(input: unknown): string {
  return typeof input === "string" && input !== "" ? limitLength(input) : "unnamed";
}

function clean<T>(input: unknown, convert: (value: unknown) => T | undefined): CleanFields<T> {
  // Without a prototype, "__proto__" is a field like any other.
  const fields = Object.create(null) as Record<string, T>;
  if (input === undefined || input === null) return { fields, droppedCount: 0 };
  let droppedCount = 0;
  let keptCount = 0;
  let names: string[];
  try {
    // An array, a string or a buffer would become one field per element.
    if (typeof input !== "object" || Array.isArray(input) || ArrayBuffer.isView(input)) {
      return { fields, droppedCount: 1 };
    }
    names = Object.keys(input);
  } catch {
    return { fields, droppedCount: 1 };
  }
  for (const name of names) {
    let converted: T | undefined;
    try {
      const value: unknown = Reflect.get(input, name);
      if (value === undefined) continue;
      converted = convert(value);
    } catch {
      // A throwing getter is counted below like any other invalid field.
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

/** Keeps one UTF-16 unit more than fits, so that `limitSize` detects the truncation. */
function limitLength(text: string): string {
  return text.length > MAX_STRING_LENGTH ? text.slice(0, MAX_STRING_LENGTH + 1) : text;
}
