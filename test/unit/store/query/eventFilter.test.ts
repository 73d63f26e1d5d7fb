import { describe, expect, it } from "vitest";
import { createEventFilter } from "../../../../extension/store/query/eventFilter.ts";
import { decodeLine } from "../../../../extension/store/lineCodec.ts";
import type { EventRow } from "../../../../shared/event.ts";
import { CORPUS, readCorpusRows } from "../../../support/corpus.ts";
import { makeEvent } from "../../../support/events.ts";

const FULL = makeEvent({
  event_id: "1111111111111111",
  event_name: "remote.Setup",
  properties: { commandId: "coder.OPEN", derp: "São Paulo" },
  measurements: { latency_ms: 12.5 },
  trace_id: "2222222222222222",
  parent_event_id: "3333333333333333",
  error: { message: "socket hang up", type: "TypeError", code: "ECONNRESET" },
  deployment_url: "https://dev.coder.example.com",
});

function matches(text: string, row: EventRow): boolean {
  return createEventFilter({ text, errorsOnly: false })(row);
}

describe("the text of an event filter", () => {
  it.each([
    ["the name", "mote.set"],
    ["the event ID", "1111111"],
    ["the trace ID", "2222222"],
    ["the parent ID", "3333333"],
    ["the key of a property", "commandid"],
    ["the value of a property", "coder.open"],
    ["the key of a measurement", "LATENCY"],
    ["the value of a measurement", "12.5"],
    ["the error's message", "HANG up"],
    ["the error's type", "typeerror"],
    ["the error's code", "econn"],
    ["the deployment", "DEV.coder"],
    ["letters beyond ASCII", "SÃO"],
  ])("matches %s, ignoring case", (_, text) => {
    expect(matches(text, FULL)).toBe(true);
  });

  it.each(["remote.setupx", "commandId=", "12.50", "2026-06-28", "hang up TypeError"])(
    "does not match an event without %j",
    (text) => {
      expect(matches(text, FULL)).toBe(false);
    },
  );

  it("is matched literally, including spaces and pattern characters", () => {
    expect(matches(" hang ", FULL)).toBe(true);
    expect(matches("hang  up", FULL)).toBe(false);
    expect(matches(".*", FULL)).toBe(false);
    expect(matches("", FULL)).toBe(true);
  });

  it("matches the deployment in the context of the oldest files", () => {
    const { deployment_url, ...rest } = FULL;
    expect(matches("dev.coder", { ...rest, context: { deployment_url } })).toBe(true);
    expect(matches("linux", { ...rest, context: { os_type: "linux" } })).toBe(false);
  });

  it.each(CORPUS)("matches every event of $name that contains it", ({ name }) => {
    const rows = readCorpusRows(name);
    const texts = ["workspace_lookup", "refused", "frankfurt", "dev.coder.example", "日本語"];
    for (const text of texts) {
      const expected = rows.filter((row) => JSON.stringify(row).toLowerCase().includes(text));
      expect(expected.length).toBeGreaterThan(0);
      expect(rows.filter(createEventFilter({ text, errorsOnly: false }))).toEqual(expected);
    }
  });
});

describe("a filter for errors only", () => {
  const isError = createEventFilter({ text: "", errorsOnly: true });

  it.each([{}, { message: "no" }, "no", "", 0, false, []])("accepts the error %j", (error) => {
    expect(isError({ ...FULL, error })).toBe(true);
  });

  it.each([undefined, null])("rejects the error %j", (error) => {
    expect(isError({ ...FULL, error })).toBe(false);
  });

  it("accepts only errors that also match the text", () => {
    const filter = createEventFilter({ text: "open", errorsOnly: true });
    expect(filter(FULL)).toBe(true);
    expect(filter({ ...FULL, error: null })).toBe(false);
    expect(filter({ ...FULL, properties: {} })).toBe(false);
  });
});

describe("a filter and unusual events", () => {
  const hostile: readonly unknown[] = [
    null,
    "text",
    7,
    true,
    [],
    ["text"],
    { a: null },
    { a: { b: [{ c: "deep" }] } },
    { a: { toString: 1, toJSON: 1, valueOf: null } },
    { toString: "x", __proto__: null, constructor: {}, hasOwnProperty: 1 },
    { "": "", "\u0000": "\ud800" },
    JSON.parse(`{"__proto__":{"a":1},"n":1e999,"m":-0}`),
    { a: "x".repeat(1_000_000) },
    JSON.parse("[".repeat(500) + "]".repeat(500)),
  ];

  it.each(hostile.map((value, index) => [index, value]))(
    "accepts value %i in any field",
    (_, value) => {
      const row: EventRow = {
        event_id: "1",
        event_name: "a",
        timestamp: "2026-06-28T09:00:00.000Z",
        properties: value,
        measurements: value,
        trace_id: value,
        parent_event_id: value,
        error: value,
        deployment_url: value,
        context: value,
      };
      expect(matches("found nowhere", row)).toBe(false);
      expect(matches("a", row)).toBe(true);
    },
  );

  it("matches nested values, numbers, and booleans", () => {
    const row = { ...FULL, properties: { a: { b: ["Deep"] }, c: true, d: 1e21 } };
    for (const text of ["deep", "true", "1e+21", `"b":[`]) expect(matches(text, row)).toBe(true);
  });

  it("matches an error that is a string", () => {
    expect(matches("broke", { ...FULL, error: "it broke" })).toBe(true);
  });

  it("does not match inherited properties", () => {
    const decoded = decodeLine(JSON.stringify({ ...FULL, error: {}, properties: {} }));
    const row = decoded.kind === "event" ? decoded.row : FULL;
    for (const text of ["tostring", "constructor", "undefined", "null", "function", "object"]) {
      expect(matches(text, row)).toBe(false);
    }
  });
});
