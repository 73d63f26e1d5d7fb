import { describe, expect, it } from "vitest";
import { EVENTS } from "../../../extension/recording/eventCatalog.ts";
import {
  COMMON_MEASUREMENTS,
  COMMON_PROPERTIES,
  type EventCatalog,
  type EventDefinition,
} from "../../../extension/recording/eventDefinition.ts";

const CATALOG: EventCatalog = EVENTS;
const ENTRIES = Object.entries(CATALOG).map(([name, event]) => ({ name, event }));
const RESERVED = { ...COMMON_PROPERTIES, ...COMMON_MEASUREMENTS };

function fieldsOf({ properties, measurements }: EventDefinition): [string, { unit?: string }][] {
  return [...Object.entries(properties), ...Object.entries(measurements)];
}

describe.each(ENTRIES)("the event $name", ({ name, event }) => {
  it("has a name of lower-case words joined by dots, as OpenTelemetry wants it", () => {
    expect(name).toMatch(/^[a-z]+([._][a-z0-9]+)*$/);
    expect(name.length).toBeLessThanOrEqual(256);
  });

  it("is described in a sentence, and so is each of its fields", () => {
    const all = [event, ...Object.values(event.properties), ...Object.values(event.measurements)];
    for (const { description } of all) expect(description).toMatch(/^[A-Z].*\.$/);
  });

  it("has a classification for each property and a unit for each measurement", () => {
    for (const field of Object.values(event.properties)) {
      expect(field.classification).toBeDefined();
      expect(field.unit).toBeUndefined();
    }
    for (const field of Object.values(event.measurements)) expect(field.unit).toBeTruthy();
  });

  it("has no field that the recorder sets itself, and none twice", () => {
    const names = fieldsOf(event).map(([field]) => field);
    expect(names.filter((field) => field in RESERVED)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it("has fields of at most 64 short names", () => {
    const names = fieldsOf(event).map(([field]) => field);
    expect(names.length).toBeLessThanOrEqual(64);
    for (const field of names) expect(field).toMatch(/^[a-z][A-Za-z0-9_]{0,63}$/);
  });
});
