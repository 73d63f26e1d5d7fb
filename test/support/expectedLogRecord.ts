import { createHash } from "node:crypto";
import type { CorpusEvent } from "./corpus.ts";
import type { OtlpLogRecord } from "./strictOtlpLogs.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A log record in a comparable form, with attributes as ordered pairs. */
export function comparable(record: OtlpLogRecord) {
  return {
    ...record,
    attributes: [...record.attributes],
    resource: [...(record.resource.attributes ?? [])],
  };
}

/** The expected log record of an event in the corpus, by docs/otlp-mapping.md. */
export function expectedLogRecord({ line, context }: CorpusEvent): ReturnType<typeof comparable> {
  const nano = String(BigInt(Date.parse(text(line["timestamp"]))) * 1_000_000n);
  const schemaUrl = "https://opentelemetry.io/schemas/1.44.0";
  const version = text(context["extension_version"]);
  return {
    timeUnixNano: nano,
    observedTimeUnixNano: nano,
    severityNumber: line["error"] === undefined ? 9 : 17,
    eventName: text(line["event_name"]),
    body: { stringValue: text(line["event_name"]) },
    attributes: expectedAttributes(line, text(context["session_id"])),
    ...expectedIds(line),
    resource: expectedResource(line, context),
    resourceSchemaUrl: schemaUrl,
    scope: { name: "coder.telemetry", version },
    scopeSchemaUrl: schemaUrl,
  };
}

function expectedAttributes(line: Fields, sessionId: string) {
  const error = line["error"] as Fields | undefined;
  const type = text(error?.["type"]);
  const code = text(error?.["code"]);
  const timed = isTimed(line);
  const spanId = timed ? text(line["event_id"]) : text(line["parent_event_id"]);
  const hasSpanId = line["trace_id"] !== undefined && isSpanId(spanId);
  const pairs: [string, object | false][] = [
    ...strings(line["properties"]),
    ...doubles(line["measurements"]),
    ["session.id", { stringValue: sessionId }],
    ["log.record.uid", { stringValue: line["event_id"] }],
    ["coder.event.sequence", { intValue: String(line["event_sequence"]) }],
    ["exception.type", type !== "" && { stringValue: type }],
    ["exception.message", error !== undefined && { stringValue: error["message"] }],
    ["error.type", error !== undefined && { stringValue: type || code || "_OTHER" }],
    ["coder.error.code", type !== "" && code !== "" && { stringValue: code }],
    [
      "coder.event_id",
      timed && line["trace_id"] !== undefined && !hasSpanId && { stringValue: line["event_id"] },
    ],
    [
      "coder.parent_event_id",
      line["parent_event_id"] !== undefined &&
        (timed || !hasSpanId) && { stringValue: line["parent_event_id"] },
    ],
  ];
  return present(pairs);
}

function expectedIds(line: Fields) {
  if (line["trace_id"] === undefined) return {};
  const spanId = isTimed(line) ? text(line["event_id"]) : text(line["parent_event_id"]);
  return {
    traceId: text(line["trace_id"]).replaceAll("-", ""),
    ...(spanId !== "" && { spanId: isSpanId(spanId) ? spanId : hashOf(spanId) }),
  };
}

function expectedResource(line: Fields, context: Fields) {
  const url = line["deployment_url"] ?? context["deployment_url"];
  const arch = context["host_arch"] === "x64" ? "amd64" : context["host_arch"];
  const pairs: [string, unknown][] = [
    ["service.name", "coder-vscode-extension"],
    ["service.version", context["extension_version"]],
    ["service.instance.id", context["session_id"]],
    ["host.arch", arch],
    ["os.type", context["os_type"]],
    ["os.version", context["os_version"]],
    ["vscode.platform.name", context["platform_name"]],
    ["vscode.platform.version", context["platform_version"]],
    ["coder.deployment.url", url],
    ["host.id", context["machine_id"]],
  ];
  return present(pairs.map(([key, value]) => [key, value !== "" && { stringValue: value }]));
}

function present(pairs: [string, object | false][]): [string, object][] {
  return pairs.filter((pair): pair is [string, object] => pair[1] !== false);
}

/** The oldest files contain boolean properties, which later files write as strings. */
function strings(properties: unknown): [string, object][] {
  return Object.entries(properties as Fields).map(([key, value]) => [
    key,
    { stringValue: String(value) },
  ]);
}

function doubles(measurements: unknown): [string, object][] {
  return Object.entries(measurements as Fields).map(([key, value]) => [
    key,
    { doubleValue: value },
  ]);
}

function isTimed(line: Fields): boolean {
  return Object.hasOwn(line["properties"] as Fields, "result");
}

function isSpanId(id: string): boolean {
  return id.length === 16 && Buffer.from(id, "hex").toString("hex") === id;
}

function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 16);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
