import { describe, expect, it } from "vitest";
import type { FlushOutcome } from "../../../extension/recording/sink.ts";
import type { UnnumberedEvent } from "../../../extension/recording/unnumberedEvent.ts";
import { CollectingSink } from "../../support/collectingSink.ts";
import { createTestRecorder } from "./testRecorder.ts";

const NO_DEADLINE = new AbortController().signal;

class BrokenSink extends CollectingSink {
  override write(): void {
    throw new Error("write broke");
  }

  override flush(): Promise<FlushOutcome> {
    return Promise.reject(new Error("flush broke"));
  }

  override dispose(): Promise<FlushOutcome> {
    throw new Error("dispose broke");
  }
}

describe("a recorder with several sinks", () => {
  it("gives each sink every event", () => {
    const [first, second] = [new CollectingSink("first"), new CollectingSink("second")];
    const { recorder } = createTestRecorder({ sinks: [first, second] });
    recorder.log("note");
    recorder.log("note");
    expect(first.events).toHaveLength(2);
    expect(second.events).toEqual(first.events);
  });

  it("leaves it to each sink to number the events that it accepts", () => {
    const written: UnnumberedEvent[] = [];
    const choosy = new CollectingSink("choosy");
    choosy.write = (event) => written.push(event);
    const { recorder } = createTestRecorder({ sinks: [choosy] });
    recorder.log("note");
    expect(written).toHaveLength(1);
    expect(written[0]).not.toHaveProperty("event_sequence");
  });

  it("records without any sink", async () => {
    const { recorder } = createTestRecorder({ sinks: [] });
    recorder.log("note");
    await expect(recorder.trace("job", () => 5)).resolves.toBe(5);
    await expect(recorder.flush()).resolves.toEqual([]);
  });

  it("survives a sink that throws, and still gives the event to the sinks after it", () => {
    const healthy = new CollectingSink("healthy");
    const { recorder } = createTestRecorder({ sinks: [new BrokenSink("broken"), healthy] });
    recorder.log("note");
    recorder.log("note");
    expect(healthy.events.map((event) => event.event_sequence)).toEqual([0, 1]);
  });

  it("gives back what the work of a trace gives even where every sink throws", async () => {
    const { recorder } = createTestRecorder({ sinks: [new BrokenSink("broken")] });
    await expect(
      recorder.trace("job", async (span) => span.phase("step", () => "done")),
    ).resolves.toBe("done");
  });
});

describe("Recorder.flush", () => {
  it("tells for each sink, in their order, whether it worked", async () => {
    const [good, bad] = [new CollectingSink("good"), new CollectingSink("bad")];
    const error = new Error("disk full");
    bad.outcome = { sink: "bad", ok: false, pendingEvents: 3, error };
    const { recorder } = createTestRecorder({ sinks: [good, bad] });
    await expect(recorder.flush()).resolves.toEqual([
      { sink: "good", ok: true },
      { sink: "bad", ok: false, pendingEvents: 3, error },
    ]);
    expect([good.flushCount, bad.flushCount]).toEqual([1, 1]);
  });

  it("reports a sink that rejects as failed, and the others as they are", async () => {
    const { recorder } = createTestRecorder({
      sinks: [new BrokenSink("broken"), new CollectingSink("good")],
    });
    const [broken, good] = await recorder.flush();
    expect(broken).toMatchObject({ sink: "broken", ok: false });
    expect(broken).toHaveProperty("error.cause.message", "flush broke");
    expect(good).toEqual({ sink: "good", ok: true });
  });

  it("works while recording is off, so that what was buffered is not kept back", async () => {
    const { recorder, sink } = createTestRecorder();
    recorder.log("note");
    recorder.setLevel("off");
    await recorder.flush();
    expect(sink.flushCount).toBe(1);
  });
});

describe("Recorder.dispose", () => {
  it("disposes every sink and tells how each ended", async () => {
    const [first, second] = [new CollectingSink("first"), new CollectingSink("second")];
    const { recorder } = createTestRecorder({ sinks: [first, second] });
    await expect(recorder.dispose(NO_DEADLINE)).resolves.toEqual([
      { sink: "first", ok: true },
      { sink: "second", ok: true },
    ]);
    expect([first.disposeCount, second.disposeCount]).toEqual([1, 1]);
  });

  it("records nothing afterwards", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.dispose(NO_DEADLINE);
    recorder.log("note");
    await recorder.trace("job", () => undefined);
    expect(sink.events).toEqual([]);
  });

  it("keeps a span silent that is still open", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", () => recorder.dispose(NO_DEADLINE));
    expect(sink.events).toEqual([]);
  });

  it("ends recording even where a sink throws", async () => {
    const { recorder } = createTestRecorder({ sinks: [new BrokenSink("broken")] });
    const [outcome] = await recorder.dispose(NO_DEADLINE);
    expect(outcome).toMatchObject({ sink: "broken", ok: false });
    expect(outcome).toHaveProperty("error.cause.message", "dispose broke");
    expect(recorder.level).toBe("off");
  });
});
