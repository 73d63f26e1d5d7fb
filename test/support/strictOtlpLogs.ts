import { JsonNumber, keyPath, parseStrictJson, StrictJsonError, mismatch } from "./strictJson.ts";
import type { JsonValue } from "./strictJson.ts";

/** An AnyValue as on the wire, with exactly one property. A double may be NaN or infinite. */
export interface OtlpValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: string;
  readonly doubleValue?: number;
  readonly bytesValue?: string;
  readonly arrayValue?: { readonly values?: readonly OtlpValue[] };
  readonly kvlistValue?: { readonly values?: OtlpAttributes };
}

/** Attributes by key, in document order. */
export type OtlpAttributes = ReadonlyMap<string, OtlpValue>;

/** The resource of log records. What the document omits is undefined. */
export interface OtlpResource {
  readonly attributes?: OtlpAttributes;
  readonly droppedAttributesCount?: number;
}

/** The instrumentation scope of log records. What the document omits is undefined. */
export interface OtlpScope extends OtlpResource {
  readonly name?: string;
  readonly version?: string;
}

/** A log record with its resource and scope. What the document omits is undefined. */
export interface OtlpLogRecord {
  readonly resource: OtlpResource;
  readonly resourceSchemaUrl: string | undefined;
  readonly scope: OtlpScope;
  readonly scopeSchemaUrl: string | undefined;
  readonly timeUnixNano: string;
  readonly observedTimeUnixNano?: string;
  readonly severityNumber?: number;
  readonly severityText?: string;
  readonly eventName?: string;
  readonly body?: OtlpValue;
  readonly attributes: OtlpAttributes;
  readonly droppedAttributesCount?: number;
  readonly flags?: number;
  readonly traceId?: string;
  readonly spanId?: string;
}

/** `receiver` are the rules of any strict receiver, and `house` adds our own. */
export type OtlpRules = "house" | "receiver";

/** The only error of `readOtlpLogs`. Its message shows the first 20 problems. */
export class OtlpLogsError extends Error {
  override readonly name = "OtlpLogsError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    const heading = `not valid OTLP/JSON logs, problems: ${String(problems.length)}`;
    super([heading, ...problems.slice(0, 20)].join("\n  "), options);
    this.problems = problems;
  }
}

/**
 * Reads an ExportLogsServiceRequest and returns its log records in document order. Throws an
 * `OtlpLogsError` with all violations of receiver rules or, if there are none, of house rules.
 */
export function readOtlpLogs(bytes: Uint8Array, rules: OtlpRules = "house"): OtlpLogRecord[] {
  const problems: string[] = [];
  const report: Report = (path, problem) => {
    problems.push(`${path === "" ? "document" : path}: ${problem}`);
    return null;
  };
  const request = readRequest(parse(bytes), "", report) ?? {};
  const checksHouse = rules === "house" && problems.length === 0;
  const records = flatten(request, checksHouse ? report : () => null);
  if (problems.length > 0) throw new OtlpLogsError(problems);
  return records;
}

function parse(bytes: Uint8Array): JsonValue {
  try {
    return parseStrictJson(bytes);
  } catch (error) {
    if (!(error instanceof StrictJsonError)) throw error;
    throw new OtlpLogsError([error.message], { cause: error });
  }
}

type Report = (path: string, problem: string) => null;

/** Reads a JSON value. May return null after reporting a problem. */
type Read<T> = (value: JsonValue, path: string, report: Report) => T | null;

type Members<T> = { readonly [K in keyof T]-?: Read<NonNullable<T[K]>> };

const readText: Read<string> = (value, path, report) =>
  typeof value === "string" ? value : report(path, mismatch(value, "a string"));

const readBoolean: Read<boolean> = (value, path, report) =>
  typeof value === "boolean" ? value : report(path, mismatch(value, "true or false"));

const readDouble: Read<number> = (value, path, report) => {
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
  if (!(value instanceof JsonNumber)) return report(path, mismatch(value, "a number"));
  return Number.isFinite(value.value) ? value.value : report(path, "beyond the range of a double");
};

