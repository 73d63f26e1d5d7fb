import { describe, expect, it } from "vitest";
import type { RecorderOptions } from "../../../extension/recording/recorder.ts";
import { countingIds, createTestRecorder, SettableClock } from "./testRecorder.ts";

function broken(): never {
  throw new Error("broken on purpose");
}

/** A clock that breaks at the N-th question for the time that has passed. */
class FailingClock extends SettableClock {
  readonly #failingCall: number;
  #callCount = 0;

  constructor(failingCall: number) {
    super();
    this.#failingCall = failingCall;
  }

  override elapsedMs(): number {
    return ++this.#callCount === this.#failingCall ? broken() : super.elapsedMs();
  }
}

const BROKEN: readonly (readonly [string, Partial<RecorderOptions>])[] = [
  ["trace ids", { ids: { ...countingIds(), newTraceId: broken } }],
  ["event ids", { ids: { ...countingIds(), newEventId: broken } }],
  ["clock", { clock: { nowMs: broken, elapsedMs: () => 0 } }],
  ["stop watch", { clock: { nowMs: () => 0, elapsedMs: broken } }],
  ["stop watch at the start", { clock: new FailingClock(1) }],
  ["stop watch at the end", { clock: new FailingClock(2) }],
  ["ids and clock", { ids: brokenIds(), clock: { nowMs: broken, elapsedMs: broken } }],
];

function brokenIds() {
  return { newEventId: broken, newTraceId: broken, newSessionId: broken };
}

describe.each(BROKEN)("a recorder with broken %s", (_, options) => {
  it("runs the work of a trace, and of its phases, and gives back what it gives", async () => {
    const { recorder } = createTestRecorder(options);
    const calls: string[] = [];
    const value = await recorder.trace("job", async (span) => {
      calls.push("job");
      span.setProperty("kind", "nightly");
      span.log("mark");
      span.logError("mark", new Error("no"));
      return span.phase("step", (step) => {
        calls.push("step");
        return step.phase("part", () => "done");
      });
    });
    expect(value).toBe("done");
    expect(calls).toEqual(["job", "step"]);
  });

  it("throws the very thing that the work throws", async () => {
    const { recorder } = createTestRecorder(options);
    const thrown = new Error("of the work");
    const work = recorder.trace("job", (span) => span.phase("step", () => Promise.reject(thrown)));
    await expect(work).rejects.toBe(thrown);
  });

  it("records no event without valid ids", async () => {
    const { recorder, sink } = createTestRecorder(options);
    await recorder.trace("job", (span) => span.phase("step", () => undefined));
    for (const { event_id, trace_id, parent_event_id } of sink.events) {
      expect(event_id).toMatch(/[^0]/);
      expect(trace_id).toMatch(/[^0]/);
      if (parent_event_id !== undefined) expect(parent_event_id).toMatch(/[^0]/);
    }
  });
});

it("a span whose duration cannot be told is recorded without it, which is counted", async () => {
  const { recorder, sink } = createTestRecorder({ clock: new FailingClock(2) });
  await recorder.trace("job", () => undefined);
  expect(sink.last.properties).toEqual({ result: "success" });
  expect(sink.last.measurements).toEqual({ dropped_fields: 1 });
});
