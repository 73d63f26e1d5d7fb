import { describe, expect, it } from "vitest";
import { makeEvent } from "../../support/events.ts";
import { ownAttributes, recordOf } from "./otlpDocument.ts";

describe("a log record", () => {
  it("has name, body, time, severity and nothing that the event has not", () => {
    const record = recordOf(makeEvent());
    const { resource, scope } = record;
    expect({ ...record, attributes: [...record.attributes] }).toEqual({
      resource,
      scope,
      resourceSchemaUrl: "https://opentelemetry.io/schemas/1.44.0",
      scopeSchemaUrl: "https://opentelemetry.io/schemas/1.44.0",
      timeUnixNano: "1782637200000000000",
      observedTimeUnixNano: "1782637200000000000",
      severityNumber: 9,
      eventName: "command.invoked",
      body: { stringValue: "command.invoked" },
      attributes: [
        ["commandId", { stringValue: "coder.open" }],
        ["durationMs", { doubleValue: 29 }],
        ["session.id", { stringValue: "4f0c9e21aa1b2c3d4e5f60718293a4b5" }],
        ["log.record.uid", { stringValue: "0000000000000001" }],
        ["coder.event.sequence", { intValue: "0" }],
      ],
    });
  });

  it("has every digit of a timestamp, as nanoseconds", () => {
    const record = recordOf(makeEvent({ timestamp: "2026-06-28T11:00:00.123456789+02:00" }));
    expect(record.timeUnixNano).toBe("1782637200123456789");
    expect(record.observedTimeUnixNano).toBe(record.timeUnixNano);
  });

  it.each(["1970-01-01T00:00:00.000Z", "2554-07-22T00:00:00.000Z", "9999-12-31T23:59:59.999Z"])(
    "has a time that receivers take, also at %s",
    (timestamp) => {
      expect(recordOf(makeEvent({ timestamp })).eventName).toBe("command.invoked");
    },
  );

  it("has one body for each name, however many names there are", () => {
    for (let index = 0; index < 3_000; index++) {
      const name = `event.${index % 1_500}`;
      const record = recordOf(makeEvent({ event_name: name }));
      expect([record.eventName, record.body]).toEqual([name, { stringValue: name }]);
    }
  });
});

describe("attributes of a log record", () => {
  it("come in the order properties, measurements, our own, error", () => {
    const record = recordOf(
      makeEvent({
        properties: { b: "1", a: "2" },
        measurements: { d: 1, c: 2 },
        error: { message: "no", type: "TypeError", code: "E1" },
      }),
    );
    expect([...record.attributes.keys()]).toEqual([
      ...["b", "a", "d", "c", "session.id", "log.record.uid", "coder.event.sequence"],
      ...["exception.type", "exception.message", "error.type", "coder.error.code"],
    ]);
  });

  it.each([
    ["29", 29],
    ["-0.5", -0.5],
    ["1e21", 1e21],
    ["5e-324", 5e-324],
    ["1.7976931348623157e308", Number.MAX_VALUE],
    ["9007199254740993", 9_007_199_254_740_992],
    ["-0", 0],
  ])("of a measurement %s are doubles", (source, value) => {
    const line = JSON.stringify(makeEvent()).replace('"durationMs":29', `"m":${source}`);
    expect(ownAttributes(recordOf(line))).toContainEqual(["m", { doubleValue: value }]);
  });

  it.each(["1e999", "-1e999", "null", '"29"', "true", "[1]", "{}"])(
    "leave out a measurement %s and count it",
    (source) => {
      const line = JSON.stringify(makeEvent({ properties: {} })).replace(
        '"durationMs":29',
        `"bad":${source},"good":1`,
      );
      const record = recordOf(line);
      expect(ownAttributes(record)).toEqual([["good", { doubleValue: 1 }]]);
      expect(record.droppedAttributesCount).toBe(1);
    },
  );

  it.each(["null", "[]", '{"a":"b"}'])("leave out a property %s and count it", (source) => {
    const line = JSON.stringify(makeEvent({ measurements: {} })).replace(
      '"commandId":"coder.open"',
      `"bad":${source},"good":"x"`,
    );
    const record = recordOf(line);
    expect(ownAttributes(record)).toEqual([["good", { stringValue: "x" }]]);
    expect(record.droppedAttributesCount).toBe(1);
  });

  it("take a property that is a number as text", () => {
    const row = { ...makeEvent({ measurements: {} }), properties: { count: 12.5 } };
    expect(ownAttributes(recordOf(row))).toEqual([["count", { stringValue: "12.5" }]]);
  });

  it("leave out empty keys and count them", () => {
    const record = recordOf(makeEvent({ properties: { "": "x" }, measurements: { "": 1, a: 2 } }));
    expect(ownAttributes(record)).toEqual([["a", { doubleValue: 2 }]]);
    expect(record.droppedAttributesCount).toBe(2);
  });

  it.each([
    ["missing", undefined],
    ["null", null],
    ["a text", "text"],
    ["a number", 5],
  ])("are only our own where properties and measurements are %s", (_, value) => {
    const row = { ...makeEvent(), properties: value, measurements: value };
    expect(ownAttributes(recordOf(row))).toEqual([]);
  });

  it.each([[1.5], [2 ** 53], [-(2 ** 53)]])("leave out the sequence number %d", (sequence) => {
    const record = recordOf({ ...makeEvent(), event_sequence: sequence });
    expect(record.attributes.has("coder.event.sequence")).toBe(false);
    expect(record.droppedAttributesCount).toBe(1);
  });

  it("carry the largest sequence number as a decimal string", () => {
    const record = recordOf({ ...makeEvent(), event_sequence: Number.MAX_SAFE_INTEGER });
    expect(record.attributes.get("coder.event.sequence")).toEqual({ intValue: "9007199254740991" });
  });

  it("keep names that objects have by themselves", () => {
    const properties = JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}') as Record<
      string,
      string
    >;
    expect(
      ownAttributes(recordOf(makeEvent({ properties, measurements: { valueOf: 1 } }))),
    ).toEqual([
      ["__proto__", { stringValue: "a" }],
      ["constructor", { stringValue: "b" }],
      ["toString", { stringValue: "c" }],
      ["valueOf", { doubleValue: 1 }],
    ]);
  });
});