const readBytes: Read<string> = (value, path, report) => {
  if (typeof value !== "string") return report(path, mismatch(value, "a base64 string"));
  if (Buffer.from(value, "base64").toString("base64") === value) return value;
  return report(path, "not padded standard base64");
};

const readUint32 =
  (largest: number): Read<number> =>
  (value, path, report) => {
    if (!(value instanceof JsonNumber)) return report(path, mismatch(value, "an integer"));
    const valid = /^(?:0|[1-9][0-9]*)$/.test(value.source) && value.value <= largest;
    return valid ? value.value : report(path, `not an integer from 0 to ${String(largest)}`);
  };

const readDecimal =
  (least: bigint, largest: bigint): Read<string> =>
  (value, path, report) => {
    if (typeof value !== "string") return report(path, mismatch(value, "a decimal string"));
    if (!/^(?:0|-?[1-9][0-9]*)$/.test(value)) return report(path, "not a canonical decimal");
    const valid = value.length <= 20 && BigInt(value) >= least && BigInt(value) <= largest;
    return valid ? value : report(path, `not from ${String(least)} to ${String(largest)}`);
  };

const readId =
  (digits: number): Read<string> =>
  (value, path, report) => {
    if (typeof value !== "string") return report(path, mismatch(value, "a hex string"));
    const valid = value.length === digits && /^[0-9A-Fa-f]*$/.test(value);
    if (!valid) return report(path, `not ${String(digits)} hex digits`);
    return /[^0]/.test(value) ? value : report(path, "all zero");
  };

const readList =
  <T>(readItem: Read<T>): Read<T[]> =>
  (value, path, report) => {
    if (!Array.isArray(value)) return report(path, mismatch(value, "an array"));
    const items: T[] = [];
    for (const [index, entry] of value.entries()) {
      const item = readItem(entry, `${path}[${String(index)}]`, report);
      if (item !== null) items.push(item);
    }
    return items;
  };

/** A reader of JSON objects with only these keys and all required keys. */
function readMessage<T extends object>(
  members: Members<T>,
  required: readonly (keyof T & string)[] = [],
): Read<Partial<T>> {
  const isMember = (key: string): key is keyof T & string => Object.hasOwn(members, key);
  return (value, path, report) => {
    if (!(value instanceof Map)) return report(path, mismatch(value, "an object"));
    const result: Partial<T> = {};
    for (const [key, member] of value) {
      if (!isMember(key)) {
        report(keyPath(path, key), "unknown key");
        continue;
      }
      const read = members[key](member, keyPath(path, key), report);
      if (read !== null) result[key] = read;
    }
    for (const key of required) if (!value.has(key)) report(keyPath(path, key), "missing");
    return result;
  };
}

const readKeyValue = readMessage({ key: readText, value: readAnyValue }, ["key", "value"]);

const readAttributes: Read<OtlpAttributes> = (list, listPath, report) => {
  const attributes = new Map<string, OtlpValue>();
  const readPair: Read<never> = (pair, path) => {
    const { key, value } = readKeyValue(pair, path, report) ?? {};
    if (key === undefined || value === undefined) return null;
    if (key === "") report(`${path}.key`, "empty");
    if (attributes.has(key)) report(`${path}.key`, `"${key}" is there twice`);
    attributes.set(key, value);
    return null;
  };
  readList(readPair)(list, listPath, report);
  return attributes;
};

const readValues = <T extends object>(values: Read<T>): Read<{ readonly values?: T }> =>
  readMessage<{ values: T }>({ values }, ["values"]);

const readAnyMember = readMessage<OtlpValue>({
  stringValue: readText,
  boolValue: readBoolean,
  intValue: readDecimal(-(2n ** 63n), 2n ** 63n - 1n),
  doubleValue: readDouble,
  bytesValue: readBytes,
  arrayValue: readValues(readList(readAnyValue)),
  kvlistValue: readValues(readAttributes),
});

function readAnyValue(value: JsonValue, path: string, report: Report): OtlpValue | null {
  if (!(value instanceof Map) || value.size === 1) return readAnyMember(value, path, report);
  return report(path, `${String(value.size)} members instead of one`);
}

