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
      '{"z":1.50,"event_name":"b","timestamp":"2026-06-28T09:00:00.000Z","big":12345678901234567890,' +
      '"event_id":"a","nested":{"a":[null,true]}}';
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
