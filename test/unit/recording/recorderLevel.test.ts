import { describe, expect, it } from "vitest";
import { createTestRecorder, untyped } from "./testRecorder.ts";

const noWork = () => undefined;

describe("the level of a recorder", () => {
  it("records nothing while it is off", async () => {
    const { recorder, sink } = createTestRecorder({ level: "off" });
    recorder.log("note");
    recorder.logError("note", new Error("no"));
    await recorder.trace("job", async (span) => {
      span.log("mark");
      await span.phase("step", noWork);
    });
    expect(sink.events).toEqual([]);
  });

  it("still runs the work of a trace while it is off", async () => {
    const { recorder } = createTestRecorder({ level: "off" });
    await expect(recorder.trace("job", () => "done")).resolves.toBe("done");
    await expect(recorder.trace("job", () => Promise.reject(new Error("no")))).rejects.toThrow(
      "no",
    );
  });

  it("acts at once on a span that is open", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", async (span) => {
      recorder.setLevel("off");
      span.log("mark");
      span.logError("mark", new Error("no"));
      await span.phase("step", noWork);
    });
    expect(sink.events).toEqual([]);
  });

  it("acts at once on a phase that is open", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", async (span) => {
      await span.phase("step", async (step) => {
        recorder.setLevel("off");
        await step.phase("part", noWork);
      });
    });
    expect(sink.events).toEqual([]);
  });

  it("keeps a span silent that was open while it was off, even when it is local again", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", async (span) => {
      recorder.setLevel("off");
      recorder.setLevel("local");
      span.log("mark");
      await span.phase("step", noWork);
    });
    expect(sink.events).toEqual([]);
  });

  it("keeps a span silent that began while it was off", async () => {
    const { recorder, sink } = createTestRecorder({ level: "off" });
    await recorder.trace("job", async (span) => {
      recorder.setLevel("local");
      await span.phase("step", noWork);
    });
    expect(sink.events).toEqual([]);
  });

  it("records again from the moment it is local again", async () => {
    const { recorder, sink } = createTestRecorder();
    recorder.setLevel("off");
    recorder.setLevel("local");
    recorder.log("note");
    await recorder.trace("job", noWork);
    expect(sink.events.map((event) => event.event_name)).toEqual(["note", "job"]);
  });

  it("does not silence an open span when it is set to local once more", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", () => {
      recorder.setLevel("local");
    });
    expect(sink.events.map((event) => event.event_name)).toEqual(["job"]);
  });

  it.each(["Off", "LOCAL", "none", "all", "", 1, true, null, undefined, {}, ["local"]])(
    "takes an unknown value for off (%j)",
    (level) => {
      const { recorder, sink } = createTestRecorder();
      recorder.setLevel(untyped(level));
      recorder.log("note");
      expect(recorder.level).toBe("off");
      expect(sink.events).toEqual([]);
    },
  );

  it("takes an unknown value for off at the start as well", () => {
    const { recorder, sink } = createTestRecorder({ level: untyped("everything") });
    recorder.log("note");
    expect(recorder.level).toBe("off");
    expect(sink.events).toEqual([]);
  });

  it("silences an open span by an unknown value as well", async () => {
    const { recorder, sink } = createTestRecorder();
    await recorder.trace("job", () => {
      recorder.setLevel(untyped("Off"));
      recorder.setLevel("local");
    });
    expect(sink.events).toEqual([]);
  });
});
