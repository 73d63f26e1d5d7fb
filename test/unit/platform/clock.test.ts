import { describe, expect, it } from "vitest";
import { systemClock } from "../../../extension/platform/clock.ts";
import { parseInstantMs } from "../../../shared/timestamp.ts";
import { createTestRecorder } from "../recording/testRecorder.ts";

describe("a recorder with an invalid clock", () => {
  it.each([
    Number.NaN,
    -1,
    1e18,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    253402300800000,
  ])("keeps the last valid time (%d)", (nowMs) => {
    const { recorder, sink, clock } = createTestRecorder();
    recorder.log("note");
    clock.epochMs = nowMs;
    recorder.log("note");
    const [before, during] = sink.events;
    expect(during?.timestamp).toBe(before?.timestamp);
  });

  it.each([Number.NaN, -1, 1e18])("uses 1970 if no time has been valid yet (%d)", (nowMs) => {
    const { recorder, sink, clock } = createTestRecorder();
    clock.epochMs = nowMs;
    recorder.log("note");
    expect(sink.last.timestamp).toBe("1970-01-01T00:00:00.000Z");
  });

  it("follows the clock once it is valid again", () => {
    const { recorder, sink, clock } = createTestRecorder();
    clock.epochMs = Number.NaN;
    recorder.log("note");
    clock.epochMs = Date.UTC(2026, 5, 2);
    recorder.log("note");
    expect(sink.last.timestamp).toBe("2026-06-02T00:00:00.000Z");
  });

  it.each([0, 0.75, 253402300799999])("writes a timestamp that can be parsed (%d)", (nowMs) => {
    const { recorder, sink, clock } = createTestRecorder();
    clock.epochMs = nowMs;
    recorder.log("note");
    expect(parseInstantMs(sink.last.timestamp)).toBe(Math.floor(nowMs));
  });

  it("follows a clock that is set back, while the sequence keeps the order", () => {
    const { recorder, sink, clock } = createTestRecorder();
    recorder.log("note");
    clock.epochMs -= 7_200_000;
    recorder.log("note");
    expect(sink.events.map((event) => [event.event_sequence, event.timestamp])).toEqual([
      [0, "2026-06-01T12:00:00.250Z"],
      [1, "2026-06-01T10:00:00.250Z"],
    ]);
  });

  it("measures durations with the monotonic clock", async () => {
    const { recorder, sink, clock } = createTestRecorder();
    await recorder.trace("job", () => {
      clock.epochMs -= 3_600_000;
      clock.passedMs += 20;
    });
    expect(sink.last.measurements["durationMs"]).toBe(20);
  });

  it("never records a negative duration", async () => {
    const { recorder, sink, clock } = createTestRecorder();
    await recorder.trace("job", () => {
      clock.passedMs -= 20;
    });
    expect(sink.last.measurements["durationMs"]).toBe(0);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    "drops and counts a duration that is not finite (%d)",
    async (passedMs) => {
      const { recorder, sink, clock } = createTestRecorder();
      await recorder.trace("job", () => {
        clock.passedMs = passedMs;
      });
      expect(sink.last.measurements).toEqual({ dropped_fields: 1 });
      expect(sink.last.properties["result"]).toBe("success");
    },
  );
});

describe("systemClock", () => {
  it("returns the current time in epoch milliseconds", () => {
    const before = Date.now();
    const nowMs = systemClock.nowMs();
    expect(nowMs).toBeGreaterThanOrEqual(before);
    expect(nowMs).toBeLessThanOrEqual(Date.now());
  });

  it("has a monotonic elapsed time", () => {
    const times = Array.from({ length: 100 }, () => systemClock.elapsedMs());
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});