const readTime = readDecimal(1n, 2n ** 64n - 1n);
const readCount = readUint32(2 ** 32 - 1);

type LogFields = Omit<OtlpLogRecord, "resource" | "resourceSchemaUrl" | "scope" | "scopeSchemaUrl">;

const readLogFields = readMessage<LogFields>(
  {
    timeUnixNano: readTime,
    observedTimeUnixNano: readTime,
    severityNumber: readUint32(24),
    severityText: readText,
    eventName: readText,
    body: readAnyValue,
    attributes: readAttributes,
    droppedAttributesCount: readCount,
    flags: readCount,
    traceId: readId(32),
    spanId: readId(16),
  },
  ["timeUnixNano"],
);

const readLogRecord: typeof readLogFields = (value, path, report) => {
  if (value instanceof Map && value.has("spanId") && !value.has("traceId")) {
    report(`${path}.spanId`, "without a traceId");
  }
  return readLogFields(value, path, report);
};

const resourceMembers = { attributes: readAttributes, droppedAttributesCount: readCount };

const readScopeLogs = readMessage({
  scope: readMessage<OtlpScope>({ name: readText, version: readText, ...resourceMembers }),
  logRecords: readList(readLogRecord),
  schemaUrl: readText,
});

const readResourceLogs = readMessage({
  resource: readMessage<OtlpResource>(resourceMembers),
  scopeLogs: readList(readScopeLogs),
  schemaUrl: readText,
});

const readRequest = readMessage({ resourceLogs: readList(readResourceLogs) });

type Request = NonNullable<ReturnType<typeof readRequest>>;

/** All log records with their resource and scope. Reports violations of house rules. */
function flatten(request: Request, house: Report): OtlpLogRecord[] {
  const records: OtlpLogRecord[] = [];
  for (const [group, path] of entries(request.resourceLogs, "resourceLogs", house)) {
    const { resource = {}, schemaUrl: resourceSchemaUrl } = group;
    const serviceName = resource.attributes?.get("service.name")?.stringValue ?? "";
    if (serviceName === "") house(`${path}.resource`, "no service.name");
    checkSchemaUrl(resourceSchemaUrl, `${path}.schemaUrl`, house);
    for (const [inner, innerPath] of entries(group.scopeLogs, `${path}.scopeLogs`, house)) {
      const { scope = {}, schemaUrl: scopeSchemaUrl } = inner;
      const shared = { resource, resourceSchemaUrl, scope, scopeSchemaUrl };
      checkSchemaUrl(scopeSchemaUrl, `${innerPath}.schemaUrl`, house);
      for (const [fields, at] of entries(inner.logRecords, `${innerPath}.logRecords`, house)) {
        checkRecord(fields, at, house);
        records.push({ timeUnixNano: "0", attributes: new Map(), ...fields, ...shared });
      }
    }
  }
  return records;
}

function entries<T>(list: readonly T[] = [], path: string, house: Report): [T, string][] {
  if (list.length === 0) house(path, "an envelope without records");
  return list.map((item, index) => [item, `${path}[${String(index)}]`]);
}

function checkSchemaUrl(url: string | undefined, path: string, house: Report): void {
  const valid = /^https:\/\/[^\s/?#]+\/(?:[^\s?#]+\/)?\d+\.\d+\.\d+$/.test(url ?? "");
  if (!valid) house(path, "not an https URL that ends in a version");
}

function checkRecord(record: Partial<LogFields>, path: string, house: Report): void {
  if (record.observedTimeUnixNano === undefined) house(`${path}.observedTimeUnixNano`, "missing");
  if ((record.eventName ?? "") === "") house(`${path}.eventName`, "missing");
  if (record.body?.stringValue === undefined) house(`${path}.body`, "not a stringValue");
  if ((record.flags ?? 0) > 0xff) house(`${path}.flags`, "sets reserved bits");
  for (const key of ["traceId", "spanId"] as const) {
    if (/[A-F]/.test(record[key] ?? "")) house(`${path}.${key}`, "not in lower case");
  }
}
