import { describe, expect, it } from "vitest";
import { makeContext, makeEvent, makeEvents } from "../../support/events.ts";
import { makeSource, readDocument, storedEvent, writeDocument } from "./otlpDocument.ts";

interface Envelope {
  readonly resourceLogs: readonly {
    readonly schemaUrl: string;
    readonly scopeLogs: readonly {
      readonly schemaUrl: string;
      readonly logRecords: readonly { readonly eventName: string }[];
    }[];
  }[];
}

/** How many records each ResourceLogs has; each has one ScopeLogs. */
function runsOf(document: Buffer): number[] {
  const { resourceLogs } = JSON.parse(document.toString()) as Envelope;
  return resourceLogs.map(({ scopeLogs }) => {
    expect(scopeLogs).toHaveLength(1);
    return scopeLogs[0]?.logRecords.length ?? 0;
  });
}

describe("LogsDocument", () => {
  it("is one document on one line", () => {
    const source = makeSource();
    const document = writeDocument([makeEvents(3).map((row) => storedEvent(row, source))]);
    expect(document.toString().indexOf("\n")).toBe(document.length - 1);
    expect(document.toString().startsWith('{"resourceLogs":[{')).toBe(true);
    expect(document.toString().endsWith("]}]}]}\n")).toBe(true);
    expect(readDocument(document)).toHaveLength(3);
  });

  it("tells sessions apart by their file names where the headers do not", () => {
    const unknown = { ...makeContext(), session_id: "unknown" };
    const sources = ["aaaaaaaa", "bbbbbbbb"].map((session) =>
      makeSource(unknown, `telemetry-2026-06-28-${session}.jsonl`),
    );
    const document = writeDocument([sources.map((source) => storedEvent(makeEvent(), source))]);
    expect(runsOf(document)).toEqual([1, 1]);
    expect(
      readDocument(document).map(({ attributes }) => attributes.get("session.id")?.stringValue),
    ).toEqual(["aaaaaaaa", "bbbbbbbb"]);
  });

  it("is an empty request where there are no events", () => {
    for (const batches of [[], [[]], [[], []]]) {
      expect(writeDocument(batches).toString()).toBe('{"resourceLogs":[]}\n');
    }
  });

  it("has the schema on resource and scope", () => {
    const document = writeDocument([[storedEvent(makeEvent(), makeSource())]]);
    const [resourceLogs] = (JSON.parse(document.toString()) as Envelope).resourceLogs;
    const schemaUrl = "https://opentelemetry.io/schemas/1.44.0";
    expect(resourceLogs?.schemaUrl).toBe(schemaUrl);
    expect(resourceLogs?.scopeLogs[0]?.schemaUrl).toBe(schemaUrl);
  });

  it("is the same whatever the batches were", () => {
    const source = makeSource();
    const events = makeEvents(7).map((row) => storedEvent(row, source));
    const whole = writeDocument([events]);
    expect(writeDocument(events.map((event) => [event]))).toEqual(whole);
    expect(writeDocument([[], events.slice(0, 3), [], events.slice(3), []])).toEqual(whole);
    expect(runsOf(whole)).toEqual([7]);
  });

  it("has one ResourceLogs for the segments of one session", () => {
    const first = makeSource();
    const second = makeSource(undefined, "telemetry-2026-06-28-4f0c9e21.1.jsonl");
    const document = writeDocument([
      [storedEvent(makeEvent(), first), storedEvent(makeEvent(), second)],
      [storedEvent(makeEvent(), second)],
    ]);
    expect(runsOf(document)).toEqual([3]);
  });

  it("begins a ResourceLogs where session or deployment change, and only there", () => {
    const first = makeSource();
    const other = makeSource({ ...makeContext({ session_id: "c0ffee12" }) });
    const elsewhere = makeEvent({ deployment_url: "https://other.example.com" });
    const nowhere = makeEvent({ deployment_url: "" });
    const document = writeDocument([
      [storedEvent(makeEvent(), first), storedEvent(makeEvent(), first)],
      [storedEvent(elsewhere, first), storedEvent(elsewhere, first)],
      [storedEvent(nowhere, first), storedEvent(nowhere, other)],
      [storedEvent(makeEvent(), first)],
    ]);
    expect(runsOf(document)).toEqual([2, 2, 1, 1, 1]);
    const urls = readDocument(document).map(
      ({ resource }) => resource.attributes?.get("coder.deployment.url")?.stringValue,
    );
    const here = "https://dev.coder.example.com";
    const there = "https://other.example.com";
    expect(urls).toEqual([here, here, there, there, undefined, undefined, here]);
  });

  it("has one ResourceLogs for rows that each carry the same context", () => {
    const { deployment_url: url, ...row } = makeEvent();
    const context = { ...makeContext(), deployment_url: url };
    const source = makeSource({});
    const events = [1, 2, 3].map(() => storedEvent({ ...row, context }, source));
    expect(runsOf(writeDocument([events]))).toEqual([3]);
  });

  it("begins a ResourceLogs where a second header changes the context in the middle of a file", () => {
    const first = makeSource();
    const second = makeSource({ ...makeContext({ platform_version: "2.0.0" }) });
    const document = writeDocument([
      [storedEvent(makeEvent(), first), storedEvent(makeEvent(), second)],
    ]);
    expect(runsOf(document)).toEqual([1, 1]);
    const versions = readDocument(document).map(
      ({ resource }) => resource.attributes?.get("vscode.platform.version")?.stringValue,
    );
    expect(versions).toEqual(["1.139.1", "2.0.0"]);
  });
});
