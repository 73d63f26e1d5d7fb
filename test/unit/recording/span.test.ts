import { describe, expect, it } from "vitest";
import { createTestRecorder, untyped } from "./testRecorder.ts";

function abortError(): Error {
  return new DOMException("stopped", "AbortError");
}

describe("Recorder.trace", () => {
  it("records one event at the end, with result and duration", async () => {
    const { recorder, sink, clock } = createTestRecorder();
    await recorder.trace("job", (span) => {
      expect(sink.events).toEqual([]);
      clock.passedMs += 1234.5678;
      clock.epochMs += 1235;
      expect(span.eventId).toMatch(/^[0-9a-f]{16}$/);
    });
    expect(sink.events).toHaveLength(1);
    expect(sink.last).toMatchObject({
      event_name: "job",
      timestamp: "2026-06-01T12:00:01.485Z",
      properties: { result: "success" },
      measurements: { durationMs: 1234.568 },
    });
    expect(sink.last).not.toHaveProperty("error");
    expect(sink.last).not.toHaveProperty("parent_event_id");
  });

  it("carries the trace id and the event id that its span shows", async () => {
    const { recorder, sink } = createTestRecorder();
    const shown = await recorder.trace("job", ({ traceId, eventId }) => ({ traceId, eventId }));
    expect(sink.last.trace_id).toBe(shown.traceId);
    expect(sink.last.event_id).toBe(shown.eventId);
    expect(shown.traceId).toHaveLength(32);
  });

  it("gives each trace an id of its own", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", () => undefined);
    await recorder.trace("job", () => undefined);
    const [first, second] = sink.events;
    expect(first?.trace_id).not.toBe(second?.trace_id);
  });

  it("gives back what the work gives, at once or later", async () => {
    const { recorder } = createTestRecorder();
    const value = { some: "value" };
    expect(await recorder.trace("job", () => value)).toBe(value);
    expect(await recorder.trace("job", () => Promise.resolve(value))).toBe(value);
  });

  it.each([new Error("no"), "a text", undefined, null, 7, Symbol("thrown"), Object.create(null)])(
    "throws the very thing that the work throws (%s)",
    async (thrown: unknown) => {
      const { recorder, sink } = createTestRecorder();
      const outcome = await recorder
        .trace("job", () => {
          throw thrown;
        })
        .then(
          () => ({ value: "no throw" }),
          (reason: unknown) => ({ reason }),
        );
      expect(outcome).toHaveProperty("reason");
      expect("reason" in outcome && Object.is(outcome.reason, thrown)).toBe(true);
      expect(sink.last.properties["result"]).toBe("error");
      expect(sink.last.error?.message).toEqual(expect.any(String));
    },
  );

  it("rejects with the very reason of a promise that rejects", async () => {
    const { recorder, sink } = createTestRecorder();
    const reason = Object.assign(new RangeError("too far"), { code: "E_FAR" });
    await expect(recorder.trace("job", () => Promise.reject(reason))).rejects.toBe(reason);
    expect(sink.last.properties["result"]).toBe("error");
    expect(sink.last.error).toEqual({
      message: "Unexpected error",
      type: "RangeError",
      code: "E_FAR",
    });
  });

  it("takes an AbortError for given up and records no error", async () => {
    const { recorder, sink } = createTestRecorder();
    const error = abortError();
    await expect(recorder.trace("job", () => Promise.reject(error))).rejects.toBe(error);
    expect(sink.last.properties["result"]).toBe("aborted");
    expect(sink.last).not.toHaveProperty("error");
  });

  it("takes the reason of an aborted signal for given up", async () => {
    const { recorder, sink } = createTestRecorder();
    const work = () => {
      AbortSignal.abort().throwIfAborted();
    };
    await expect(recorder.trace("job", work)).rejects.toThrow();
    expect(sink.last.properties["result"]).toBe("aborted");
  });

  it("throws what the work throws even where it cannot be looked at", async () => {
    const { recorder, sink } = createTestRecorder();
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const nameless = new Error("no name");
    Object.defineProperty(nameless, "name", {
      get() {
        throw new Error("name broke");
      },
    });
    for (const thrown of [proxy, nameless] as unknown[]) {
      // In a box, since a promise looks into what it is resolved with.
      const box = await recorder
        .trace("job", () => {
          throw thrown;
        })
        .catch((caught: unknown) => ({ caught }));
      expect(Object.is(box.caught, thrown)).toBe(true);
      expect(sink.last.properties["result"]).toBe("error");
    }
    expect(sink.events).toHaveLength(2);
  });

  it("adds the fields given at the start", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", () => undefined, {
      properties: { kind: "nightly" },
      measurements: { items: 4 },
    });
    expect(sink.last.properties).toEqual({ kind: "nightly", result: "success" });
    expect(sink.last.measurements).toEqual({ items: 4, durationMs: 0 });
  });
});