describe("attributes of one name", () => {
  it("get a prefix where a measurement has the name of a property", () => {
    const record = recordOf(makeEvent({ properties: { size: "big" }, measurements: { size: 5 } }));
    expect(ownAttributes(record)).toEqual([
      ["size", { stringValue: "big" }],
      ["measurement.size", { doubleValue: 5 }],
    ]);
  });

  it("get a number if the prefix is taken as well", () => {
    const record = recordOf(
      makeEvent({
        properties: { size: "big", "measurement.size": "odd" },
        measurements: { size: 5, "measurement.measurement.size": 6 },
      }),
    );
    expect(ownAttributes(record)).toEqual([
      ["size", { stringValue: "big" }],
      ["measurement.size", { stringValue: "odd" }],
      ["measurement.2.size", { doubleValue: 5 }],
      ["measurement.measurement.size", { doubleValue: 6 }],
    ]);
  });

  it.each([
    ["session.id", { stringValue: "4f0c9e21aa1b2c3d4e5f60718293a4b5" }],
    ["log.record.uid", { stringValue: "0000000000000001" }],
    ["coder.event.sequence", { intValue: "0" }],
    ["exception.type", { stringValue: "TypeError" }],
    ["exception.message", { stringValue: "no" }],
    ["error.type", { stringValue: "TypeError" }],
    ["coder.error.code", { stringValue: "E1" }],
    ["coder.trace_id", { stringValue: "no trace id" }],
    ["coder.event_id", { stringValue: "0000000000000001" }],
    ["coder.parent_event_id", { stringValue: "no span id" }],
  ])("keep the event's own %s and ours beside it", (key, ours) => {
    const changes = {
      trace_id: "no trace id",
      parent_event_id: "no span id",
      error: { message: "no", type: "TypeError", code: "E1" },
    };
    const asProperty = recordOf(
      makeEvent({ ...changes, properties: { result: "error", [key]: "own" } }),
    );
    expect(asProperty.attributes.get(key)).toEqual({ stringValue: "own" });
    expect(asProperty.attributes.get(`measurement.${key}`)).toEqual(ours);

    const asMeasurement = recordOf(
      makeEvent({ ...changes, properties: { result: "error" }, measurements: { [key]: 7 } }),
    );
    expect(asMeasurement.attributes.get(key)).toEqual({ doubleValue: 7 });
    expect(asMeasurement.attributes.get(`measurement.${key}`)).toEqual(ours);
  });
});

describe("the error of an event", () => {
  it.each<[string, unknown, Record<string, string>]>([
    ["a message alone", { message: "no" }, { "exception.message": "no", "error.type": "_OTHER" }],
    [
      "message and type",
      { message: "no", type: "TypeError" },
      { "exception.type": "TypeError", "exception.message": "no", "error.type": "TypeError" },
    ],
    [
      "message and code",
      { message: "no", code: "ENOENT" },
      { "exception.message": "no", "error.type": "ENOENT" },
    ],
    [
      "message, type and code",
      { message: "no", type: "TypeError", code: "ENOENT" },
      {
        "exception.type": "TypeError",
        "exception.message": "no",
        "error.type": "TypeError",
        "coder.error.code": "ENOENT",
      },
    ],
    ["empty members", { message: "", type: "", code: "" }, { "error.type": "_OTHER" }],
    [
      "members of other types",
      { message: 1, type: {}, code: null },
      { "exception.message": "1", "error.type": "_OTHER" },
    ],
    ["no members", {}, { "error.type": "_OTHER" }],
    ["a text", "went wrong", { "exception.message": "went wrong", "error.type": "_OTHER" }],
    ["a number", 5, { "exception.message": "5", "error.type": "_OTHER" }],
  ])("that is %s has severity ERROR and these attributes", (_, error, attributes) => {
    const record = recordOf({ ...makeEvent({ properties: {}, measurements: {} }), error });
    expect(record.severityNumber).toBe(17);
    expect(record.severityText).toBeUndefined();
    expect(record.body).toEqual({ stringValue: "command.invoked" });
    expect(ownAttributes(record)).toEqual(
      Object.entries(attributes).map(([key, value]) => [key, { stringValue: value }]),
    );
  });

  it.each([null, undefined])("that is %s is none", (error) => {
    const record = recordOf({ ...makeEvent({ properties: {}, measurements: {} }), error });
    expect(record.severityNumber).toBe(9);
    expect(ownAttributes(record)).toEqual([]);
  });
});
