import * as v from "valibot";
import { promises as fs } from "node:fs";
import { describe, expect, it } from "vitest";
import { toEventDetail } from "../../../extension/panel/eventDetail.ts";
import { EVENTS } from "../../../extension/recording/eventCatalog.ts";
import { readEventAt } from "../../../extension/store/query/eventAt.ts";
import type { EventRow } from "../../../shared/event.ts";
import { eventDetail, MAX_PAGE_BYTES, type EventField } from "../../../shared/protocol/values.ts";
import { CORPUS, corpusFolder, readCorpus } from "../../support/corpus.ts";
import { makeContext } from "../../support/events.ts";
import { english } from "../../../extension/platform/english.ts";
import { readAll, runQuery } from "../store/query/eventQueryTestbed.ts";
import { placed, PLACE } from "./placedEvents.ts";

const SOURCE = { file: PLACE.file, schemaVersion: 1, context: { ...makeContext() } };

/** The detail of an event with these fields, as the panel receives it. */
function detailOf(changes: Partial<Record<keyof EventRow, unknown>>, source = SOURCE) {
  const detail = toEventDetail({ ...placed(changes), source, text: "the line" }, english);
  return v.parse(eventDetail, detail);
}

function valuesOf(fields: readonly EventField[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ key, value }) => [key, value]));
}

describe("the detail of an event", () => {
  it("contains everything from the event and its file header", () => {
    const detail = detailOf({
      trace_id: "7d5c5b141d7c87e7210873430ff93092",
      parent_event_id: "523d3b4243cb72d3",
      error: { message: "hang up", type: "TypeError", code: "E1" },
    });
    expect(detail).toMatchObject({
      ref: { fileName: "telemetry-2026-06-28-4f0c9e21.jsonl", offset: 100, byteCount: 50 },
      name: "command.invoked",
      timestamp: "2026-06-28T09:00:00.000Z",
      timeMs: Date.parse("2026-06-28T09:00:00.000Z"),
      error: { message: "hang up", type: "TypeError", code: "E1" },
      traceId: "7d5c5b141d7c87e7210873430ff93092",
      rawLine: "the line",
    });
    expect(valuesOf(detail.identity)).toEqual({
      event_id: "0000000000000001",
      event_sequence: "0",
      trace_id: "7d5c5b141d7c87e7210873430ff93092",
      parent_event_id: "523d3b4243cb72d3",
      deployment_url: "https://dev.coder.example.com",
      schema_version: "1",
    });
    expect(valuesOf(detail.context)).toEqual(makeContext());
  });

  it("omits what the event omits", () => {
    const detail = detailOf({ deployment_url: "", event_sequence: undefined });
    expect(detail).not.toHaveProperty("error");
    expect(detail).not.toHaveProperty("traceId");
    expect(Object.keys(valuesOf(detail.identity))).toEqual(["event_id", "schema_version"]);
  });

  it("lists 500 fields of a kind and counts the rest", () => {
    const entries = Array.from({ length: 502 }, (_, index) => [`key ${index}`, index]);
    const fields: unknown = Object.fromEntries(entries);
    const detail = detailOf({ properties: fields, measurements: fields });
    expect(detail.properties).toHaveLength(500);
    expect(detail.measurements).toHaveLength(500);
    expect(detail.cutFieldCount).toBe(4);
    expect(detailOf({}).cutFieldCount).toBe(0);
  });

  it("is limited in size, apart from its raw line", () => {
    const long = "é".repeat(100_000);
    const fields: unknown = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`${index} ${long}`, { long }]),
    );
    const detail = detailOf({
      event_name: long,
      timestamp: `2026-06-28T09:00:00.${"0".repeat(100_000)}Z`,
      properties: fields,
      measurements: fields,
      context: fields,
      error: { message: long, type: long, code: long },
      event_id: long,
      trace_id: long,
      parent_event_id: long,
      deployment_url: long,
    });
    expect(Buffer.byteLength(JSON.stringify(detail))).toBeLessThan(MAX_PAGE_BYTES);
    expect(detail.properties.length).toBeGreaterThan(5);
    const shownCount =
      detail.properties.length + detail.measurements.length + detail.context.length;
    expect(detail.cutFieldCount).toBe(900 + Object.keys(makeContext()).length - shownCount);
    expect(detail.properties[0]?.value).toMatch(/^.{2000}… \([\d,]+ characters\)$/);
  });

  it("has the whole length beside a text that is cut, and cuts no character apart", () => {
    const family = "👩‍👩‍👧‍👦";
    const text = `${"x".repeat(1_995)}${family}${"x".repeat(10_000)}`;
    const { properties, error } = detailOf({
      properties: { text },
      error: { message: text.repeat(2) },
    });
    expect(properties[0]?.value).toBe(`${"x".repeat(1_995)}… (12,006 characters)`);
    expect(error?.message).toMatch(/ \(24,012 characters\)$/);
  });

  it("has different trace ids for different traces, however long they are", () => {
    const trace = "x".repeat(3_000);
    const of = (trace_id: string) => detailOf({ trace_id }).traceId;
    expect(of(trace)).toBe(of(trace));
    expect(of(trace)).not.toBe(of(`${trace}y`));
  });

  it.each(CORPUS)("has every field of every event of $name", async ({ name }) => {
    const expected = new Map(readCorpus(name).map((event) => [event.line["event_id"], event]));
    const places = await readAll(await runQuery(corpusFolder(name)));
    for (const { file, offset, byteCount } of places) {
      const event = await readEventAt(fs, file, { offset, byteCount });
      const corpusEvent = expected.get(event?.row.event_id);
      if (event === undefined || corpusEvent === undefined) throw new Error("It is gone");
      const detail = v.parse(eventDetail, toEventDetail(event, english));
      const { line, context } = corpusEvent;
      const { deployment_url: url = line["deployment_url"], ...session } = context;
      expect(valuesOf(detail.properties)).toEqual(stringsOf(line["properties"]));
      expect(valuesOf(detail.measurements)).toEqual(stringsOf(line["measurements"]));
      expect(valuesOf(detail.context)).toEqual(session);
      expect(valuesOf(detail.identity)["deployment_url"] ?? "").toBe(url);
      expect(detail.traceId).toBe(line["trace_id"]);
      expect(detail.error).toEqual(line["error"]);
      expect(JSON.parse(detail.rawLine)).toEqual(line);
    }
  });

  function stringsOf(fields: unknown): Record<string, string> {
    return Object.fromEntries(Object.entries(fields as object).map(([k, x]) => [k, String(x)]));
  }
});

