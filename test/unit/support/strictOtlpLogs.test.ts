import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { assertOtlpLogsSurviveProtobuf } from "../../support/otlpDecoder.ts";
import { OtlpLogsError, readOtlpLogs, type OtlpRules } from "../../support/strictOtlpLogs.ts";

function example(name: string): string {
  return readFileSync(join(import.meta.dirname, "../../otlp-examples", name), "utf8").trimEnd();
}

/** What is wrong with a document; throws whatever the reader throws that is not its own error. */
function problemsOf(document: string | Uint8Array, rules?: OtlpRules): readonly string[] {
  try {
    readOtlpLogs(Buffer.from(document), rules);
  } catch (error) {
    if (error instanceof OtlpLogsError && error.problems.length > 0) return error.problems;
    throw error;
  }
  return [];
}

/** The complete document with one piece of it, which must be there once, replaced. */
function changed(from: string, to: string): string {
  const parts = complete.split(from);
  expect(parts, `pieces around ${from}`).toHaveLength(2);
  return parts.join(to);
}

const complete = example("complete-logs.json");
const record = "resourceLogs[0].scopeLogs[0].logRecords[0]";
const deep = (levels: number) =>
  `${'{"arrayValue":{"values":['.repeat(levels)}{"boolValue":true}${"]}}".repeat(levels)}`;

/** Rows of: what is wrong | what the complete document has | what instead | problem, @ = record. */
function rules(name: string): string[][] {
  const lines = example(name).split("\n");
  return lines.map((line) => line.replace("@", record).split(" | "));
}

describe("readOtlpLogs", () => {
  it("accepts the golden sample", () => {
    const [first, ...others] = readOtlpLogs(Buffer.from(example("golden-logs.json")));
    expect(first?.body).toEqual({ stringValue: "acme.command.run" });
    expect(first?.attributes.get("acme.ratio")).toEqual({ doubleValue: NaN });
    expect([...(first?.resource.attributes?.keys() ?? [])]).toEqual([
      ...["service.instance.id", "service.name", "os.type", "host.arch"],
    ]);
    expect(others).toEqual([]);
  });

  it("returns every field and every kind of value", () => {
    const [first] = readOtlpLogs(Buffer.from(complete));
    expect(first).toMatchObject({
      resource: { droppedAttributesCount: 1 },
      resourceSchemaUrl: "https://opentelemetry.io/schemas/1.43.0",
      scope: {
        attributes: new Map([["acme.part", { stringValue: "sink" }]]),
        droppedAttributesCount: 2,
      },
      severityText: "Information",
      droppedAttributesCount: 3,
      flags: 1,
      traceId: "5b8efff798038103d269b633813fc60c",
      spanId: "eee19b7ec3c1b174",
    });
    expect([...(first?.attributes ?? [])]).toEqual([
      ["acme.text", { stringValue: "plain" }],
      ["acme.switch", { boolValue: true }],
      ["acme.count", { intValue: "-9223372036854775808" }],
      ["acme.ratio", { doubleValue: 0.25 }],
      ["acme.endless", { doubleValue: -Infinity }],
      ["acme.raw", { bytesValue: "AAECAw==" }],
      ["acme.list", { arrayValue: { values: [{ stringValue: "a é 😀" }, { intValue: "7" }] } }],
      [
        "acme.map",
        {
          kvlistValue: {
            values: new Map<string, object>([
              ["left", { boolValue: false }],
              ["right", { doubleValue: -1500 }],
            ]),
          },
        },
      ],
    ]);
  });

  it("returns the records of all resources and scopes in document order", () => {
    const record = (name: string) => ({ timeUnixNano: "1", eventName: name });
    const scope = (name: string, ...names: string[]) => ({
      scope: { name },
      logRecords: names.map(record),
    });
    const request = {
      resourceLogs: [
        { scopeLogs: [scope("x", "a", "b"), scope("y", "c")] },
        { schemaUrl: "s", scopeLogs: [scope("z", "d")] },
      ],
    };
    const records = readOtlpLogs(Buffer.from(JSON.stringify(request)), "receiver");
    expect(
      records.map(({ eventName, scope, resourceSchemaUrl }) => [
        eventName,
        scope.name,
        resourceSchemaUrl,
      ]),
    ).toEqual([
      ["a", "x", undefined],
      ["b", "x", undefined],
      ["c", "y", undefined],
      ["d", "z", "s"],
    ]);
  });

  it.each(["logs.json", "events.json"])("accepts the official %s by receiver rules", (name) => {
    expect(problemsOf(example(name), "receiver")).toEqual([]);
  });

  it("lists the house rules the official examples do not follow", () => {
    expect(problemsOf(example("logs.json"))).toEqual([
      "resourceLogs[0].schemaUrl: not an https URL that ends in a version",
      "resourceLogs[0].scopeLogs[0].schemaUrl: not an https URL that ends in a version",
      `${record}.eventName: missing`,
      `${record}.traceId: not in lower case`,
      `${record}.spanId: not in lower case`,
    ]);
    expect(problemsOf(example("events.json")).slice(2)).toEqual([
      `${record}.body: not a stringValue`,
    ]);
  });

  it.each([
    ["trace.json", "resourceSpans: unknown key"],
    ["metrics.json", "resourceMetrics: unknown key"],
  ])("rejects the signal of the official %s", (name, problem) => {
    expect(problemsOf(example(name), "receiver")).toEqual([problem]);
  });

  it.each(rules("receiver-rules.txt"))("rejects %s", (_what, from = "", to = "", problem = "") => {
    expect(problemsOf(changed(from, to), "receiver")).toEqual([problem]);
    expect(problemsOf(changed(from, to))).toEqual([problem]);
  });

  it.each(rules("house-rules.txt"))(
    "rejects by house rules only %s",
    (_what, from = "", to = "", problem = "") => {
      expect(problemsOf(changed(from, to), "receiver")).toEqual([]);
      expect(problemsOf(changed(from, to))).toEqual([problem]);
    },
  );

  it.each([
    ["resourceLogs", '{"resourceLogs":[]}'],
    ["resourceLogs at all", "{}"],
    ["scopeLogs", complete.replace(/"scopeLogs":\[.*\],/, '"scopeLogs":[],')],
    ["scopeLogs at all", complete.replace(/"scopeLogs":\[.*\],/, "")],
    ["logRecords", complete.replace(/"logRecords":\[.*\](?=,.*,)/, '"logRecords":[]')],
    ["logRecords at all", complete.replace(/"logRecords":\[.*\],(?=.*,)/, "")],
  ])("rejects by house rules only an envelope without %s", (_what, text) => {
    expect(problemsOf(text, "receiver")).toEqual([]);
    expect(problemsOf(text)).toEqual([expect.stringMatching(/: an envelope without records$/)]);
  });

  it.each<[what: string, document: string | Uint8Array, problem: string]>([
    ["a top-level array", `[${complete}]`, "document: an array instead of an object"],
    ["a second document", `${complete}\n{}`, "text after the end of the document"],
    ["a byte order mark", `\ufeff${complete}`, "byte order mark (byte 0)"],
    ["invalid UTF-8", Buffer.from(changed("plain", "\xff"), "latin1"), "invalid UTF-8 (byte "],
    ["too deep a value", changed('{"stringValue":"plain"}', deep(31)), "nested deeper than 100"],
    ["an empty document", "", "expected a value (byte 0)"],
  ])("rejects %s", (_what, document, problem) => {
    expect(problemsOf(document)).toEqual([expect.stringContaining(problem)]);
  });

  it("accepts values nested just as deep as the document may be", () => {
    expect(problemsOf(changed('{"stringValue":"plain"}', deep(30)))).toEqual([]);
  });

  it("lists all that is wrong, in the message the first twenty", () => {
    const text = complete
      .replaceAll('"stringValue"', '"string"')
      .replace('"flags":1', '"flags":-1');
    expect(problemsOf(text)).toHaveLength(6);
    const many = new OtlpLogsError(Array.from({ length: 30 }, (_, index) => `p${String(index)}.`));
    expect(many.message).toContain("problems: 30");
    expect(many.message).toContain("p19.");
    expect(many.message).not.toContain("p20.");
  });
});

