import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { toEventListRow, toTraceEvent } from "../../../extension/panel/eventListRow.ts";
import { parseFileName } from "../../../extension/store/fileName.ts";
import type { LocatedEvent } from "../../../extension/store/lineLocation.ts";
import type { EventRow } from "../../../shared/event.ts";
import { eventListRow, traceEvent } from "../../../shared/protocol/values.ts";
import { CORPUS, corpusFolder } from "../../support/corpus.ts";
import { makeEvent } from "../../support/events.ts";
import { readAll, runQuery } from "../store/query/eventQueryTestbed.ts";
import { placed, PLACE } from "./placedEvents.ts";

const NO_FIELDS = { properties: {}, measurements: {} };

function rowOf(changes: Partial<Record<keyof EventRow, unknown>>) {
  return toEventListRow(placed(changes));
}

describe("the row of an event", () => {
  it("has a reference, time, name, duration, and summary", () => {
    const row = rowOf({
      properties: { commandId: "coder.open", result: "success" },
      measurements: { durationMs: 29.5, count: 3 },
    });
    expect(row).toEqual({
      ref: { fileName: "telemetry-2026-06-28-4f0c9e21.jsonl", offset: 100, byteCount: 50 },
      timeMs: Date.parse("2026-06-28T09:00:00.000Z"),
      name: "command.invoked",
      durationMs: 29.5,
      summary: "commandId=coder.open, result=success, count=3",
    });
  });

  it.each(CORPUS)(
    "conforms to the protocol for every event of $name",
    async ({ name, eventCount }) => {
      const events = await readAll(await runQuery(corpusFolder(name)));
      expect(events).toHaveLength(eventCount);
      for (const event of events) {
        const row = toEventListRow(event);
        expect(v.parse(eventListRow, row)).toEqual(row);
        expect(row.errorText !== undefined).toBe(event.row?.error !== undefined);
      }
    },
  );

  it("that is no longer in its file is marked as such and dated by the file", () => {
    const row = toEventListRow({ ...PLACE, row: undefined });
    expect(v.parse(eventListRow, row)).toEqual({
      ref: { fileName: "telemetry-2026-06-28-4f0c9e21.jsonl", offset: 100, byteCount: 50 },
      timeMs: Date.parse("2026-06-28T00:00:00.000Z"),
      name: "",
      summary: "",
      isGone: true,
    });
  });

  it("that is no longer in a file from before 1970 conforms to the protocol", () => {
    const name = parseFileName("telemetry-1969-12-31-4f0c9e21.jsonl");
    if (name === undefined) throw new Error("It is not the name of a telemetry file.");
    const row = toEventListRow({ ...PLACE, file: { ...PLACE.file, ...name }, row: undefined });
    expect(v.parse(eventListRow, row).timeMs).toBe(0);
  });

  it.each([undefined, null, "29", {}, Infinity])("has no duration if it is %j", (durationMs) => {
    expect(rowOf({ measurements: { durationMs } })).not.toHaveProperty("durationMs");
  });

  it.each([undefined, null, "text", 7, ["a"]])(
    "has an empty summary if the fields are %j",
    (fields) => {
      expect(rowOf({ properties: fields, measurements: fields }).summary).toBe("");
    },
  );

  it("shows a duration that is not a number, or a property with that name, in the summary", () => {
    const fields = { properties: { durationMs: "1" }, measurements: { durationMs: "2" } };
    expect(rowOf(fields).summary).toBe("durationMs=1, durationMs=2");
    expect(rowOf({ ...fields, measurements: { durationMs: 2 } }).summary).toBe("durationMs=1");
  });

  it("shows nested values as JSON", () => {
    expect(rowOf({ ...NO_FIELDS, properties: { a: { b: [1, null] }, c: null } }).summary).toBe(
      `a={"b":[1,null]}, c=null`,
    );
  });
});

describe("the error of a row", () => {
  it.each([
    [{ message: "hang up", type: "TypeError", code: "E1" }, "TypeError: hang up"],
    [{ message: "hang up", code: "E1" }, "E1: hang up"],
    [{ message: "hang up" }, "hang up"],
    [{ type: "TypeError" }, "TypeError"],
    [{ message: "", code: 5 }, "5"],
    ["it broke", "it broke"],
    [{}, "{}"],
    [{ cause: 1 }, `{"cause":1}`],
    [["a"], `["a"]`],
    ["", ""],
    [false, "false"],
  ])("of %j is %j", (error, text) => {
    expect(rowOf({ error }).errorText).toBe(text);
  });

  it.each([undefined, null])("is absent for %j", (error) => {
    expect(rowOf({ error })).not.toHaveProperty("errorText");
  });
});

describe("long strings in a row", () => {
  it.each([
    ["name", 200, (text: string) => ({ event_name: text })],
    ["errorText", 300, (text: string) => ({ error: { message: text } })],
    ["summary", 300, (text: string) => ({ ...NO_FIELDS, properties: { "": text.slice(1) } })],
  ] as const)("are truncated: %s at %i", (member, length, changesOf) => {
    expect(rowOf(changesOf("=".repeat(length)))[member]).toBe("=".repeat(length));
    expect(rowOf(changesOf("=".repeat(length + 1)))[member]).toBe(`${"=".repeat(length - 1)}…`);
    expect(rowOf(changesOf("=".repeat(900_000)))[member]).toHaveLength(length);
  });

  it.each([197, 198, 199])("are never truncated within a surrogate pair: at %i", (at) => {
    const name = rowOf({ event_name: `${"x".repeat(at)}😀${"x".repeat(9)}` }).name;
    expect(name.isWellFormed()).toBe(true);
    expect(name.endsWith("…")).toBe(true);
    expect(name.length).toBeGreaterThan(198);
    expect(name.length).toBeLessThanOrEqual(200);
  });

  it("are truncated in a summary of very many fields", () => {
    const properties = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, "v"]));
    expect(rowOf({ properties, measurements: properties }).summary).toHaveLength(300);
  });
});

describe("an event of a trace", () => {
  it("has what the trace tree needs", () => {
    const event = placed({
      parent_event_id: "5",
      error: { message: "no" },
      measurements: { durationMs: 7 },
    });
    expect(v.parse(traceEvent, toTraceEvent(event))).toEqual({
      ref: { fileName: "telemetry-2026-06-28-4f0c9e21.jsonl", offset: 100, byteCount: 50 },
      eventId: "0000000000000001",
      parentEventId: "5",
      name: "command.invoked",
      timeMs: Date.parse("2026-06-28T09:00:00.000Z"),
      durationMs: 7,
      hasError: true,
    });
  });

  it("has truncated IDs and a truncated name", () => {
    const long = "x".repeat(100_000);
    const event = toTraceEvent(placed({ event_id: long, parent_event_id: long, event_name: long }));
    expect(event.eventId).toHaveLength(200);
    expect(event.parentEventId).toBe(event.eventId);
    expect(event.name).toHaveLength(200);
  });

  it("has a parent only if that is the same id as a whole", () => {
    const long = "x".repeat(1_000);
    const event = toTraceEvent(placed({ event_id: `${long}a`, parent_event_id: `${long}b` }));
    expect(event.parentEventId).not.toBe(event.eventId);
  });

  it.each([undefined, null, "", 7, {}])("has no parent where its id is %j", (parent_event_id) => {
    const event: LocatedEvent = { ...placed({}), row: { ...makeEvent(), parent_event_id } };
    expect(toTraceEvent(event)).not.toHaveProperty("parentEventId");
    expect(toTraceEvent(event).hasError).toBe(false);
  });
});
