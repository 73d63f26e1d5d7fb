import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  assertOtlpLogsSurviveProtobuf,
  decodeOtlpLogs,
  OtlpDecodeError,
} from "../../support/otlpDecoder.ts";

function example(name: string): string {
  return readFileSync(join(import.meta.dirname, "../../otlp-examples", name), "utf8");
}

function problemsOf(text: string): readonly string[] {
  try {
    assertOtlpLogsSurviveProtobuf(Buffer.from(text));
  } catch (error) {
    if (error instanceof OtlpDecodeError) return error.problems;
    throw error;
  }
  return [];
}

const complete = example("complete-logs.json");
const record = "resourceLogs[0].scopeLogs[0].logRecords[0]";

describe("decodeOtlpLogs", () => {
  it.each(["golden-logs.json", "complete-logs.json"])("returns all of %s", (name) => {
    const text = example(name);
    expect(decodeOtlpLogs(Buffer.from(text))).toEqual(JSON.parse(text));
  });

  it("returns ids in lower case and the ends of the integer ranges as they are", () => {
    const sent = {
      timeUnixNano: "18446744073709551615",
      attributes: [
        { key: "least", value: { intValue: "-9223372036854775808" } },
        { key: "largest", value: { intValue: "9223372036854775807" } },
      ],
      traceId: "5B8EFFF798038103D269B633813FC60C",
    };
    const request = { resourceLogs: [{ scopeLogs: [{ logRecords: [sent] }] }] };
    const received = { ...sent, traceId: "5b8efff798038103d269b633813fc60c" };
    expect(decodeOtlpLogs(Buffer.from(JSON.stringify(request)))).toEqual({
      resourceLogs: [{ scopeLogs: [{ logRecords: [received] }] }],
    });
  });

  it.each([
    ["no JSON", "{"],
    ["invalid UTF-8", Buffer.of(0x22, 0xff, 0x22)],
    ["a byte order mark", "\ufeff{}"],
    ["no object", "[]"],
    ["two members in an AnyValue", complete.replace('"intValue":"7"', '$&,"boolValue":true')],
    ["attributes that are no list", complete.replace(/"attributes":\[.*?\]/, '"attributes":{}')],
    ["a bare body", complete.replace('{"stringValue":"the command ran"}', '"the command ran"')],
    ["an unknown severity", complete.replace('"severityNumber":9', '"severityNumber":25')],
  ])("rejects %s", (_what, input) => {
    expect(() => decodeOtlpLogs(Buffer.from(input))).toThrow(OtlpDecodeError);
  });
});

describe("assertOtlpLogsSurviveProtobuf", () => {
  it.each(["golden-logs.json", "complete-logs.json", "logs.json", "events.json"])(
    "accepts %s",
    (name) => {
      expect(problemsOf(example(name))).toEqual([]);
    },
  );

  it("takes an empty list and a double that is not finite for preserved", () => {
    const text = complete
      .replace(/"values":\[\{"key".*?\}\}\]/, '"values":[]')
      .replace("-1.5e3", '"NaN"')
      .replace("0.25", '"Infinity"');
    expect(problemsOf(text)).toEqual([]);
  });

  it("takes an integer sent as a number for the same integer", () => {
    expect(problemsOf(complete.replace('"intValue":"7"', '"intValue":7'))).toEqual([]);
  });

  it.each<[what: string, from: string, to: string, problem: string]>([
    [
      "a key of another message",
      '"droppedAttributesCount":1',
      '"schemaUrl":""',
      "resource.schemaUrl: lost",
    ],
    ["a snake_case key", "eventName", "event_name", "event_name: lost"],
    ["an unknown empty list", '"flags":1', '"links":[]', "links: lost"],
    ["null", '"flags":1', '"flags":null', "flags: lost"],
    ["an enum name", ":9,", ':"SEVERITY_NUMBER_INFO",', "severityNumber: sent"],
    ["a base64 id", "eee19b7ec3c1b174", "7uGbfsPBsXQ=", "spanId: sent"],
    ["a fraction as an integer", '"intValue":"7"', '"intValue":"7.5"', "intValue: sent"],
    ["an integer out of range", "1795158300124000000", "18446744073709551616", "observedTime"],
    ["url-safe base64", "AAECAw==", "AAECAw", "bytesValue: sent"],
  ])("reports %s", (_what, from, to, problem) => {
    const problems = problemsOf(complete.replace(from, to));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it("says where something was lost", () => {
    expect(problemsOf(complete.replace("severityText", "severity_text"))).toEqual([
      `${record}.severity_text: lost`,
    ]);
  });

  it("reports other signals as lost", () => {
    expect(problemsOf(example("trace.json"))).toEqual(["resourceSpans: lost"]);
    expect(problemsOf(example("metrics.json"))).toEqual(["resourceMetrics: lost"]);
  });
});
