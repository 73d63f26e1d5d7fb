import { describe, expect, it } from "vitest";
import { UniqueNames } from "../../../shared/uniqueNames.ts";

const numbered = (name: string, number: number) => `${name}${number}`;

describe("UniqueNames", () => {
  it("keeps a name the first time, and numbers it from then on", () => {
    const names = new UniqueNames(numbered);
    expect(["a", "b", "a", "a"].map((name) => names.add(name))).toEqual(["a", "b", "a2", "a3"]);
  });

  it("passes over a variation that is in use", () => {
    const names = new UniqueNames(numbered);
    expect(["a", "a2", "a", "a2"].map((name) => names.add(name))).toEqual(["a", "a2", "a3", "a22"]);
  });

  it("makes about one variation for each name, however often it is added", () => {
    let variations = 0;
    const names = new UniqueNames((name, number) => {
      variations++;
      return numbered(name, number);
    });
    for (let count = 0; count < 10_000; count++) names.add("a");
    expect(variations).toBe(9_999);
  });
});
