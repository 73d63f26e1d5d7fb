import { setImmediate as nextTurn } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { HeldSink } from "../../../extension/pausing/heldSink.ts";
import { CollectingSink } from "../../support/collectingSink.ts";
import { makeEvent } from "../../support/events.ts";

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

function write(...sequences: readonly number[]): void {
  for (const event_sequence of sequences) held.write(makeEvent({ event_sequence }));
}

const sequences = () => sink.events.map(({ event_sequence }) => event_sequence);

describe("a sink that holds events back", () => {
  it("has the name of the sink behind it", () => {
    expect(held.name).toBe("collecting");
  });

  it("passes on what it held, and all that comes, once it is released", () => {
    write(0, 1);
    expect(sequences()).toEqual([]);
    held.release();
    write(2);
    expect(sequences()).toEqual([0, 1, 2]);
  });

  it("passes events on as they are where none was discarded", () => {
    held.release();
    const event = makeEvent();
    held.write(event);
    expect(sink.last).toBe(event);
  });

  it("leaves no gap in the numbers where it forgot what it held", () => {
    write(0, 1);
    held.discard();
    write(2, 3);
    expect(sequences()).toEqual([0, 1]);
  });

  it("forgets nothing any more once it is released", () => {
    write(0);
    held.release();
    held.discard();
    held.release();
    write(1);
    expect(sequences()).toEqual([0, 1]);
  });

  it.each(["flush", "dispose"] as const)("waits with a %s for what is decided", async (name) => {
    write(0);
    const done = held[name](deadline.signal);
    await nextTurn();
    expect([sink.flushCount, sink.disposeCount]).toEqual([0, 0]);
    held.release();
    expect(await done).toBe(sink.outcome);
    expect([sink.flushCount, sink.disposeCount]).toEqual(name === "flush" ? [1, 0] : [0, 1]);
  });

  it("waits no longer than it may when it ends, and then forgets what it held", async () => {
    write(0, 1);
    const done = held.dispose(deadline.signal);
    deadline.abort();
    expect(await done).toBe(sink.outcome);
    expect(sink.disposeCount).toBe(1);
    held.release();
    expect(sequences()).toEqual([]);
    expect(notices).toEqual([expect.stringContaining("2 telemetry events were discarded")]);
  });

  it("says nothing of events where it held none when it ended", async () => {
    deadline.abort();
    await held.dispose(deadline.signal);
    expect(notices).toEqual([]);
  });
});
