import { describe, expect, it } from "vitest";
import { sortInTurns } from "../../../extension/platform/sortInTurns.ts";
import { seededRandom } from "../../support/seededRandom.ts";

interface Item {
  readonly key: number;
  readonly position: number;
}

function makeItems(count: number): readonly Item[] {
  const random = seededRandom(count + 1);
  return Array.from({ length: count }, (_, position) => ({
    key: Math.floor(random() * 50),
    position,
  }));
}

function byKey(left: Item, right: Item): number {
  return left.key - right.key;
}

describe("sortInTurns", () => {
  it.each([0, 1, 2_047, 2_048, 2_049, 10_000])(
    "returns the same as a stable sort (%d items)",
    async (count) => {
      const items = makeItems(count);
      expect(await sortInTurns(items, byKey)).toEqual(items.toSorted(byKey));
    },
  );

  it("yields to other work", async () => {
    let turnCount = 0;
    let isSorted = false;
    const countTurn = () => {
      turnCount++;
      if (!isSorted) setImmediate(countTurn);
    };
    setImmediate(countTurn);
    await sortInTurns(makeItems(200_000), byKey);
    isSorted = true;
    expect(turnCount).toBeGreaterThan(1);
  });

  it("rejects with the reason of the signal", async () => {
    const abort = new AbortController();
    const sorted = sortInTurns(makeItems(200_000), byKey, abort.signal);
    abort.abort(new Error("not needed"));
    await expect(sorted).rejects.toThrow("not needed");
  });
});
