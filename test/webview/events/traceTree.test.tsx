import { describe, expect, it } from "vitest";
import { buildTraceTree, timeFractionOf } from "../../../webview/events/traceTree.ts";
import { rowAfterTreeKey } from "../../../webview/events/treeKeys.ts";
import { traceEvent } from "./eventDetail.ts";
import { NEWEST_MS } from "./storedEvents.ts";

describe("the tree of a trace", () => {
  it("puts events below their parent, with siblings sorted by start", () => {
    const tree = buildTraceTree([
      traceEvent("late", "root", 900, { durationMs: 100 }),
      traceEvent("early", "root", 950, { durationMs: 900 }),
      traceEvent("leaf", "early", 300, { durationMs: 50 }),
      traceEvent("root", undefined, 1_000, { durationMs: 1_000 }),
    ]);
    expect(outline(tree)).toEqual(["1 root", "2 early", "3 leaf", "2 late"]);
    expect(tree.rows.map(({ position, siblingCount }) => `${position}/${siblingCount}`)).toEqual([
      "1/1",
      "1/2",
      "1/1",
      "2/2",
    ]);
  });

  it("puts events without a parent in the trace at the root", () => {
    const tree = buildTraceTree([
      traceEvent("a", undefined, 1),
      traceEvent("orphan", "not there", 2),
    ]);
    expect(outline(tree)).toEqual(["1 a", "1 orphan"]);
    expect(tree.rows[1]).toMatchObject({ position: 2, siblingCount: 2 });
  });

  it("breaks a cycle above its first event", () => {
    const tree = buildTraceTree([
      traceEvent("root", undefined, 0),
      traceEvent("b", "c", 5),
      traceEvent("c", "b", 9),
      traceEvent("self", "self", 20),
    ]);
    expect(outline(tree)).toEqual(["1 root", "1 b", "2 c", "1 self"]);
    expect(tree.rows.at(-1)).toMatchObject({ position: 3, siblingCount: 3 });
  });

  it("contains events with the same ID once each", () => {
    const tree = buildTraceTree([
      traceEvent("twin", undefined, 1),
      traceEvent("twin", undefined, 2),
      traceEvent("child", "twin", 3),
    ]);
    expect(outline(tree)).toEqual(["1 twin", "2 child", "1 twin"]);
  });

  it("supports very long chains", () => {
    const events = Array.from({ length: 20_000 }, (_, index) =>
      traceEvent(`${index}`, index === 0 ? undefined : `${index - 1}`, index),
    );
    expect(buildTraceTree(events).rows.at(-1)?.level).toBe(20_000);
  });

  it("spans from the first start to the last end", () => {
    const tree = buildTraceTree([
      traceEvent("a", undefined, 100, { durationMs: 300 }),
      traceEvent("b", "a", 50),
    ]);
    expect([tree.startMs - NEWEST_MS, tree.endMs - NEWEST_MS]).toEqual([-200, 100]);
  });

  it("never starts an event after its end", () => {
    const { rows } = buildTraceTree([traceEvent("a", undefined, 0, { durationMs: -50 })]);
    expect(rows[0]?.startMs).toBe(NEWEST_MS);
  });

  it("is empty without events", () => {
    expect(buildTraceTree([]).rows).toEqual([]);
  });
});

describe("timeFractionOf", () => {
  it("returns the start and length as fractions of the trace", () => {
    const tree = buildTraceTree([
      traceEvent("a", undefined, 100, { durationMs: 100 }),
      traceEvent("b", "a", 75, { durationMs: 50 }),
    ]);
    expect(tree.rows.map((row) => timeFractionOf(row, tree))).toEqual([
      { start: 0, length: 1 },
      { start: 0.25, length: 0.5 },
    ]);
  });

  it("covers the whole of a trace without duration", () => {
    const tree = buildTraceTree([traceEvent("a", undefined, 0)]);
    expect(tree.rows.map((row) => timeFractionOf(row, tree))).toEqual([{ start: 0, length: 1 }]);
  });
});

describe("keyboard navigation in the tree", () => {
  const { rows } = buildTraceTree([
    traceEvent("a", undefined, 0),
    traceEvent("b", "a", 1),
    traceEvent("c", "b", 2),
    traceEvent("d", "a", 3),
  ]);

  it.each([
    ["ArrowDown", 0, 1],
    ["ArrowDown", 3, 3],
    ["ArrowUp", 2, 1],
    ["ArrowUp", 0, 0],
    ["Home", 2, 0],
    ["End", 0, 3],
    ["ArrowRight", 0, 1],
    ["ArrowRight", 2, 2],
    ["ArrowLeft", 3, 0],
    ["ArrowLeft", 2, 1],
    ["ArrowLeft", 0, 0],
    ["a", 1, undefined],
  ])("%s moves from %d to %s", (key, from, to) => {
    expect(rowAfterTreeKey(key, from, rows)).toBe(to);
  });
});

function outline({ rows }: ReturnType<typeof buildTraceTree>): string[] {
  return rows.map(({ level, event }) => `${level} ${event.eventId}`);
}
