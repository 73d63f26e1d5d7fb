import { describe, expect, it } from "vitest";
import { decodeLine, encodeEvent, encodeHeader } from "../../../extension/store/lineCodec.ts";
import { makeContext, makeEvent, makeHeader } from "../../support/events.ts";

const HOSTILE_TEXT =
  'quote " backslash \\ LF \n CR \r NUL \0 BOM \ufeff separators \u2028\u2029 RTL \u202e emoji 😀';

describe("encodeEvent", () => {
  it("writes one line, ended by LF, that reads back as the same event", () => {
    const event = makeEvent({
      properties: { text: HOSTILE_TEXT, ["__proto__"]: "own", constructor: "own" },
      error: { message: HOSTILE_TEXT, type: "TypeError", code: "ENOENT" },
      trace_id: "7d5c5b141d7c87e7210873430ff93092",
      parent_event_id: "523d3b4243cb72d3",
    });
    const line = encodeEvent(event);
    expect(line.split("\n")).toEqual([line.slice(0, -1), ""]);
    expect(decodeLine(line.slice(0, -1))).toEqual({
      kind: "event",
      row: event,
      timeMs: Date.parse(event.timestamp),
    });
  });

  it.each([
    ["U+2028", "\u2028", "\\u2028"],
    ["U+2029", "\u2029", "\\u2029"],
  ])("escapes every %s, where some readers end a line", (_, separator, escape) => {
    const line = encodeEvent(
      makeEvent({ event_name: `a${separator}b`, properties: { [separator]: separator } }),
    );
    expect(line).not.toContain(separator);
    expect(line.split(escape)).toHaveLength(4);
  });

  it("keeps the order the format has", () => {
    expect(Object.keys(JSON.parse(encodeEvent(makeEvent())) as object)).toEqual([
      "event_id",
      "event_name",
      "timestamp",
      "event_sequence",
      "properties",
      "measurements",
      "deployment_url",
    ]);
  });
});

describe("encodeHeader", () => {
  it("writes the line that opens a file", () => {
    const context = makeContext({ platform_name: "Visual\u2028Studio" });
    const line = encodeHeader(context, "2026-06-28T08:15:00.000Z");
    expect(line.endsWith("\n")).toBe(true);
    expect(line).not.toContain("\u2028");
    expect(JSON.parse(line)).toEqual({ ...makeHeader(), context });
  });
});

describe("decodeLine", () => {
  it.each([
    ["nothing", "", "not valid JSON"],
    ["half a line", '{"event_id":"1","event_name":"a","times', "not valid JSON"],
    [
      "two events on a line",
      `${JSON.stringify(makeEvent())}${JSON.stringify(makeEvent())}`,
      "not valid JSON",
    ],
    ["NUL bytes", "\0\0\0\0", "not valid JSON"],
    ["a word", "NaN", "not valid JSON"],
    ["a number", "12", "not a JSON object"],
    ["a text", '"event"', "not a JSON object"],
    ["null", "null", "not a JSON object"],
    ["a list", "[]", "not an event"],
    ["a list of an event", JSON.stringify([makeEvent()]), "not an event"],
    ["an object without members", "{}", "not an event"],
    ["an object of another kind", '{"kind":"loss","from_seq":1}', "not an event"],
    ["an event without an id", JSON.stringify(makeEvent({ event_id: "" })), "not an event"],
    ["an event without a name", JSON.stringify(makeEvent({ event_name: "" })), "not an event"],
    ["an event without a time", JSON.stringify(makeEvent({ timestamp: "" })), "not an event"],
    ["an id that is a number", '{"event_id":1,"event_name":"a","timestamp":"b"}', "not an event"],
    [
      "an event with an impossible time",
      JSON.stringify(makeEvent({ timestamp: "2026-02-30T00:00:00.000Z" })),
      "no valid timestamp",
    ],
    ["members that are inherited", `{"__proto__":${JSON.stringify(makeEvent())}}`, "not an event"],
    ["a nesting of 100,000 levels", "[".repeat(100_000), "not valid JSON"],
    ["100,000 closed levels", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "not an event"],
  ])("says why %s is no event", (_, line, reason) => {
    expect(decodeLine(line)).toEqual({ kind: "invalid", reason });
  });

  it("keeps an event whose other members are of the wrong types", () => {
    const row = {
      event_id: "1",
      event_name: "a",
      timestamp: "2026-06-28T09:00:00.000Z",
      event_sequence: "first",
      properties: null,
      measurements: [1],
      error: 5,
      context: "none",
      unknown: { deep: true },
    };
    expect(decodeLine(JSON.stringify(row))).toEqual({
      kind: "event",
      row,
      timeMs: Date.parse(row.timestamp),
    });
  });

  it("takes an event for an event even where it calls itself a header", () => {
    const row = { kind: "header", ...makeEvent() };
    expect(decodeLine(JSON.stringify(row))).toMatchObject({ kind: "event", row });
  });

  it("allows white space around an event, such as the CR of CR LF", () => {
    expect(decodeLine(` \t${JSON.stringify(makeEvent())} \r`)).toMatchObject({ kind: "event" });
  });
});

