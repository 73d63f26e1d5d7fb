import { describe, expect, it } from "vitest";
import { JsonArrayWriter } from "../../../extension/export/jsonArrayWriter.ts";
import { OutputBuffer } from "../../../extension/export/outputBuffer.ts";
import type { StoredEvent } from "../../../extension/store/reading/eventReader.ts";
import { makeContext, makeEvent, makeEvents } from "../../support/events.ts";
import { readJsonExport } from "../../support/jsonExport.ts";
import { makeSource, storedEvent } from "../otlp/otlpDocument.ts";

/** The document of the events, given in batches. */
async function write(...batches: (readonly StoredEvent[])[]): Promise<Buffer> {
  const written: Buffer[] = [];
  const output = new OutputBuffer({
    write(bytes) {
      written.push(Buffer.from(bytes));
      return Promise.resolve();
    },
  });
  const writer = new JsonArrayWriter(output);
  for (const batch of batches) {
    writer.append(batch);
    await output.drain();
  }
  writer.end();
  await output.finish();
  const document = Buffer.concat(written);
  expect(output.totalBytes).toBe(document.length);
  return document;
}

describe("JsonArrayWriter", () => {
  const source = makeSource();
  const context = makeContext();

  it("writes [] where there are no events", async () => {
    expect((await write()).toString()).toBe("[]\n");
    expect((await write([], [])).toString()).toBe("[]\n");
  });

  it("writes one event between brackets without a comma", async () => {
    const text = (
      await write([
        storedEvent(
          '{"event_id":"a","event_name":"b","timestamp":"2026-06-28T09:00:00.000Z"}',
          source,
        ),
      ])
    ).toString();
    expect(text).toBe(
      `[\n{"event_id":"a","event_name":"b","timestamp":"2026-06-28T09:00:00.000Z",` +
        `"schema_version":1,"context":${JSON.stringify(context)}}\n]\n`,
    );
  });

  it("writes one event a line with commas between, whatever the batches were", async () => {
    const rows = makeEvents(5);
    const events = rows.map((row) => storedEvent(row, source));
    const whole = await write(events);
    expect(await write(...events.map((event) => [event]))).toEqual(whole);
    expect(await write([], events.slice(0, 2), [], events.slice(2), [])).toEqual(whole);
    expect(readJsonExport(whole)).toEqual(
      rows.map((row) => ({ ...row, schema_version: 1, context })),
    );
  });

  it("keeps an event's own fields as they stand, in their order, unknown ones included", async () => {
    const line =
      '{"z":1.50,"event_name":"b","timestamp":"2026-06-28T09:00:00.000Z","big":9007199254740992,' +
      '"event_id":"a" , "nested":{"a":[null,true,"\\u00e9\\/"]}}';
    const document = (await write([storedEvent(line, source)])).toString();
    expect(document).toContain(`\n${line.slice(0, -1)},"schema_version"`);
  });

  it("adds only what the event has not", async () => {
    const own = { os_type: "darwin" };
    const rows = [
      { ...makeEvent(), context: own },
      { ...makeEvent(), schema_version: 3 },
      { ...makeEvent(), schema_version: 3, context: own },
      { ...makeEvent(), schema_version: null, context: null },
    ];
    const document = await write(rows.map((row) => storedEvent(row, source)));
    expect(readJsonExport(document)).toEqual([
      { ...rows[0], schema_version: 1 },
      { ...rows[1], context },
      rows[2],
      rows[3],
    ]);
  });

  it("adds to each event what its own file says", async () => {
    const other = { ...makeSource({ session_id: "c0ffee12" }), schemaVersion: 2 };
    const document = await write([
      storedEvent(makeEvent(), source),
      storedEvent(makeEvent(), other),
      storedEvent(makeEvent(), source),
    ]);
    expect(
      readJsonExport(document).map((event) => [event["schema_version"], event["context"]]),
    ).toEqual([
      [1, context],
      [2, { session_id: "c0ffee12" }],
      [1, context],
    ]);
  });

  it.each([
    ["a lone surrogate", String.raw`a\ud83db`, "a\ufffdb"],
    ["a lone surrogate in capitals", String.raw`a\uD83Db`, "a\ufffdb"],
    ["the second half alone", String.raw`\ude00`, "\ufffd"],
    ["two first halves and a second", String.raw`\ud83d\ud83d\ude00`, "\ufffd😀"],
    ["a whole pair", String.raw`\ud83d\ude00`, "😀"],
    ["a backslash before ud83d", String.raw`\\ud83d`, String.raw`\ud83d`],
    ["a backslash before a lone surrogate", String.raw`\\\ud83d`, "\\\ufffd"],
    ["other escapes", String.raw`\"\\\/\b\f\n\r\t\u0000\u2028\u00E9`, '"\\/\b\f\n\r\t\0\u2028é'],
    ["raw text beyond ASCII", "é\u2028\u2029\u007f😀", "é\u2028\u2029\u007f😀"],
  ])("writes %s so that strict readers take it", async (_, source_, text) => {
    const line = `{"event_id":"a","event_name":"${source_}","timestamp":"2026-06-28T09:00:00.000Z","k${source_}":"${source_}"}`;
    const [event] = readJsonExport(await write([storedEvent(line, source)]));
    expect(event).toMatchObject({ event_name: text, [`k${text}`]: text });
  });

  it("writes lone surrogates of a header so that strict readers take it", async () => {
    const broken = makeSource({ os_version: "6\ud83d", "\ude00": "x" });
    const [event] = readJsonExport(await write([storedEvent(makeEvent(), broken)]));
    expect(event?.["context"]).toEqual({ os_version: "6\ufffd", "\ufffd": "x" });
  });

  it.each([
    ["a name that is there twice", `"x":"first","x":2`, { x: 2 }],
    ["a name that is there twice, once escaped", String.raw`"x":1,"\u0078":2`, { x: 2 }],
    ["a name twice further in", `"x":[{"y":{"a":1,"b":2,"a":3}}]`, { x: [{ y: { a: 3, b: 2 } }] }],
    ["the event's own name twice", `"event_name":"c"`, { event_name: "c" }],
    ["a name twice that a shorter number makes up for", `"x":1,"x":1e7`, { x: 1e7 }],
    ["a name twice that a shorter fraction makes up for", `"x":1,"x":1e-7`, { x: 1e-7 }],
    [
      "names that are the same without their lone surrogates",
      String.raw`"\ud800":1,"\ud801":2,"\ufffd":3`,
      { "\ufffd": 1, "\ufffd\ufffd2": 2, "\ufffd\ufffd3": 3 },
    ],
    ["an integer beyond a double's", `"x":12345678901234567890`, { x: "12345678901234567890" }],
    [
      "the first integer that a double lacks",
      `"x":[9007199254740993]`,
      { x: ["9007199254740993"] },
    ],
    ["a number beyond the range", `"x":1e999,"y":-1E+400`, { x: "1e999", y: "-1E+400" }],
    ["a number below the range", `"x":1e-999`, { x: "1e-999" }],
    [
      "more digits than a double has",
      `"x":3.141592653589793238462643383279`,
      { x: "3.141592653589793238462643383279" },
    ],
    [
      "a measurement beyond a double's integers",
      `"measurements":{"x":9007199254740993}`,
      { measurements: { x: "9007199254740993" } },
    ],
    ["a noncharacter", `"x\ufdd0":"\uffff a \u{10fffe}"`, { "x\ufffd": "\ufffd a \ufffd" }],
    [
      "an escaped noncharacter",
      String.raw`"x\uFDEF":"\ufffe a \ud83f\udfff"`,
      { "x\ufffd": "\ufffd a \ufffd" },
    ],
  ])("writes %s so that strict readers take it", async (_, members, expected) => {
    const line = `{"event_id":"a","event_name":"b","timestamp":"2026-06-28T09:00:00.000Z",${members}}`;
    const [event] = readJsonExport(await write([storedEvent(line, source)]));
    expect(event).toMatchObject(expected);
    expect(event).toMatchObject({ event_id: "a", schema_version: 1, context });
  });

  it.each([
    `"x":9007199254740992,"y":1E3`,
    `"x":0.30000000000000004,"y":0.10000000000000001,"z":5e-324`,
    `"x":12345678901234567168,"y":1e21,"z":-0,"w":0.000`,
    `"x":1.7976931348623157e308,"y":123456789012345680000`,
    `"x":"a\ufeffb","\ufffd":"\ufffd"`,
    String.raw`"x":"\\ud800 \" \u0000","y":{"x":1},"z":[{"x":1},{"x":1}]`,
    ` "x" : [ 1 , { "a" : "b" } ] , "y":null,"z":true,"w":{},"v":[]`,
  ])("keeps %s as it is", async (members) => {
    const line = `{"event_id":"a","event_name":"b","timestamp":"2026-06-28T09:00:00.000Z",${members}}`;
    const document = await write([storedEvent(line, source)]);
    expect(document.toString()).toContain(`\n${line.slice(0, -1)},"schema_version"`);
    expect(readJsonExport(document)).toHaveLength(1);
  });

  it("writes the numbers and noncharacters of a header so that strict readers take it", async () => {
    const broken = makeSource({ "\ufdd0": Infinity, "\ufdd1": "\ufffe", deep: [{ a: -Infinity }] });
    const [event] = readJsonExport(await write([storedEvent(makeEvent(), broken)]));
    expect(event?.["context"]).toEqual({
      "\ufffd": "Infinity",
      "\ufffd\ufffd2": "\ufffd",
      deep: [{ a: "-Infinity" }],
    });
  });

  it("mends an event and leaves those around it as they were", async () => {
    const rows = makeEvents(40);
    const lines = rows.map((row, index) =>
      index === 20
        ? JSON.stringify({ ...row, event_name: "\ud83d" })
        : JSON.stringify({ ...row, event_name: "\u001b[1m é 😀" }),
    );
    const document = await write(
      lines.slice(0, 15).map((line) => storedEvent(line, source)),
      lines.slice(15).map((line) => storedEvent(line, source)),
    );
    expect(readJsonExport(document).map((event) => event["event_name"])).toEqual(
      rows.map((_, index) => (index === 20 ? "\ufffd" : "\u001b[1m é 😀")),
    );
  });

  it("writes a document of many megabytes whole", async () => {
    const rows = Array.from({ length: 60 }, (_, index) =>
      makeEvent({
        event_sequence: index,
        properties: { text: `${index} ${"é😀".repeat(10_000)}` },
      }),
    );
    const events = rows.map((row) => storedEvent(row, source));
    for (const document of [await write(events), await write(...events.map((event) => [event]))]) {
      expect(readJsonExport(document)).toEqual(
        rows.map((row) => ({ ...row, schema_version: 1, context })),
      );
    }
  });
});
