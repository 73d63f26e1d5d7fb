import { PROTOCOL_VERSION } from "../../shared/protocol/envelope.ts";
import { PANEL_API } from "../../shared/protocol/panelApi.ts";

/** Returns numbers in [0, 1), the same for the same seed. */
export type Random = () => number;

export function pick<T>(random: Random, list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)];
}

const INHERITED = ["toString", "constructor", "__proto__", "hasOwnProperty", "valueOf", "then"];
const METHODS = [...Object.keys(PANEL_API), ...INHERITED, "", "x".repeat(65), "ready ", "Ready"];

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { value };
  return value;
}

/** Values that are invalid for most properties of a message. */
function oddValues(): readonly unknown[] {
  return [
    ...[undefined, null, true, 0, -1, 1.5, Number.NaN, Infinity, 2 ** 53, -0, 1e308],
    ...["", "0", "7", "request", "\0", "\ud800", "x".repeat(100_000), ...INHERITED],
    ...[[], [[]], {}, nested(200), new Array(1_000).fill(0)],
    Object.create(null) as unknown,
    Object.create({
      version: PROTOCOL_VERSION,
      kind: "request",
      id: 3,
      method: "ready",
    }) as unknown,
    JSON.parse('{"__proto__":{"kind":"request"},"constructor":1,"toString":2}') as unknown,
    { length: -1, then: "x" },
  ];
}

const VIEW = { range: { kind: "allTime" }, nowMs: 0 };
const PARAMS: readonly unknown[] = [
  {},
  VIEW,
  { view: VIEW, format: "json" },
  { view: { range: { kind: "days", startDay: "2026-01-01", endDay: "2026-01-02" }, nowMs: 0 } },
  { view: VIEW, text: "", errorsOnly: false, newestFirst: true },
  { queryId: 0, offset: 0, limit: 1 },
  { ref: { fileName: "a", offset: 0, byteCount: 2 } },
  { target: { kind: "file", fileName: "../a" } },
  { id: 1 },
  { fileName: "/etc/passwd" },
  { message: "x" },
];

/** A mostly valid message to the host. */
export function toHostMessage(random: Random): Record<string, unknown> {
  return {
    version: PROTOCOL_VERSION,
    kind: random() < 0.8 ? "request" : "command",
    id: Math.floor(random() * 2 ** 50),
    method: pick(random, METHODS),
    params: structuredClone(pick(random, PARAMS)),
  };
}

const RESULTS: readonly unknown[] = [
  {},
  { text: "[" },
  { rows: [] },
  { outcome: "dismissed" },
  { events: [], isCut: false },
];

/** A mostly valid message to the panel. */
export function toPanelMessage(random: Random, ids: readonly number[]): Record<string, unknown> {
  return {
    version: PROTOCOL_VERSION,
    kind: pick(random, ["result", "error", "progress", "event"]),
    id: random() < 0.5 ? pick(random, ids) : Math.floor(random() * 100),
    method: pick(random, METHODS),
    params: structuredClone(pick(random, PARAMS)),
    result: structuredClone(pick(random, RESULTS)),
    progress: structuredClone(pick(random, RESULTS)),
    error: { code: pick(random, ["io", "internal", "toString", 1]), message: "x" },
  };
}

/** Replaces, deletes, or adds up to three properties at any depth. */
export function mutate(random: Random, message: Record<string, unknown>): unknown {
  if (random() < 0.05) return pick(random, oddValues());
  for (let change = Math.floor(random() * 4); change > 0; change--) {
    let target: Record<string, unknown> = message;
    for (;;) {
      const member = pick(random, Object.keys(target));
      const inner = member === undefined ? undefined : target[member];
      if (random() < 0.5 || typeof inner !== "object" || inner === null) break;
      target = inner as Record<string, unknown>;
    }
    const key = pick(random, [...Object.keys(target), "extra", ...INHERITED]) ?? "extra";
    if (random() < 0.2) Reflect.deleteProperty(target, key);
    else Object.defineProperty(target, key, { ...DATA, value: pick(random, oddValues()) });
  }
  return message;
}

/** Makes "__proto__" a property, not the prototype. */
const DATA = { configurable: true, enumerable: true, writable: true };
