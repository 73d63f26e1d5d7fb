import { describe, expect, it } from "vitest";
import { makeEvent } from "../../support/events.ts";
import { ownAttributes, recordOf } from "./otlpDocument.ts";

/** The attributes of an event with these fields, which are JSON. */
function attributesOf(fields: string) {
  const event = JSON.stringify(makeEvent({ properties: {}, measurements: {} }));
  return Object.fromEntries(ownAttributes(recordOf(event.replace(/}$/, `,${fields}}`))));
}

describe("numbers that are sent as text", () => {
  it.each([
    ["12345678901234567890"],
    ["9007199254740993"],
    ["-9007199254740993"],
    ["1e999"],
    ["0.12345678901234567890"],
    ["42"],
    ["-0.5"],
  ])("keep the digits of the line in a property: %s", (number) => {
    expect(attributesOf(`"properties":{"n":${number}}`)).toEqual({ n: { stringValue: number } });
  });

  it("keep them in errors and ids", () => {
    const big = "12345678901234567890";
    expect(attributesOf(`"error":{"code":${big},"message":${big}},"trace_id":${big}`)).toEqual({
      "exception.message": { stringValue: big },
      "error.type": { stringValue: big },
      "coder.trace_id": { stringValue: big },
    });
    expect(attributesOf(`"error":${big}`)).toMatchObject({
      "exception.message": { stringValue: big },
    });
  });

  it("leave measurements alone, which are doubles", () => {
    expect(
      attributesOf('"properties":{"n":9007199254740993},"measurements":{"m":9007199254740993}'),
    ).toMatchObject({ m: { doubleValue: 9_007_199_254_740_992 } });
  });
});

describe("an error", () => {
  it.each([
    ["a number", "7", { "exception.message": "7", "error.type": "_OTHER" }],
    ["a boolean", "false", { "exception.message": "false", "error.type": "_OTHER" }],
    ["text", '"no"', { "exception.message": "no", "error.type": "_OTHER" }],
    [
      "a numeric code",
      '{"message":"no","code":404}',
      { "exception.message": "no", "error.type": "404" },
    ],
    [
      "numeric members",
      '{"type":1,"code":2,"message":3}',
      {
        "exception.type": "1",
        "exception.message": "3",
        "error.type": "1",
        "coder.error.code": "2",
      },
    ],
  ])("with %s is sent as text", (_, error, expected) => {
    const attributes = Object.entries(attributesOf(`"error":${error}`));
    expect(Object.fromEntries(attributes.map(([key, value]) => [key, value.stringValue]))).toEqual(
      expected,
    );
  });

  it("with members of other types counts them as dropped", () => {
    const record = recordOf({ ...makeEvent(), error: { message: ["no"], code: {} } });
    expect(record.droppedAttributesCount).toBe(2);
    expect(recordOf({ ...makeEvent(), error: ["no"] }).droppedAttributesCount).toBe(1);
  });
});