describe("Span.setProperty and setMeasurement", () => {
  it("set fields of the event at the end; the last value counts", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", (span) => {
      span.setProperty("kind", "first");
      span.setProperty("kind", true);
      span.setMeasurement("items", 1);
      span.setMeasurement("items", 2);
    });
    expect(sink.last.properties).toEqual({ kind: "true", result: "success" });
    expect(sink.last.measurements).toEqual({ items: 2, durationMs: 0 });
  });

  it("win over the fields given at the start", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace(
      "job",
      (span) => {
        span.setProperty("kind", "end");
        span.setMeasurement("items", 9);
      },
      { properties: { kind: "start" }, measurements: { items: 1 } },
    );
    expect(sink.last.properties["kind"]).toBe("end");
    expect(sink.last.measurements["items"]).toBe(9);
  });

  it("cannot take the place of the recorder's own result and duration", async () => {
    const { recorder, sink, clock } = createTestRecorder();
    await recorder.trace("job", (span) => {
      clock.passedMs += 5;
      span.setProperty(untyped("result"), "great");
      span.setMeasurement(untyped("durationMs"), -1);
    });
    expect(sink.last.properties["result"]).toBe("success");
    expect(sink.last.measurements["durationMs"]).toBe(5);
  });

  it("leave out and count values that are no text, number or truth value", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", (span) => {
      span.setProperty("kind", untyped({ toString: () => "hidden" }));
      span.setMeasurement("items", Number.POSITIVE_INFINITY);
    });
    expect(sink.last.properties).toEqual({ result: "success" });
    expect(sink.last.measurements).toEqual({ durationMs: 0, dropped_fields: 2 });
  });

  it.each([Symbol("name"), { toString: () => untyped(null) }, null, 5])(
    "survive a name that is no text (%o)",
    async (name) => {
      const { recorder, sink } = createTestRecorder();
      await recorder.trace("job", (span) => {
        span.setProperty(untyped(name), "value");
        span.setMeasurement(untyped(name), 1);
      });
      expect(sink.last.properties).toEqual({ result: "success" });
      expect(sink.last.measurements).toEqual({ durationMs: 0, dropped_fields: 2 });
    },
  );

  it("take __proto__ for a name like any other", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", (span) => {
      span.setProperty(untyped("__proto__"), "value");
    });
    expect(Object.entries(sink.last.properties)).toEqual([
      ["__proto__", "value"],
      ["result", "success"],
    ]);
  });
});

describe("Span.markAborted and markError", () => {
  it("markAborted makes the result aborted without an error", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", (span) => {
      span.markAborted();
    });
    expect(sink.last.properties["result"]).toBe("aborted");
    expect(sink.last).not.toHaveProperty("error");
  });

  it("markError makes the result error with the error, though nothing was thrown", async () => {
    const { recorder, sink } = createTestRecorder();
    const value = await recorder.trace("job", (span) => {
      span.markError(new RangeError("half done"));
      return "half";
    });
    expect(value).toBe("half");
    expect(sink.last.properties["result"]).toBe("error");
    expect(sink.last.error).toEqual({ message: "Unexpected error", type: "RangeError" });
  });

  it("give way to an error that is thrown afterwards", async () => {
    const { recorder, sink } = createTestRecorder();
    const work = recorder.trace("job", (span) => {
      span.markAborted();
      throw new RangeError("worse");
    });
    await expect(work).rejects.toThrow("worse");
    expect(sink.last.properties["result"]).toBe("error");
    expect(sink.last.error?.type).toBe("RangeError");
  });

  it("count in their order: the last one holds", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", (span) => {
      span.markError(new Error("not so bad"));
      span.markAborted();
    });
    expect(sink.last.properties["result"]).toBe("aborted");
    expect(sink.last).not.toHaveProperty("error");
  });

  it("have no effect on the event once the work has ended", async () => {
    const { recorder, sink } = createTestRecorder();
    const span = await recorder.trace("job", (open) => ({ open }));
    span.open.markError(new Error("late"));
    span.open.setProperty("kind", "late");
    expect(sink.events).toHaveLength(1);
    expect(sink.last.properties).toEqual({ result: "success" });
  });
});