describe("readOtlpLogs on damaged documents", () => {
  /** Fails unless the reader either rejects the document with its own error or may accept it. */
  function check(document: string | Uint8Array): number {
    const problems = problemsOf(document, "receiver");
    const houseProblems = problemsOf(document, "house");
    if (problems.length > 0) {
      expect(houseProblems).toEqual(problems);
      return 0;
    }
    assertOtlpLogsSurviveProtobuf(Buffer.from(document));
    return 1;
  }

  const tokens: string[] =
    complete.match(/"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null|[{}[\]:,]/g) ?? [];
  const punctuation = ["{", "}", "[", "]", ":", ",", "{}", "[]", "", " ", "\ufeff"];
  const literals = ["null", "true", "false", "nul", "True", "undefined", "NaN"];
  const numbers = [
    "0",
    "-0",
    "1.5",
    "01",
    "+1",
    ".5",
    "1e999",
    "-1",
    "4294967296",
    "1e",
    "9".repeat(99),
  ];
  const strings = [
    '""',
    '"',
    '"\\ud800"',
    '"\u0001"',
    '"\\x"',
    '"0"',
    '"NaN"',
    '"AA=="',
    '"__proto__"',
  ];
  const replacements = [...punctuation, ...literals, ...numbers, ...strings];

  it("knows all tokens of the complete document", () => {
    expect(tokens.join("")).toBe(complete);
  });

  it.each(replacements)("rejects or may accept %j for each token", (replacement) => {
    for (const index of tokens.keys()) check(tokens.with(index, replacement).join(""));
  });

  it("rejects or may accept tokens left out, doubled or swapped, and cut documents", () => {
    for (const [index, token] of tokens.entries()) {
      check(tokens.toSpliced(index, 1).join(""));
      check(tokens.with(index, token + token).join(""));
      check(tokens.toSpliced(index, 2, tokens[index + 1] ?? "", token).join(""));
      check(tokens.slice(0, index).join(""));
    }
  });

  it("rejects or may accept bytes changed at random", () => {
    let seed = 20_261_109;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    let accepted = 0;
    for (let round = 0; round < 5000; round += 1) {
      const bytes = Buffer.from(complete);
      for (let flips = 1 + random(3); flips > 0; flips -= 1) {
        bytes[random(bytes.length)] = random(256);
      }
      accepted += check(bytes);
    }
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(5000);
  });
});
