import { describe, expect, it } from "vitest";
import { makeEvent } from "../../support/events.ts";
import { ownAttributes, recordOf } from "./otlpDocument.ts";

const TRACE = "7d5c5b141d7c87e7210873430ff93092";
const SPAN = "523d3b4243cb72d3";
const PARENT = "ccfa82b27987ca50";
const UUID = "e16367ca-e864-435f-a21e-2a219e9698b1";
const OTHER_UUID = "7d602d60-f892-44d0-b0c1-719368cf2d41";
const UUID_AS_TRACE = "e16367cae864435fa21e2a219e9698b1";
const ZERO_TRACE = "0".repeat(32);
const ZERO_SPAN = "0".repeat(16);
/** `printf %s ID | sha256sum | head -c 16` */
const HASH_OF_OTHER_UUID = "a38bc82b9a79a38e";
const HASH_OF_ZERO_SPAN = "fcdb4b423f4e5283";

interface Ids {
  readonly trace_id?: string;
  readonly event_id?: string;
  readonly parent_event_id?: string;
}

/** The id fields of the record, and what is kept of ids as attributes. */
function idsOf(ids: Ids, kind: "timed" | "log") {
  const properties: Record<string, string> = kind === "timed" ? { result: "success" } : {};
  const record = recordOf(makeEvent({ event_id: SPAN, ...ids, properties, measurements: {} }));
  const attributes = ownAttributes(record).filter(([key]) => key !== "result");
  return [
    record.traceId,
    record.spanId,
    Object.fromEntries(attributes.map(([key, value]) => [key, value.stringValue])),
  ];
}

describe("the ids of a timed event", () => {
  it.each<[string, Ids, unknown[]]>([
    ["none", {}, [undefined, undefined, {}]],
    ["a root span", { trace_id: TRACE }, [TRACE, SPAN, {}]],
    [
      "a child span",
      { trace_id: TRACE, parent_event_id: PARENT },
      [TRACE, SPAN, { "coder.parent_event_id": PARENT }],
    ],
    [
      "capitals",
      { trace_id: TRACE.toUpperCase(), event_id: SPAN.toUpperCase() },
      [TRACE, SPAN, {}],
    ],
    [
      "UUIDs",
      { trace_id: UUID, event_id: OTHER_UUID },
      [UUID_AS_TRACE, HASH_OF_OTHER_UUID, { "coder.event_id": OTHER_UUID }],
    ],
    [
      "UUIDs with a parent",
      { trace_id: UUID, event_id: OTHER_UUID, parent_event_id: UUID },
      [
        UUID_AS_TRACE,
        HASH_OF_OTHER_UUID,
        { "coder.event_id": OTHER_UUID, "coder.parent_event_id": UUID },
      ],
    ],
    [
      "a trace id of zeros",
      { trace_id: ZERO_TRACE },
      [undefined, undefined, { "coder.trace_id": ZERO_TRACE, "coder.event_id": SPAN }],
    ],
    [
      "a UUID of zeros",
      { trace_id: "00000000-0000-0000-0000-000000000000" },
      [
        undefined,
        undefined,
        { "coder.trace_id": "00000000-0000-0000-0000-000000000000", "coder.event_id": SPAN },
      ],
    ],
    [
      "an event id of zeros",
      { trace_id: TRACE, event_id: ZERO_SPAN },
      [TRACE, HASH_OF_ZERO_SPAN, { "coder.event_id": ZERO_SPAN }],
    ],
    [
      "a trace id that is too short",
      { trace_id: TRACE.slice(1) },
      [undefined, undefined, { "coder.trace_id": TRACE.slice(1), "coder.event_id": SPAN }],
    ],
    [
      "a trace id that is no hex",
      { trace_id: TRACE.replace("7", "g") },
      [undefined, undefined, { "coder.trace_id": TRACE.replace("7", "g"), "coder.event_id": SPAN }],
    ],
    [
      "a trace id with a line feed",
      { trace_id: `${TRACE}\n` },
      [undefined, undefined, { "coder.trace_id": `${TRACE}\n`, "coder.event_id": SPAN }],
    ],
    [
      "a parent without a trace",
      { parent_event_id: PARENT },
      [undefined, undefined, { "coder.parent_event_id": PARENT }],
    ],
    ["empty ids", { trace_id: "", parent_event_id: "" }, [undefined, undefined, {}]],
  ])("given %s", (_, ids, expected) => {
    expect(idsOf(ids, "timed")).toEqual(expected);
  });
});

describe("the ids of an event inside a span", () => {
  it.each<[string, Ids, unknown[]]>([
    ["none", {}, [undefined, undefined, {}]],
    ["trace and parent", { trace_id: TRACE, parent_event_id: PARENT }, [TRACE, PARENT, {}]],
    ["a trace alone", { trace_id: TRACE }, [TRACE, undefined, {}]],
    [
      "UUIDs",
      { trace_id: UUID, event_id: OTHER_UUID, parent_event_id: OTHER_UUID },
      [UUID_AS_TRACE, HASH_OF_OTHER_UUID, { "coder.parent_event_id": OTHER_UUID }],
    ],
    [
      "a parent of zeros",
      { trace_id: TRACE, parent_event_id: ZERO_SPAN },
      [TRACE, HASH_OF_ZERO_SPAN, { "coder.parent_event_id": ZERO_SPAN }],
    ],
    [
      "a trace id of zeros",
      { trace_id: ZERO_TRACE, parent_event_id: PARENT },
      [undefined, undefined, { "coder.trace_id": ZERO_TRACE, "coder.parent_event_id": PARENT }],
    ],
    [
      "a parent without a trace",
      { parent_event_id: PARENT },
      [undefined, undefined, { "coder.parent_event_id": PARENT }],
    ],
  ])("given %s", (_, ids, expected) => {
    expect(idsOf(ids, "log")).toEqual(expected);
  });
});

it("gives a span and its children the same span id, whatever the id is", () => {
  const [, spanId] = idsOf({ trace_id: TRACE, event_id: "Löwe 7" }, "timed");
  expect(spanId).toMatch(/^[0-9a-f]{16}$/);
  expect(idsOf({ trace_id: TRACE, parent_event_id: "Löwe 7" }, "log")[1]).toBe(spanId);
});

describe("ids of other types", () => {
  it.each([[5], [-0.5], [true]])("such as %j are sent as text", (id) => {
    const record = recordOf({ ...makeEvent(), trace_id: id, parent_event_id: id });
    expect([record.traceId, record.spanId]).toEqual([undefined, undefined]);
    expect(ownAttributes(record)).toContainEqual(["coder.trace_id", { stringValue: String(id) }]);
    expect(ownAttributes(record)).toContainEqual([
      "coder.parent_event_id",
      { stringValue: String(id) },
    ]);
  });

  it.each([[{}], [[TRACE]]])("such as %j are dropped and counted", (id) => {
    const record = recordOf({ ...makeEvent(), trace_id: id, parent_event_id: id });
    expect([record.traceId, record.spanId]).toEqual([undefined, undefined]);
    expect(record.droppedAttributesCount).toBe(2);
  });

  it("such as null are no ids", () => {
    const record = recordOf({ ...makeEvent(), trace_id: null, parent_event_id: null });
    expect([record.traceId, record.droppedAttributesCount]).toEqual([undefined, undefined]);
  });
});
