import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { makeContext, makeEvent } from "../../support/events.ts";
import { formatLogRecord } from "../../../extension/otlp/logRecord.ts";
import { makeSource, ownAttributes, recordOf } from "./otlpDocument.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const TEXTS: [name: string, text: string, sent: string][] = [
  ["quotes and backslashes", 'a"b\\c\\"', 'a"b\\c\\"'],
  ["control characters", "\0\x01\b\t\n\v\f\r\x1f\x7f", "\0\x01\b\t\n\v\f\r\x1f\x7f"],
  ["line separators", "a\u2028b\u2029c\u0085d", "a\u2028b\u2029c\u0085d"],
  ["a byte order mark", "\ufeffa", "\ufeffa"],
  ["text from right to left", "\u202eabc", "\u202eabc"],
  ["emoji", "😀👩‍👩‍👧", "😀👩‍👩‍👧"],
  ["markup", "<script>alert(1)</script>", "<script>alert(1)</script>"],
  ["half an emoji", "a\ud83d", "a\ufffd"],
  ["the other half", "\ude00a", "\ufffda"],
  ["the halves the wrong way round", "\ude00\ud83d", "\ufffd\ufffd"],
  ["half an emoji before a whole one", "\ud83d😀", "\ufffd😀"],
];

describe.each(TEXTS)("a text with %s", (_, text, sent) => {
  it("is sent as valid Unicode wherever it stands", () => {
    const record = recordOf(
      makeEvent({
        event_id: `id${text}`,
        event_name: `name${text}`,
        properties: { [`key${text}`]: text, result: text },
        measurements: { [`size${text}`]: 1 },
        trace_id: text,
        parent_event_id: text,
        error: { message: text, type: text, code: text },
        deployment_url: text,
      }),
      makeSource({ ...makeContext({ extension_version: text, session_id: text }) }),
    );
    expect(record.eventName).toBe(`name${sent}`);
    expect(record.body).toEqual({ stringValue: `name${sent}` });
    expect(ownAttributes(record)).toEqual([
      [`key${sent}`, { stringValue: sent }],
      ["result", { stringValue: sent }],
      [`size${sent}`, { doubleValue: 1 }],
      ["exception.type", { stringValue: sent }],
      ["exception.message", { stringValue: sent }],
      ["error.type", { stringValue: sent }],
      ["coder.error.code", { stringValue: sent }],
      ["coder.trace_id", { stringValue: sent }],
      ["coder.event_id", { stringValue: `id${sent}` }],
      ["coder.parent_event_id", { stringValue: sent }],
    ]);
    expect(record.attributes.get("log.record.uid")).toEqual({ stringValue: `id${sent}` });
    expect(record.attributes.get("session.id")).toEqual({ stringValue: sent });
    expect(record.resource.attributes?.get("coder.deployment.url")).toEqual({ stringValue: sent });
    expect(record.scope.version).toBe(sent);
  });
});

describe("names that are the same once they are valid Unicode", () => {
  it("do not make two attributes of one name", () => {
    const properties = { "\ud800": "a", "\ud801": "b", "\ufffd": "c" };
    const record = recordOf(makeEvent({ properties, measurements: { "\udc00": 1 } }));
    expect(ownAttributes(record).map(([, value]) => value)).toEqual([
      { stringValue: "a" },
      { stringValue: "b" },
      { stringValue: "c" },
      { doubleValue: 1 },
    ]);
  });
});

describe("long names", () => {
  it("are not kept once their records are written", () => {
    const heldBytes = () => {
      // V8 keeps the shapes of dead objects, and with them their names, for two more collections.
      for (let round = 0; round < 4; round++) collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = heldBytes();
    for (let index = 0; index < 400; index++) {
      const name = `${index}.${"x".repeat(100_000)}`;
      const row = makeEvent({ event_name: name, properties: { [name]: "a" } });
      formatLogRecord(row, Date.parse(row.timestamp), "session");
    }
    expect((heldBytes() - before) / 1024 / 1024).toBeLessThan(20);
  });
});
