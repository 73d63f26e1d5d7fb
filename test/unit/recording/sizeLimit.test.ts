import { describe, expect, it } from "vitest";
import { limitSize, MAX_EVENT_BYTES } from "../../../extension/recording/sizeLimit.ts";
import { encodeEvent } from "../../../extension/store/lineCodec.ts";
import { numberEvent, type UnnumberedEvent } from "../../../extension/recording/unnumberedEvent.ts";

function eventWith(members: Partial<UnnumberedEvent>): UnnumberedEvent {
  return {
    event_id: "00000000000000e1",
    event_name: "note",
    timestamp: "2026-06-01T12:00:00.250Z",
    properties: {},
    measurements: {},
    trace_id: "0000000000000000000000000000007a",
    parent_event_id: "00000000000000e0",
    deployment_url: "https://dev.example",
    ...members,
  };
}

/** The event's line with the longest number that a sink can give it. */
function lineOf(event: UnnumberedEvent): string {
  return encodeEvent(numberEvent(event, Number.MAX_SAFE_INTEGER));
}

/** Bytes of the event's line without its LF. */
function lineBytes(event: UnnumberedEvent): number {
  return Buffer.byteLength(lineOf(event)) - 1;
}

/** An event of exactly that many bytes, filled up by one text of ASCII. */
function eventOfBytes(byteCount: number): UnnumberedEvent {
  const empty = eventWith({ properties: { text: "" } });
  return eventWith({ properties: { text: "x".repeat(byteCount - lineBytes(empty)) } });
}

const NAMES = Array.from({ length: 128 }, (_, index) => String(index).padStart(256, "\u0007"));

