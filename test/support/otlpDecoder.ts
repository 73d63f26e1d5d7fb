import generatedRoot from "@opentelemetry/otlp-transformer/build/src/generated/root.js";
import { keyPath } from "./strictJson.ts";

/** A decoded protobuf value in JSON form: IDs as lowercase hex, int64 as decimal strings. */
export type DecodedValue = string | number | boolean | DecodedValue[] | DecodedObject;

/** A decoded protobuf message. It contains only the fields that were set. */
export interface DecodedObject {
  [field: string]: DecodedValue;
}

/** The document cannot be read as protobuf, or would lose data. `problems` lists the places. */
export class OtlpDecodeError extends Error {
  override readonly name = "OtlpDecodeError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    const heading = `not preserved by protobuf, problems: ${String(problems.length)}`;
    super([heading, ...problems.slice(0, 20)].join("\n  "), options);
    this.problems = problems;
  }
}

/**
 * Encodes an OTLP/JSON logs document with the official protobuf messages and decodes it again.
 * Drops unknown keys. Throws `OtlpDecodeError` on wrong types.
 */
export function decodeOtlpLogs(bytes: Uint8Array): DecodedObject {
  return throughProtobuf(parse(bytes), false);
}

/** Throws `OtlpDecodeError` if protobuf would lose or change anything in the document. */
export function assertOtlpLogsSurviveProtobuf(bytes: Uint8Array): void {
  const sent = parse(bytes);
  const problems: string[] = [];
  compare(sent, throughProtobuf(sent, true), "", (path, problem) => {
    problems.push(`${path === "" ? "document" : path}: ${problem}`);
  });
  if (problems.length > 0) throw new OtlpDecodeError(problems);
}

/** The methods of a generated protobuf message that are used here. */
interface MessageType {
  fromObject(object: object): object;
  verify(message: object): string | null;
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
  toObject(message: object, options: object): object;
}

const requestName = "opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest";
const requestType = findMessageType(requestName);

function findMessageType(name: string): MessageType {
  let found: unknown = generatedRoot;
  for (const step of name.split(".")) found = isObject(found) ? found[step] : undefined;
  if (!isMessageType(found)) throw new Error(`${name} is not a generated message`);
  return found;
}

function isMessageType(value: unknown): value is MessageType {
  const methods = ["fromObject", "verify", "encode", "decode", "toObject"];
  return (
    typeof value === "function" &&
    methods.every((method) => typeof Reflect.get(value, method) === "function")
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    throw decodeError(error);
  }
}

function throughProtobuf(sent: unknown, withEmptyLists: boolean): DecodedObject {
  try {
    const withIds = idsToBytes(sent);
    if (!isObject(withIds)) throw new OtlpDecodeError(["document: not an object"]);
    const message = requestType.fromObject(withIds);
    const problem = requestType.verify(message);
    if (problem !== null) throw new OtlpDecodeError([problem]);
    const received = requestType.decode(requestType.encode(message).finish());
    const options = { longs: String, bytes: String, json: true, arrays: withEmptyLists };
    return idsToHex(requestType.toObject(received, options));
  } catch (error) {
    throw decodeError(error);
  }
}

function decodeError(error: unknown): OtlpDecodeError {
  if (error instanceof OtlpDecodeError) return error;
  return new OtlpDecodeError([String(error)], { cause: error });
}

function isIdKey(key: string): boolean {
  return key === "traceId" || key === "spanId";
}

/** The generated code treats strings in bytes fields as base64, but OTLP IDs are hex. */
function idsToBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(idsToBytes);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, member]) =>
    isIdKey(key) && typeof member === "string"
      ? [key, Buffer.from(member, "hex")]
      : [key, idsToBytes(member)],
  );
  return Object.fromEntries(entries);
}

function idsToHex(message: object): DecodedObject {
  const result: DecodedObject = {};
  for (const [key, member] of Object.entries(message)) {
    const value = toDecodedValue(member);
    const isId = isIdKey(key) && typeof value === "string";
    result[key] = isId ? Buffer.from(value, "base64").toString("hex") : value;
  }
  return result;
}

function toDecodedValue(value: unknown): DecodedValue {
  if (Array.isArray(value)) return value.map(toDecodedValue);
  if (isObject(value)) return idsToHex(value);
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "number") {
    return value;
  }
  throw new TypeError(`a decoded message holds a ${typeof value}`);
}

type Report = (path: string, problem: string) => void;

/** Both lists must have the same length and items. */
function compareLists(
  sent: unknown[],
  decoded: DecodedValue[],
  path: string,
  report: Report,
): void {
  if (sent.length !== decoded.length) {
    report(path, `sent ${String(sent.length)} items, decoded ${String(decoded.length)}`);
  }
  for (const [index, item] of decoded.entries()) {
    compare(sent[index], item, `${path}[${String(index)}]`, report);
  }
}

/** Decoded lists exist even if they are empty, so a sent empty list counts as preserved. */
function compareObjects(
  sent: Readonly<Record<string, unknown>>,
  decoded: DecodedObject,
  path: string,
  report: Report,
): void {
  for (const key of Object.keys(sent)) {
    if (!Object.hasOwn(decoded, key)) report(keyPath(path, key), "lost");
  }
  for (const [key, value] of Object.entries(decoded)) {
    const before = sent[key];
    if (before === undefined && Array.isArray(value) && value.length === 0) continue;
    const isId = isIdKey(key) && typeof before === "string";
    compare(isId ? before.toLowerCase() : before, value, keyPath(path, key), report);
  }
}

function compare(sent: unknown, decoded: DecodedValue, path: string, report: Report): void {
  if (Array.isArray(sent) && Array.isArray(decoded)) {
    compareLists(sent, decoded, path, report);
  } else if (isObject(sent) && isObject(decoded)) {
    compareObjects(sent, decoded, path, report);
  } else if (!isSameScalar(sent, decoded)) {
    report(path, `sent ${JSON.stringify(sent)}, decoded ${JSON.stringify(decoded)}`);
  }
}

/** An int64 is decoded as a decimal string, even if it was sent as a number. */
function isSameScalar(sent: unknown, decoded: DecodedValue): boolean {
  return Object.is(sent, decoded) || (typeof sent === "number" && String(sent) === decoded);
}
