import { describe, expect, it } from "vitest";
import { isExactNumber } from "../../../extension/store/exactJson.ts";
import { toIJson } from "../../../extension/export/iJson.ts";
import { AttributeList } from "../../../extension/otlp/attributeList.ts";

/** Names that are the same once their lone surrogates are replaced, as many as a line can hold. */
const NAMES = Array.from({ length: 50_000 }, (_, index) =>
  String.fromCharCode(0xd800 + (index % 1024), 0xd800 + Math.floor(index / 1024)),
);

/** With work that grows with the square of the line, each of these would take minutes. */
describe("a line of 1 MiB costs no more than its length", () => {
  it("if a number has a million zeros before its last digit", () => {
    expect(isExactNumber(`0.1${"0".repeat(1_000_000)}1`)).toBe(false);
    expect(isExactNumber(`0.5${"0".repeat(1_000_000)}`)).toBe(true);
  });

  it("if it has thousands of names that become the same as JSON", () => {
    const json = toIJson(Object.fromEntries(NAMES.map((name) => [name, "1"])));
    expect(json.length).toBeLessThan(2_000_000);
    expect(Object.keys(JSON.parse(json) as object)).toHaveLength(NAMES.length);
  });

  it("if it has thousands of names that become the same as attributes", () => {
    const attributes = new AttributeList("checked");
    for (const name of NAMES) attributes.string(name, "1");
    expect(attributes.json.length).toBeLessThan(5_000_000);
    const keys = (JSON.parse(attributes.json) as { key: string }[]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(NAMES.length);
  });
});
