import { describe, expect, it } from "vitest";
import { fitTraceIntoMessage } from "../../../extension/panel/traceMessage.ts";
import { MAX_PAGE_BYTES } from "../../../shared/protocol/values.ts";
import { placed } from "./placedEvents.ts";

/** A trace of events of the maximum size. */
function traceOf(count: number) {
  const long = "é".repeat(1_000);
  const events = Array.from({ length: count }, (_, index) => ({
    ...placed({ event_id: `${index} ${long}`, parent_event_id: long, event_name: long }),
    offset: index * 100,
  }));
  return { events, isCut: false, unreadFileCount: 2 };
}

function offsetsOf({ events }: ReturnType<typeof fitTraceIntoMessage>): number[] {
  return events.map(({ ref }) => ref.offset);
}

describe("a trace that fits into a message", () => {
  it.each([true, false])("is sent completely and keeps isCut: %s", (isCut) => {
    const trace = { ...traceOf(100), isCut };
    const sent = fitTraceIntoMessage(trace, trace.events[0] ?? placed({}));
    expect(sent).toMatchObject({ isCut, unreadFileCount: 2 });
    expect(sent.events).toHaveLength(100);
  });
});

describe("a trace that is too large for a message", () => {
  it.each([0, 499])(
    "is truncated, says so, and still contains the requested event, number %i",
    (requested) => {
      const trace = traceOf(500);
      const sent = fitTraceIntoMessage(trace, trace.events[requested] ?? placed({}));
      expect(sent).toMatchObject({ isCut: true, unreadFileCount: 2 });
      expect(Buffer.byteLength(JSON.stringify(sent.events))).toBeLessThanOrEqual(MAX_PAGE_BYTES);
      const offsets = offsetsOf(sent);
      expect(offsets).toContain(requested * 100);
      expect(offsets).toEqual(offsets.toSorted((left, right) => left - right));
      expect(new Set(offsets).size).toBe(offsets.length);
      expect(offsets.length).toBeGreaterThan(100);
    },
  );
});
