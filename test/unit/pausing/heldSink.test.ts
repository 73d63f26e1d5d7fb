import { setImmediate as nextTurn } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { HeldSink } from "../../../extension/pausing/heldSink.ts";
import type { UnnumberedEvent } from "../../../extension/recording/unnumberedEvent.ts";
import { CollectingSink } from "../../support/collectingSink.ts";
import { makeUnnumbered } from "../../support/events.ts";

let sink: CollectingSink;
let held: HeldSink;
let notices: string[];
let deadline: AbortController;

beforeEach(() => {
  sink = new CollectingSink();
  notices = [];
  deadline = new AbortController();
  held = new HeldSink(sink, (message) => notices.push(message));
});

function write(...names: readonly string[]): void {
  for (const event_name of names) held.write(makeUnnumbered({ event_name }));
}

const names = () => sink.events.map(({ event_name }) => event_name);

describe("a sink that holds events back", () => {
  it("has the name of the sink behind it", () => {
    expect(held.name).toBe("collecting");
  });

  it("passes on what it held, and all that comes, once it is released", () => {
    write("a", "b");
    expect(names()).toEqual([]);
    held.release();
    write("c");
    expect(names()).toEqual(["a", "b", "c"]);
  });

  it("forgets what it held where it may not be recorded, and passes on what comes later", () => {
    write("a", "b");
    held.discard();
    write("c", "d");
    expect(names()).toEqual(["c", "d"]);
  });

  it("gives events on as they are, so that only those that are recorded have a number", () => {
    const written: UnnumberedEvent[] = [];
    sink.write = (event) => written.push(event);
    const [first, second] = [makeUnnumbered(), makeUnnumbered()];
    held.write(first);
    held.discard();
    held.write(second);
    expect(written).toEqual([second]);
    expect(written[0]).toBe(second);
  });

  it("forgets nothing any more once it is released", () => {
    write("a");
    held.release();
    held.discard();
    held.release();
    write("b");
    expect(names()).toEqual(["a", "b"]);
  });

  it.each(["flush", "dispose"] as const)("waits with a %s for what is decided", async (name) => {
    write("a");
    const done = held[name](deadline.signal);
    await nextTurn();
    expect([sink.flushCount, sink.disposeCount]).toEqual([0, 0]);
    held.release();
    expect(await done).toBe(sink.outcome);
    expect([sink.flushCount, sink.disposeCount]).toEqual(name === "flush" ? [1, 0] : [0, 1]);
  });

  it("waits no longer than it may when it ends, and then forgets what it held", async () => {
    write("a", "b");
    const done = held.dispose(deadline.signal);
    deadline.abort();
    expect(await done).toBe(sink.outcome);
    expect(sink.disposeCount).toBe(1);
    held.release();
    expect(names()).toEqual([]);
    expect(notices).toEqual([expect.stringContaining("2 telemetry events were discarded")]);
  });

  it("says nothing of events where it held none when it ended", async () => {
    deadline.abort();
    await held.dispose(deadline.signal);
    expect(notices).toEqual([]);
  });
});
