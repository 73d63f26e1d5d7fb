import { describe, expect, it } from "vitest";
import { DropCount } from "../../../../extension/store/writing/dropCount.ts";

describe("the count of lost events", () => {
  it("reports nothing where nothing was lost", () => {
    expect(new DropCount().take()).toBeUndefined();
  });

  it("reports how many were lost and the first and last of them", () => {
    const drops = new DropCount();
    for (const sequence of [3, 4, 5]) drops.add(sequence);
    expect(drops.take()).toEqual({ count: 3, firstSequence: 3, lastSequence: 5 });
  });

  it("finds the first and last in whatever order they were lost", () => {
    const drops = new DropCount();
    for (const sequence of [7, 2, 5]) drops.add(sequence);
    expect(drops.take()).toEqual({ count: 3, firstSequence: 2, lastSequence: 7 });
  });

  it("begins anew after each report", () => {
    const drops = new DropCount();
    drops.add(1);
    drops.take();
    expect(drops.take()).toBeUndefined();
    drops.add(8);
    expect(drops.take()).toEqual({ count: 1, firstSequence: 8, lastSequence: 8 });
    drops.add(3);
    expect(drops.take()).toEqual({ count: 1, firstSequence: 3, lastSequence: 3 });
  });

  it("counts a report that was itself lost, and what it reported", () => {
    const drops = new DropCount();
    drops.add(510, { count: 9, firstSequence: 1, lastSequence: 9 });
    drops.add(511);
    expect(drops.take()).toEqual({ count: 11, firstSequence: 1, lastSequence: 511 });
  });

  it("tells what a report would say without taking it", () => {
    const drops = new DropCount();
    drops.add(1);
    drops.add(2, { count: 5, firstSequence: 0, lastSequence: 0 });
    expect(drops.pendingCount).toBe(7);
    expect(drops.take()?.count).toBe(7);
    expect(drops.pendingCount).toBe(0);
  });

  it("reads the report back from the measurements of its event", () => {
    expect(DropCount.reportOf({ count: 9, first_sequence: 1, last_sequence: 12 })).toEqual({
      count: 9,
      firstSequence: 1,
      lastSequence: 12,
    });
  });
});