describe("limitSize", () => {
  it("allows an event 64 KiB", () => {
    expect(MAX_EVENT_BYTES).toBe(65_536);
  });

  it("leaves an event that fits as it is, to the last byte", () => {
    const event = eventOfBytes(65_536);
    expect(lineBytes(event)).toBe(65_536);
    expect(limitSize(event)).toBe(event);
  });

  it("cuts and marks an event that is one byte too large", () => {
    const event = eventOfBytes(65_537);
    const limited = limitSize(event);
    expect(lineBytes(limited)).toBeLessThanOrEqual(65_536);
    expect(limited.properties["truncated"]).toBe("true");
    expect(limited.properties["text"]).toBe(
      `${"x".repeat(8192)}… (${event.properties["text"]?.length ?? 0} characters)`,
    );
  });

  it("does not change the event it was given", () => {
    const event = eventOfBytes(70_000);
    const before = JSON.stringify(event);
    limitSize(event);
    expect(JSON.stringify(event)).toBe(before);
  });

  it("cuts only texts, and only the long ones, where that is enough", () => {
    const event = eventWith({
      properties: { short: "short", long: "y".repeat(100_000) },
      measurements: { size: 1.5 },
      error: { message: "no", type: "Error", code: "E1" },
    });
    expect(limitSize(event)).toEqual({
      ...event,
      properties: {
        short: "short",
        long: `${"y".repeat(8192)}… (over 65536 characters)`,
        truncated: "true",
      },
    });
  });

  it.each([
    ["ASCII", "x"],
    ["control characters, which JSON writes in six bytes", "\u0007"],
    ["U+2028, which the line codec writes in six bytes", "\u2028"],
    ["U+2029", "\u2029"],
    ["lone surrogates, which JSON writes in six bytes", "\ud800"],
    ["quotes", '"'],
    ["three-byte characters", "€"],
    ["four-byte characters", "😀"],
  ])("bounds every text of an event: %s", (_, unit) => {
    const huge = unit.repeat(70_000);
    const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`p${i}`, huge]));
    const events = [
      eventWith({ event_name: huge }),
      eventWith({ deployment_url: huge }),
      eventWith({ properties: { text: huge } }),
      eventWith({ properties: fifty }),
      eventWith({ error: { message: huge } }),
      eventWith({ error: { message: "", type: huge, code: huge } }),
      eventWith({
        event_name: huge,
        deployment_url: huge,
        properties: fifty,
        error: { message: huge, type: huge, code: huge },
      }),
    ];
    for (const event of events) {
      const limited = limitSize(event);
      expect(lineBytes(limited)).toBeLessThanOrEqual(65_536);
      expect(limited.properties["truncated"]).toBe("true");
      expect(JSON.parse(lineOf(limited))).toMatchObject(JSON.parse(JSON.stringify(limited)));
    }
  });

  it.each(["\u0007", "\u2028", "\ud800", '"'])(
    "counts the bytes of escaped characters (%j): one byte more makes the difference",
    (unit) => {
      const escaped = unit.repeat(10_000);
      const empty = eventWith({ properties: { escaped, text: "" } });
      const room = 65_536 - lineBytes(empty);
      expect(room).toBeGreaterThan(0);
      const fits = eventWith({ properties: { escaped, text: "x".repeat(room) } });
      expect(lineBytes(fits)).toBe(65_536);
      expect(limitSize(fits)).toBe(fits);
      const large = eventWith({ properties: { escaped, text: "x".repeat(room + 1) } });
      expect(limitSize(large).properties["truncated"]).toBe("true");
    },
  );

  it.each([0, 1, 2, 3])("never cuts a surrogate pair (shifted by %d)", (shift) => {
    const text = "a".repeat(shift) + "😀".repeat(60_000);
    const limited = limitSize(
      eventWith({
        properties: { text },
        event_name: text,
        error: { message: text, type: text, code: text },
      }),
    );
    const { event_name, error } = limited;
    const texts = [
      event_name,
      limited.properties["text"],
      error?.message,
      error?.type,
      error?.code,
    ];
    for (const cut of texts) {
      expect(cut?.isWellFormed()).toBe(true);
      const [beginning = "", length] = cut?.split("… ") ?? [];
      expect(beginning.length).toBeGreaterThan(0);
      expect(text.startsWith(beginning)).toBe(true);
      expect(length).toBe("(over 65536 characters)");
    }
  });

  it("keeps short fields whole while long ones are halved again and again", () => {
    const properties: Record<string, string> = { key: "value" };
    for (let index = 0; index < 100; index++) properties[`long${index}`] = "z".repeat(60_000);
    const limited = limitSize(eventWith({ properties, measurements: { size: 3 } }));
    expect(Object.keys(limited.properties)).toHaveLength(102);
    expect(limited.properties["key"]).toBe("value");
    expect(limited.properties["long99"]).toBe(`${"z".repeat(512)}… (60000 characters)`);
    expect(limited.measurements).toEqual({ size: 3 });
  });

  it("leaves out the last fields where their names alone are too large, and counts them", () => {
    const limited = limitSize(
      eventWith({
        properties: Object.fromEntries(NAMES.map((name) => [name, "\u0007".repeat(1000)])),
        measurements: Object.fromEntries(NAMES.map((name) => [name, -1.234567890123456e-300])),
      }),
    );
    expect(lineBytes(limited)).toBeLessThanOrEqual(65_536);
    const keptProperties = Object.keys(limited.properties).filter((name) => name !== "truncated");
    const keptMeasurements = Object.keys(limited.measurements).filter(
      (name) => name !== "dropped_fields",
    );
    expect(keptProperties.length).toBeGreaterThanOrEqual(16);
    expect(keptProperties).toEqual(NAMES.slice(0, keptProperties.length));
    expect(keptMeasurements).toEqual(NAMES.slice(0, keptMeasurements.length));
    expect(limited.measurements["dropped_fields"]).toBe(
      256 - keptProperties.length - keptMeasurements.length,
    );
    expect(limited.properties["truncated"]).toBe("true");
  });

  it("adds the fields it leaves out to those that were left out before", () => {
    const measurements = Object.fromEntries(NAMES.map((name) => [name, 1]));
    const limited = limitSize(
      eventWith({
        properties: Object.fromEntries(NAMES.map((name) => [name, "x"])),
        measurements: { ...measurements, dropped_fields: 1000 },
      }),
    );
    const kept =
      Object.keys(limited.properties).length + Object.keys(limited.measurements).length - 2;
    expect(limited.measurements["dropped_fields"]).toBe(1000 + 256 - kept);
  });

  it("keeps the result and the duration of a timed event, though they come last", () => {
    const limited = limitSize(
      eventWith({
        properties: { ...Object.fromEntries(NAMES.map((name) => [name, "x"])), result: "error" },
        measurements: { ...Object.fromEntries(NAMES.map((name) => [name, 1])), durationMs: 12.5 },
      }),
    );
    expect(limited.properties["result"]).toBe("error");
    expect(limited.measurements["durationMs"]).toBe(12.5);
    expect(lineBytes(limited)).toBeLessThanOrEqual(65_536);
  });

  it("keeps fields named like members of objects", () => {
    const properties = Object.fromEntries([
      ["__proto__", "a"],
      ["constructor", "b"],
      ["text", "x".repeat(70_000)],
    ]);
    expect(Object.keys(limitSize(eventWith({ properties })).properties)).toEqual([
      "__proto__",
      "constructor",
      "text",
      "truncated",
    ]);
  });
});
