import { describe, expect, it } from "vitest";
import { createTestRecorder, untyped } from "./testRecorder.ts";

describe("Recorder.log", () => {
  it("records the name, the instant in UTC and the fields of an event", () => {
    const { recorder, sink } = createTestRecorder();

    recorder.log("note", { properties: { text: "hello" }, measurements: { size: 2.5 } });

    expect(sink.events).toHaveLength(1);
    expect(sink.last).toEqual({
      event_id: "0000000000000001",
      event_name: "note",
      timestamp: "2026-06-01T12:00:00.250Z",
      event_sequence: 0,
      properties: { text: "hello" },
      measurements: { size: 2.5 },
      deployment_url: "",
    });
  });

  it("records an event without fields", () => {
    const { recorder, sink } = createTestRecorder();
    recorder.log("note");
    expect(sink.last.properties).toEqual({});
    expect(sink.last.measurements).toEqual({});
  });

  it("writes numbers and truth values of properties as text", () => {
    const { recorder, sink } = createTestRecorder();
    recorder.log("note", { properties: { text: 12, other: false } });
    expect(sink.last.properties).toEqual({ text: "12", other: "false" });
  });

  it("takes undefined for a field that was not given", () => {
    const { recorder, sink } = createTestRecorder();
    recorder.log("note", {
      properties: { text: undefined, other: "x" },
      measurements: { size: undefined },
    });
    expect(sink.last.properties).toEqual({ other: "x" });
    expect(sink.last.measurements).toEqual({});
  });

  it("counts the events of a session from 0, whatever their name", async () => {
    const { recorder, sink } = createTestRecorder();
    recorder.log("note");
    recorder.logError("note", new Error("no"));
    await recorder.trace("job", (span) => {
      span.log("mark");
    });
    recorder.log("note");
    expect(sink.events.map((event) => event.event_sequence)).toEqual([0, 1, 2, 3, 4]);
  });

  it("leaves no gap in the sequence for what was not recorded", () => {
    const { recorder, sink } = createTestRecorder();
    recorder.log("note");
    recorder.setLevel("off");
    recorder.log("note");
    recorder.setLevel("local");
    recorder.log("note");
    expect(sink.events.map((event) => event.event_sequence)).toEqual([0, 1]);
  });

  it("gives each event an id of its own and no trace", () => {
    const { recorder, sink } = createTestRecorder();
    recorder.log("note");
    recorder.log("note");
    const [first, second] = sink.events;
    expect(first?.event_id).not.toBe(second?.event_id);
    expect(first).not.toHaveProperty("trace_id");
    expect(first).not.toHaveProperty("parent_event_id");
    expect(first).not.toHaveProperty("error");
  });

  it("does not hold on to the fields it was given", () => {
    const { recorder, sink } = createTestRecorder();
    const properties = { text: "before" };
    recorder.log("note", { properties });
    properties.text = "after";
    expect(sink.last.properties).toEqual({ text: "before" });
  });

  it("leaves frozen fields as they are", () => {
    const { recorder, sink } = createTestRecorder();
    const fields = Object.freeze({ properties: Object.freeze({ text: "x".repeat(70_000) }) });
    recorder.log("note", fields);
    expect(sink.last.properties["truncated"]).toBe("true");
    expect(fields.properties.text).toHaveLength(70_000);
    expect(Object.keys(fields.properties)).toEqual(["text"]);
  });

  it.each([undefined, null, 7, "", Symbol("name"), {}])(
    "keeps an event whose name is no text as unnamed (%s)",
    (name) => {
      const { recorder, sink } = createTestRecorder();
      recorder.log(untyped(name), { properties: untyped({ text: "kept" }) });
      expect(sink.last.event_name).toBe("unnamed");
      expect(sink.last.properties).toEqual({ text: "kept" });
    },
  );

  it("counts the fields that it leaves out", () => {
    const { recorder, sink } = createTestRecorder();
    recorder.log("note", {
      properties: { text: untyped({}), other: "kept" },
      measurements: { size: Number.NaN, weight: 3 },
    });
    expect(sink.last.properties).toEqual({ other: "kept" });
    expect(sink.last.measurements).toEqual({ weight: 3, dropped_fields: 2 });
  });

  it("counts properties and measurements that cannot even be asked for", () => {
    const { recorder, sink } = createTestRecorder();
    const fields = {
      get properties(): never {
        throw new Error("no properties");
      },
      measurements: { size: 1 },
    };
    recorder.log("note", fields);
    expect(sink.last.measurements).toEqual({ size: 1, dropped_fields: 1 });
  });

  it("keeps the order of events that are recorded while another one is", () => {
    const { recorder, sink } = createTestRecorder();
    recorder.log("note", {
      properties: {
        get text() {
          recorder.log("note", { properties: { text: "inner" } });
          return "outer";
        },
      },
    });
    expect(sink.events.map((event) => [event.event_sequence, event.properties["text"]])).toEqual([
      [0, "inner"],
      [1, "outer"],
    ]);
  });
});

describe("Recorder.logError", () => {
  it("records type and code of what was thrown beside the fields, and not its message", () => {
    const { recorder, sink } = createTestRecorder();
    const error = Object.assign(new TypeError("no such file"), { code: "ENOENT" });
    recorder.logError("note", error, { properties: { text: "x" } });
    expect(sink.last.error).toEqual({
      message: "Unexpected error",
      type: "TypeError",
      code: "ENOENT",
    });
    expect(sink.last.properties).toEqual({ text: "x" });
  });

  it("records an error block even where undefined was thrown", () => {
    const { recorder, sink } = createTestRecorder();
    recorder.logError("note", undefined);
    expect(sink.last.error).toEqual({ message: "Unexpected error", type: "undefined" });
  });
});

describe("Recorder.setDeploymentUrl", () => {
  it("stamps the events from then on, and not those before", () => {
    const { recorder, sink } = createTestRecorder({ deploymentUrl: "https://one.example/" });
    recorder.log("note");
    recorder.setDeploymentUrl("https://two.example/coder");
    recorder.log("note");
    expect(sink.events.map((event) => event.deployment_url)).toEqual([
      "https://one.example",
      "https://two.example/coder",
    ]);
  });

  it("never records the user and the password of a URL", () => {
    const { recorder, sink } = createTestRecorder();
    recorder.setDeploymentUrl("https://me:secret@dev.example/?token=secret#secret");
    recorder.log("note");
    expect(sink.last.deployment_url).toBe("https://dev.example");
  });

  it.each([undefined, null, 5, "no url", "file:///etc/passwd", {}, Symbol("url")])(
    "means none where the value is no URL of a deployment (%s)",
    (url) => {
      const { recorder, sink } = createTestRecorder({ deploymentUrl: "https://one.example" });
      recorder.setDeploymentUrl(untyped(url));
      recorder.log("note");
      expect(sink.last.deployment_url).toBe("");
    },
  );

  it("stamps a span with the URL that holds at its end", async () => {
    const { recorder, sink } = createTestRecorder({ deploymentUrl: "https://one.example" });
    await recorder.trace("job", () => {
      recorder.setDeploymentUrl("https://two.example");
    });
    expect(sink.last.deployment_url).toBe("https://two.example");
  });
});
