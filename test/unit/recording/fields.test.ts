import { describe, expect, it } from "vitest";
import {
  cleanEventName,
  cleanMeasurements,
  cleanProperties,
} from "../../../extension/recording/fields.ts";

const cycle: Record<string, unknown> = {};
cycle["self"] = cycle;

function brokenProxy(): object {
  const broken = () => {
    throw new Error("trap broke");
  };
  return new Proxy({}, { get: broken, ownKeys: broken, getOwnPropertyDescriptor: broken });
}

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const BAD_VALUES: readonly (readonly [string, unknown])[] = [
  ["null", null],
  ["a cycle", cycle],
  ["a BigInt", 10n],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["a symbol", Symbol("x")],
  ["a function", () => "x"],
  ["an array", ["x"]],
  ["a date", new Date(0)],
  ["a boxed text", Object("x")],
  ["an object with toJSON", { toJSON: () => "x" }],
  ["an object with toString", { toString: () => "x" }],
  ["a proxy whose traps throw", brokenProxy()],
  ["a revoked proxy", revokedProxy()],
];

describe("cleanProperties", () => {
  it("keeps text as it is, whatever characters are in it", () => {
    const text = '\u0000\u001f\u2028\u2029\ud800😀\ufeff\u202e\r\n"\\';
    expect(cleanProperties({ text }).fields).toEqual({ text });
  });

  it("writes finite numbers and truth values as text", () => {
    const given = { zero: 0, half: 0.5, huge: 1e300, tiny: -1e-7, yes: true, no: false };
    expect(cleanProperties(given).fields).toEqual({
      zero: "0",
      half: "0.5",
      huge: "1e+300",
      tiny: "-1e-7",
      yes: "true",
      no: "false",
    });
  });

  it.each(BAD_VALUES)("leaves out %s and counts it, and keeps the rest", (_, value) => {
    expect(cleanProperties({ before: "a", bad: value, after: "b" })).toEqual({
      fields: { before: "a", after: "b" },
      droppedCount: 1,
    });
  });

  it("leaves out a getter that throws, and keeps the rest", () => {
    const given = {
      before: "a",
      get bad(): never {
        throw new Error("getter broke");
      },
      after: "b",
    };
    expect(cleanProperties(given)).toEqual({
      fields: { before: "a", after: "b" },
      droppedCount: 1,
    });
  });

  it("takes undefined for not given", () => {
    expect(cleanProperties({ text: undefined })).toEqual({ fields: {}, droppedCount: 0 });
  });

  it.each([undefined, null])("has no fields where none were given (%s)", (given: unknown) => {
    expect(cleanProperties(given)).toEqual({ fields: {}, droppedCount: 0 });
  });

  it.each([
    ["a text", "abc"],
    ["a huge text", "x".repeat(60_000_000)],
    ["a number", 5],
    ["a truth value", false],
    ["a symbol", Symbol("x")],
    ["a function", () => ({})],
    ["a list", ["a", "b"]],
    ["bytes", Buffer.alloc(1_000_000)],
    ["a proxy whose traps throw", brokenProxy()],
    ["a revoked proxy", revokedProxy()],
  ])("counts %s in the place of the fields as one bad field", (_, given: unknown) => {
    expect(cleanProperties(given)).toEqual({ fields: {}, droppedCount: 1 });
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty", "toJSON", "kind", "length"])(
    "keeps a field named %s like any other",
    (name) => {
      const given = Object.fromEntries([[name, "value"]]);
      const { fields, droppedCount } = cleanProperties(given);
      expect(Object.entries(fields)).toEqual([[name, "value"]]);
      expect(droppedCount).toBe(0);
      expect(JSON.stringify(fields)).toBe(`{"${name}":"value"}`);
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );

  it("leaves out an empty name and a name of more than 256 characters", () => {
    const given = { "": "a", ["n".repeat(257)]: "b", ["n".repeat(256)]: "c" };
    expect(cleanProperties(given)).toEqual({
      fields: { ["n".repeat(256)]: "c" },
      droppedCount: 2,
    });
  });

  it("leaves out what was inherited, and symbols, without counting them", () => {
    const base: object = { inherited: "x" };
    const given = Object.assign(Object.create(base), { own: "y", [Symbol("z")]: "z" }) as object;
    expect(cleanProperties(given)).toEqual({ fields: { own: "y" }, droppedCount: 0 });
  });

  it("keeps the first 128 good fields and counts the others", () => {
    const given: Record<string, unknown> = { bad: null };
    for (let index = 0; index < 100_000; index++) given[`field${index}`] = index;
    const { fields, droppedCount } = cleanProperties(given);
    expect(Object.keys(fields)).toHaveLength(128);
    expect(fields["field127"]).toBe("127");
    expect(droppedCount).toBe(100_000 + 1 - 128);
  });

  it("keeps a text of 65536 characters, and of a longer one as much as shows that it is", () => {
    const { fields } = cleanProperties({ fits: "x".repeat(65_536), long: "x".repeat(60_000_000) });
    expect(fields["fits"]).toHaveLength(65_536);
    expect(fields["long"]).toHaveLength(65_537);
  });
});

describe("cleanMeasurements", () => {
  it("keeps finite numbers as they are", () => {
    const given = { zero: 0, negative: -1.5, huge: Number.MAX_VALUE, tiny: Number.MIN_VALUE };
    expect(cleanMeasurements(given)).toEqual({ fields: given, droppedCount: 0 });
  });

  it.each([...BAD_VALUES, ["a number as text", "5"] as const, ["a truth value", true] as const])(
    "leaves out %s and counts it, and keeps the rest",
    (_, value) => {
      expect(cleanMeasurements({ before: 1, bad: value, after: 2 })).toEqual({
        fields: { before: 1, after: 2 },
        droppedCount: 1,
      });
    },
  );

  it("keeps the first 128 and counts the others", () => {
    const given = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`m${index}`, 1]));
    const { fields, droppedCount } = cleanMeasurements(given);
    expect(Object.keys(fields)).toHaveLength(128);
    expect(droppedCount).toBe(72);
  });
});

describe("cleanEventName", () => {
  it("keeps a name", () => {
    expect(cleanEventName("export.write")).toBe("export.write");
  });

  it.each(["", undefined, null, 5, Symbol("x"), {}])(
    "calls what is no text unnamed (%s)",
    (given: unknown) => {
      expect(cleanEventName(given)).toBe("unnamed");
    },
  );
});
