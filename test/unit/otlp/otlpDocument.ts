import { LogsDocument } from "../../../extension/otlp/logsDocument.ts";
import { parseFileName } from "../../../extension/store/fileName.ts";
import { decodeLine } from "../../../extension/store/lineCodec.ts";
import type { EventSource, StoredEvent } from "../../../extension/store/reading/eventReader.ts";
import { makeContext } from "../../support/events.ts";
import { assertOtlpLogsSurviveProtobuf } from "../../support/otlpDecoder.ts";
import { readOtlpLogs, type OtlpLogRecord, type OtlpValue } from "../../support/strictOtlpLogs.ts";

/** A file as the source of events; without a context it is as one without a header. */
export function makeSource(
  context: Readonly<Record<string, unknown>> = { ...makeContext() },
  name = "telemetry-2026-06-28-4f0c9e21.jsonl",
): EventSource {
  const parsed = parseFileName(name);
  if (parsed === undefined) throw new Error(`${name} is no telemetry file`);
  const file = { ...parsed, path: `/${name}`, byteCount: 0, modifiedMs: 0 };
  return { file, schemaVersion: 1, context };
}

/** An event as it is read from a line of a file; an object becomes that line. */
export function storedEvent(line: object | string, source: EventSource): StoredEvent {
  const text = typeof line === "string" ? line : JSON.stringify(line);
  const decoded = decodeLine(text);
  if (decoded.kind !== "event") throw new Error(`no event: ${text}`);
  const bytes = Buffer.from(text);
  return {
    row: decoded.row,
    timeMs: decoded.timeMs,
    bytes,
    start: 0,
    end: bytes.length,
    offset: 0,
    byteCount: bytes.length,
    source,
  };
}

/** The document of the events, given in batches. */
export function writeDocument(batches: readonly (readonly StoredEvent[])[]): Buffer {
  const pieces: string[] = [];
  const document = new LogsDocument((text) => pieces.push(text));
  for (const batch of batches) document.append(batch);
  document.end();
  return Buffer.from(pieces.join(""));
}

/** Reads a document as a strict receiver and as protobuf, which must both accept all of it. */
export function readDocument(bytes: Buffer): readonly OtlpLogRecord[] {
  const records = readOtlpLogs(bytes);
  assertOtlpLogsSurviveProtobuf(bytes);
  return records;
}

/** The log record of one event. */
export function recordOf(line: object | string, source = makeSource()): OtlpLogRecord {
  const [record, ...others] = readDocument(writeDocument([[storedEvent(line, source)]]));
  if (record === undefined || others.length > 0) throw new Error("not one record");
  return record;
}

/** The attributes of a record in their order, without those that every event has. */
export function ownAttributes(record: OtlpLogRecord): [string, OtlpValue][] {
  const common = new Set(["session.id", "log.record.uid", "coder.event.sequence"]);
  return [...record.attributes].filter(([key]) => !common.has(key));
}