describe("the catalog entry of an event", () => {
  it("describes this extension's events and their fields, with units", () => {
    const detail = detailOf({
      event_name: "telemetry.retention",
      properties: {},
      measurements: { deleted_bytes: 5, other: 1 },
    });
    const { description, measurements } = EVENTS["telemetry.retention"];
    expect(detail.description).toBe(description);
    expect(detail.measurements).toEqual([
      {
        key: "deleted_bytes",
        value: "5",
        unit: "By",
        description: measurements.deleted_bytes.description,
      },
      { key: "other", value: "1" },
    ]);
  });

  it("describes common fields, even in events of other recorders", () => {
    const detail = detailOf({
      event_name: "remote.setup",
      properties: { result: "success", agent: "linux" },
      measurements: { durationMs: 1 },
    });
    expect(detail).not.toHaveProperty("description");
    expect(detail.properties).toEqual([
      { key: "result", value: "success", description: "How a timed event ended." },
      { key: "agent", value: "linux" },
    ]);
    expect(detail.measurements[0]).toMatchObject({ key: "durationMs", unit: "ms" });
  });

  it.each(["toString", "constructor", "__proto__", "hasOwnProperty"])(
    "does not exist for an event and fields named %j",
    (name) => {
      const fields: unknown = JSON.parse(`{"${name}":1}`);
      const changes = { properties: fields, measurements: fields };
      for (const event_name of [name, "command.invoked"]) {
        const detail = detailOf({ event_name, ...changes });
        expect(detail.properties).toEqual([{ key: name, value: "1" }]);
        expect(detail.measurements).toEqual([{ key: name, value: "1" }]);
        if (event_name === name) expect(detail).not.toHaveProperty("description");
      }
    },
  );
});

describe("the detail of an unusual event", () => {
  it("contains nested values as JSON", () => {
    const properties: unknown = JSON.parse(`{"a":{"b":[1]},"c":null,"d":true,"e":1e999,"f":1e21}`);
    expect(valuesOf(detailOf({ properties }).properties)).toEqual({
      a: `{"b":[1]}`,
      c: "null",
      d: "true",
      e: "Infinity",
      f: "1e+21",
    });
  });

  it.each([undefined, null, "text", 7, ["a"]])("has no fields if they are %j", (value) => {
    const detail = detailOf({ properties: value, measurements: value, context: value });
    expect(detail.properties).toEqual([]);
    expect(detail.measurements).toEqual([]);
    expect(valuesOf(detail.context)).toEqual(makeContext());
  });

  it.each([
    ["it broke", { message: "it broke" }],
    [{}, { message: "{}" }],
    [{ code: 5 }, { message: "", code: "5" }],
    [
      { message: { text: "no" }, type: ["A"] },
      { message: `{"text":"no"}`, type: `["A"]` },
    ],
    [["a"], { message: `["a"]` }],
    [false, { message: "false" }],
  ])("contains the error %j as strings", (error, strings) => {
    expect(detailOf({ error }).error).toEqual(strings);
  });

  it("merges the event's own context with the file header", () => {
    const context = { os_type: "darwin", extra: { a: 1 }, deployment_url: "https://other" };
    const detail = detailOf({ context, deployment_url: undefined, schema_version: 3 });
    expect(valuesOf(detail.context)).toEqual({
      ...makeContext({ os_type: "darwin" }),
      extra: `{"a":1}`,
    });
    expect(valuesOf(detail.identity)).toMatchObject({
      deployment_url: "https://other",
      schema_version: "3",
    });
  });
});
