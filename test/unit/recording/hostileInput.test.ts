import { describe, expect, it } from "vitest";
import { decodeLine, encodeEvent } from "../../../extension/store/lineCodec.ts";
import type { TelemetryEvent } from "../../../shared/event.ts";
import { seededRandom } from "../../support/seededRandom.ts";
import { hostileFields, hostileText, hostileValue } from "./hostileValues.ts";
import { createTestRecorder, untyped } from "./testRecorder.ts";

const SEEDS = [1, 2, 3, 4];
const ROUNDS = 1000;

/** What is wrong with the event as a line of a file; empty where nothing is. */
function faultsOf(event: TelemetryEvent): string[] {
  const line = encodeEvent(event);
  const json = line.slice(0, -1);
  const faults: string[] = [];
  if (!line.endsWith("\n") || /[\n\r\u2028\u2029]/.test(json)) faults.push("is no single line");
  if (Buffer.byteLength(json) > 65_536) faults.push(`has ${Buffer.byteLength(json)} bytes`);
  if (decodeLine(json).kind !== "event") faults.push("is not read back as an event");
  // As text, since -0 is read back as 0, which the file does not tell apart.
  if (JSON.stringify(JSON.parse(json)) !== JSON.stringify(event)) faults.push("changes on its way");
  if (Object.values(event.properties).some((value) => typeof value !== "string")) {
    faults.push("has a property that is no text");
  }
  if (!Object.values(event.measurements).every(Number.isFinite)) {
    faults.push("has a measurement that is no finite number");
  }
  const names = [...Object.keys(event.properties), ...Object.keys(event.measurements)];
  if (names.some((name) => name === "" || name.length > 256)) faults.push("has a bad name");
  if (event.error !== undefined && typeof event.error.message !== "string") {
    faults.push("has an error without a message");
  }
  return faults.map((fault) => `event ${event.event_sequence} ${fault}`);
}

function expectKept(events: readonly TelemetryEvent[], count: number): void {
  expect(events.map((event) => event.event_sequence)).toEqual(
    Array.from({ length: count }, (_, index) => index),
  );
  expect(events.flatMap(faultsOf)).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
}

describe.each(SEEDS)("whatever a caller hands over (seed %d)", (seed) => {
  it("log keeps the event, bounded and readable, and never throws", () => {
    const random = seededRandom(seed);
    const { recorder, sink } = createTestRecorder();
    for (let round = 0; round < ROUNDS; round++) {
      const name = random() < 0.8 ? "note" : hostileValue(random);
      recorder.log(untyped(name), untyped(hostileFields(random)));
    }
    expectKept(sink.events, ROUNDS);
    expect(sink.events.some((event) => event.properties["truncated"] === "true")).toBe(true);
    expect(sink.events.some((event) => event.measurements["dropped_fields"] !== undefined)).toBe(
      true,
    );
  });

  it("logError keeps the event with an error block, and never throws", () => {
    const random = seededRandom(seed + 100);
    const { recorder, sink } = createTestRecorder();
    for (let round = 0; round < ROUNDS; round++) {
      recorder.logError("note", hostileValue(random), untyped(hostileFields(random)));
    }
    expectKept(sink.events, ROUNDS);
    expect(sink.events.every((event) => event.error !== undefined)).toBe(true);
  });

  it("trace keeps the span and its children and gives back what its work gives", async () => {
    const random = seededRandom(seed + 200);
    const { recorder, sink } = createTestRecorder();
    const rounds = ROUNDS / 4;
    for (let round = 0; round < rounds; round++) {
      const name = random() < 0.8 ? "job" : hostileValue(random);
      const value = await recorder.trace<"job", unknown>(
        untyped(name),
        async (span) => {
          span.setProperty(untyped(hostileValue(random)), untyped(hostileValue(random)));
          span.setMeasurement(untyped(hostileText(random)), untyped(hostileValue(random)));
          span.log(untyped(hostileValue(random)), untyped(hostileFields(random)));
          span.logError("mark", hostileValue(random), untyped(hostileFields(random)));
          if (random() < 0.3) span.markError(hostileValue(random));
          if (random() < 0.3) span.markAborted();
          return span.phase(
            untyped(hostileValue(random)),
            () => round,
            untyped(hostileFields(random)),
          );
        },
        untyped(hostileFields(random)),
      );
      expect(value).toBe(round);
    }
    expectKept(sink.events, rounds * 4);
  });

  it("trace throws the very thing that its work throws", async () => {
    const random = seededRandom(seed + 300);
    const { recorder, sink } = createTestRecorder();
    for (let round = 0; round < ROUNDS / 4; round++) {
      const thrown = hostileValue(random);
      // In a box, since a promise looks into what it is resolved with.
      const box = await recorder
        .trace("job", () => {
          throw thrown;
        })
        .catch((caught: unknown) => ({ caught }));
      expect(Object.is(box.caught, thrown)).toBe(true);
    }
    expectKept(sink.events, ROUNDS / 4);
  });

  it("setDeploymentUrl takes it for none, and never throws", () => {
    const random = seededRandom(seed + 400);
    const { recorder, sink } = createTestRecorder();
    for (let round = 0; round < ROUNDS; round++) {
      recorder.setDeploymentUrl(untyped(hostileValue(random)));
      recorder.log("note");
    }
    expectKept(sink.events, ROUNDS);
    expect(sink.events.every((event) => event.deployment_url === "")).toBe(true);
  });
});

describe("an event of an extreme size", () => {
  const huge = "\u0007".repeat(60_000_000);

  it("is kept and cut where every text of it has 60 MB", () => {
    const { recorder, sink } = createTestRecorder();
    recorder.logError(untyped(huge), new Error(huge), {
      properties: { text: huge, other: untyped({ huge }) },
      measurements: untyped({ [huge.slice(0, 1_000_000)]: 1, size: 5 }),
    });
    expectKept(sink.events, 1);
    expect(sink.last.properties["truncated"]).toBe("true");
    expect(sink.last.measurements).toEqual({ size: 5, dropped_fields: 2 });
  });

  it("is kept where its fields are a text of 60 MB", () => {
    const { recorder, sink } = createTestRecorder();
    recorder.log("note", untyped(huge));
    recorder.log("note", { properties: untyped(huge), measurements: untyped(huge) });
    expectKept(sink.events, 2);
    expect(sink.last.measurements).toEqual({ dropped_fields: 2 });
  });

  it("is kept with 128 of 100,000 fields, and the others are counted", () => {
    const { recorder, sink } = createTestRecorder();
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`field${i}`, i]));
    recorder.log("note", { properties: untyped(many) });
    expectKept(sink.events, 1);
    expect(Object.keys(sink.last.properties)).toHaveLength(128);
    expect(sink.last.measurements).toEqual({ dropped_fields: 100_000 - 128 });
  });

  it("is kept with 128 fields whose names and values all take six bytes a character", () => {
    const { recorder, sink } = createTestRecorder();
    const fields = Object.fromEntries(
      Array.from({ length: 128 }, (_, index) => [
        String(index).padStart(256, "\u2028"),
        "\ud800".repeat(65_536),
      ]),
    );
    const numbers = Object.fromEntries(
      Object.keys(fields).map((name) => [name, -1.234567890123456e-300]),
    );
    recorder.log("note", { properties: untyped(fields), measurements: untyped(numbers) });
    expectKept(sink.events, 1);
    const { properties, measurements } = sink.last;
    const kept = Object.keys(properties).length - 1 + Object.keys(measurements).length - 1;
    expect(measurements["dropped_fields"]).toBe(256 - kept);
  });
});
