import { describe, expect, it } from "vitest";
import { createTestRecorder, untyped } from "./testRecorder.ts";

describe("Span.phase", () => {
  it("records a timed event of the same trace below its span, before it", async () => {
    const { recorder, sink, clock } = createTestRecorder();
    const value = await recorder.trace("job", (span) =>
      span.phase("step", () => {
        clock.passedMs += 40;
        return "done";
      }),
    );
    expect(value).toBe("done");
    const [step, job] = sink.events;
    expect(step).toMatchObject({
      event_name: "job.step",
      trace_id: job?.trace_id,
      parent_event_id: job?.event_id,
      properties: { result: "success" },
      measurements: { durationMs: 40 },
    });
    expect(job?.event_name).toBe("job");
    expect(step?.event_id).not.toBe(job?.event_id);
  });

  it("nests: a part of a step hangs below the step", async () => {
    const { recorder, sink, clock } = createTestRecorder();
    await recorder.trace("job", async (job) => {
      clock.passedMs += 1;
      await job.phase("step", async (step) => {
        clock.passedMs += 2;
        await step.phase("part", () => {
          clock.passedMs += 4;
        });
      });
    });
    const [part, step, job] = [
      sink.single("job.step.part"),
      sink.single("job.step"),
      sink.single("job"),
    ];
    expect(new Set(sink.events.map((event) => event.trace_id)).size).toBe(1);
    expect(part.parent_event_id).toBe(step.event_id);
    expect(step.parent_event_id).toBe(job.event_id);
    expect([part, step, job].map((event) => event.measurements["durationMs"])).toEqual([4, 6, 7]);
  });

  it("can run many times and side by side, each with an id of its own", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", (job) =>
      Promise.all([1, 2, 3].map((number) => job.phase("step", () => number))),
    );
    const steps = sink.events.filter((event) => event.event_name === "job.step");
    expect(new Set(steps.map((event) => event.event_id)).size).toBe(3);
    expect(new Set(steps.map((event) => event.parent_event_id)).size).toBe(1);
  });

  it("throws what its work throws; its span fails only where that is not caught", async () => {
    const { recorder, sink } = createTestRecorder();
    const error = new RangeError("step broke");
    await recorder.trace("job", async (job) => {
      await expect(job.phase("step", () => Promise.reject(error))).rejects.toBe(error);
    });
    expect(sink.single("job.step").properties["result"]).toBe("error");
    expect(sink.single("job.step").error?.type).toBe("RangeError");
    expect(sink.single("job").properties["result"]).toBe("success");
    expect(sink.single("job")).not.toHaveProperty("error");
  });

  it("hands an abort on to its span", async () => {
    const { recorder, sink } = createTestRecorder();
    const work = recorder.trace("job", (job) =>
      job.phase("step", () => {
        AbortSignal.abort().throwIfAborted();
      }),
    );
    await expect(work).rejects.toThrow();
    expect(sink.events.map((event) => event.properties["result"])).toEqual(["aborted", "aborted"]);
  });

  it("does not share its fields with its span", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", async (job) => {
      job.setProperty("kind", "parent");
      await job.phase("step", (step) => {
        step.markError("bad step");
      });
    });
    expect(sink.single("job.step").properties).toEqual({ result: "error" });
    expect(sink.single("job").properties).toEqual({ kind: "parent", result: "success" });
  });

  it("is recorded with its parent's id even where it outlives its span", async () => {
    const { recorder, sink, clock } = createTestRecorder();
    const finish = Promise.withResolvers<undefined>();
    const { child } = await recorder.trace("job", (job) => ({
      child: job.phase("step", () => finish.promise),
    }));
    expect(sink.events.map((event) => event.event_name)).toEqual(["job"]);

    clock.passedMs += 500;
    finish.resolve(undefined);
    await child;

    expect(sink.single("job.step")).toMatchObject({
      event_sequence: 1,
      trace_id: sink.single("job").trace_id,
      parent_event_id: sink.single("job").event_id,
      measurements: { durationMs: 500 },
    });
  });

  it("is silent where recording went off after its span ended", async () => {
    const { recorder, sink } = createTestRecorder();
    const finish = Promise.withResolvers<undefined>();
    const { child } = await recorder.trace("job", (job) => ({
      child: job.phase("step", () => finish.promise),
    }));
    recorder.setLevel("off");
    recorder.setLevel("local");
    finish.resolve(undefined);
    await child;
    expect(sink.events.map((event) => event.event_name)).toEqual(["job"]);
  });

  it.each([Symbol("phase"), "", null, { toString: () => untyped(null) }])(
    "runs its work even where its name is no text (%o)",
    async (name) => {
      const { recorder, sink } = createTestRecorder();
      const value = await recorder.trace("job", (job) => job.phase(untyped(name), () => "done"));
      expect(value).toBe("done");
      expect(sink.events.map((event) => event.event_name)).toEqual(["job.unnamed", "job"]);
    },
  );
});

describe("Span.log and logError", () => {
  it("log records an event at once, of the same trace, below its span", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", (job) => {
      job.log("mark", { properties: { text: "here" }, measurements: { size: 3 } });
      expect(sink.events).toHaveLength(1);
    });
    expect(sink.single("job.mark")).toMatchObject({
      trace_id: sink.single("job").trace_id,
      parent_event_id: sink.single("job").event_id,
      properties: { text: "here" },
      measurements: { size: 3 },
    });
    expect(sink.single("job.mark").event_id).not.toBe(sink.single("job").event_id);
  });

  it("log adds neither a result nor a duration, since nothing was timed", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", (job) => {
      job.log("mark");
    });
    expect(sink.single("job.mark").properties).toEqual({});
    expect(sink.single("job.mark").measurements).toEqual({});
  });

  it("logError records the error and leaves the result of its span alone", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", (job) => {
      job.logError("mark", new RangeError("odd"), { properties: { text: "x" } });
    });
    expect(sink.single("job.mark")).toMatchObject({
      error: { message: "Unexpected error", type: "RangeError" },
      properties: { text: "x" },
    });
    expect(sink.single("job").properties["result"]).toBe("success");
  });

  it.each([Symbol("child"), "", undefined, { toString: () => untyped(null) }])(
    "never throw into the work, even where the name is no text (%o)",
    async (name) => {
      const { recorder, sink } = createTestRecorder();
      await recorder.trace("job", (job) => {
        job.log(untyped(name));
        job.logError(untyped(name), new Error("no"));
      });
      expect(sink.events.map((event) => event.event_name)).toEqual([
        "job.unnamed",
        "job.unnamed",
        "job",
      ]);
    },
  );
});