describe("decodeLine of a header", () => {
  it("gives version and context", () => {
    expect(decodeLine(JSON.stringify(makeHeader()))).toEqual({
      kind: "header",
      schemaVersion: 1,
      context: makeContext(),
    });
  });

  it("takes a header of a later version, with what it has more", () => {
    const header = { ...makeHeader(), schema_version: 7, context: { region: { name: "eu" } } };
    expect(decodeLine(JSON.stringify(header))).toEqual({
      kind: "header",
      schemaVersion: 7,
      context: { region: { name: "eu" } },
    });
  });

  it.each(["1e999", "-1e999", "1.5", '"2"', "null", "9007199254740992", "[]"])(
    "says version 1 where the version is %s",
    (version) => {
      expect(decodeLine(`{"kind":"header","schema_version":${version}}`)).toMatchObject({
        kind: "header",
        schemaVersion: 1,
      });
    },
  );

  it.each(["null", '"text"', "5"])("has an empty context where the context is %s", (context) => {
    expect(decodeLine(`{"kind":"header","context":${context}}`)).toMatchObject({ context: {} });
  });

  it("is refused where it is too long, since an export repeats it with each event", () => {
    const header = makeHeader({ os_version: "x".repeat(4_096) });
    expect(decodeLine(JSON.stringify(header))).toEqual({
      kind: "invalid",
      reason: "header too long",
      mayBeHeader: true,
    });
  });

  it.each([61, 62])("may have a context of %i levels below it", (levels) => {
    const line = `{"kind":"header","context":{"a":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}}`;
    expect(decodeLine(line).kind).toBe("header");
  });

  it.each([63, 2_000])("is refused where its context has %i levels", (levels) => {
    const line = `{"kind":"header","context":{"a":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}}`;
    expect(decodeLine(line)).toEqual({
      kind: "invalid",
      reason: "header nested too deeply",
      mayBeHeader: true,
    });
  });

  it("keeps the digits of numbers that a double does not hold", () => {
    const line =
      '{"kind":"header","context":{"machine_id":12345678901234567890,"size":1e999,"n":7}}';
    expect(decodeLine(line)).toMatchObject({
      context: { machine_id: "12345678901234567890", size: "1e999", n: 7 },
    });
  });
});

describe("decodeLine of deep nesting", () => {
  /** An event of that many levels, the event itself included. */
  const nested = (levels: number, opening: string, closing: string, rest = "") =>
    JSON.stringify(makeEvent({ properties: {}, measurements: {} })).replace(
      /}$/,
      `,"x":${opening.repeat(levels - 1)}1${closing.repeat(levels - 1)}${rest}}`,
    );
  const long = `,"long":"${"x".repeat(2_000)}"`;

  it.each([
    ["lists", "[", "]", ""],
    ["objects", '{"":', "}", ""],
    ["lists in a long line", "[", "]", long],
    ["objects in a long line", '{"a":', "}", long],
  ])("takes 63 levels of %s, so that an array of events has 64", (_, opening, closing, rest) => {
    expect(decodeLine(nested(63, opening, closing, rest)).kind).toBe("event");
    for (const levels of [64, 65, 5_000]) {
      expect(decodeLine(nested(levels, opening, closing, rest))).toEqual({
        kind: "invalid",
        reason: "nested too deeply",
      });
    }
  });

  it("counts the levels of every member, in the shortest line that can be too deep", () => {
    const shortest = (levels: number) =>
      `{"event_id":"a","event_name":"b","timestamp":"2026-06-28T09:00:00Z","":${'{"":'.repeat(levels - 2)}{}${"}".repeat(levels - 2)}}`;
    expect(decodeLine(shortest(63)).kind).toBe("event");
    expect(decodeLine(shortest(64)).kind).toBe("invalid");
  });
});
