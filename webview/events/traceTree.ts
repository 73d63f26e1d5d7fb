import type { TraceEvent } from "../../shared/protocol/values.ts";

/** An event in the tree. */
export interface TraceRow {
  readonly event: TraceEvent;
  readonly startMs: number;
  /** 1 at the root. */
  readonly level: number;
  /** Among its siblings, starting at 1. */
  readonly position: number;
  readonly siblingCount: number;
}

export interface TraceTree {
  /** The first start and the last end. */
  readonly startMs: number;
  readonly endMs: number;
  /** Each event once, after its parent; siblings are sorted by start. */
  readonly rows: readonly TraceRow[];
}

/** A part of the trace's duration; both values are fractions from 0 to 1. */
export interface TimeFraction {
  readonly start: number;
  readonly length: number;
}

interface Node {
  readonly event: TraceEvent;
  readonly startMs: number;
  readonly children: Node[];
}

/**
 * Builds the tree of a trace. Events whose parent is missing are roots, and so is the first event of
 * a cycle.
 */
export function buildTraceTree(events: readonly TraceEvent[]): TraceTree {
  const nodes = events.map(toNode).sort((one, other) => one.startMs - other.startMs);
  const roots = linkToParents(nodes);
  const placed = new Set<Node>();
  let rows = flatten(roots, placed);
  // Only cycles remain; each is cut above its first event.
  for (const node of nodes) if (!placed.has(node)) rows = rows.concat(flatten([node], placed));
  const startMs = nodes[0]?.startMs ?? 0;
  const endMs = events.reduce((latestMs, { timeMs }) => Math.max(latestMs, timeMs), startMs);
  return { startMs, endMs, rows: withRootPositions(rows) };
}

/** The position of an event in the duration of its trace. */
export function timeFractionOf({ event, startMs }: TraceRow, trace: TraceTree): TimeFraction {
  const spanMs = trace.endMs - trace.startMs;
  if (spanMs <= 0) return { start: 0, length: 1 };
  return { start: (startMs - trace.startMs) / spanMs, length: (event.timeMs - startMs) / spanMs };
}

function toNode(event: TraceEvent): Node {
  // Durations can be negative if the clock was set back.
  return { event, startMs: event.timeMs - Math.max(0, event.durationMs ?? 0), children: [] };
}

/** Adds the nodes to their parents, and returns those without one. */
function linkToParents(nodes: readonly Node[]): Node[] {
  const byId = new Map<string, Node>();
  for (const node of nodes) if (!byId.has(node.event.eventId)) byId.set(node.event.eventId, node);
  const roots: Node[] = [];
  for (const node of nodes) {
    const { parentEventId } = node.event;
    const parent = parentEventId === undefined ? undefined : byId.get(parentEventId);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}

/** Depth first, without recursion, because a chain may be as long as the trace. */
function flatten(siblings: readonly Node[], placed: Set<Node>): TraceRow[] {
  const rows: TraceRow[] = [];
  const open = [{ siblings, next: 0, level: 1 }];
  for (let group = open.at(-1); group !== undefined; group = open.at(-1)) {
    const node = group.siblings[group.next++];
    if (node === undefined) {
      open.pop();
      continue;
    }
    placed.add(node);
    rows.push({
      event: node.event,
      startMs: node.startMs,
      level: group.level,
      position: group.next,
      siblingCount: group.siblings.length,
    });
    const children = node.children.filter((child) => !placed.has(child));
    open.push({ siblings: children, next: 0, level: group.level + 1 });
  }
  return rows;
}

/** Cut cycles are siblings of the other roots. */
function withRootPositions(rows: readonly TraceRow[]): TraceRow[] {
  const rootCount = rows.filter(({ level }) => level === 1).length;
  let position = 0;
  return rows.map((row) =>
    row.level === 1 ? { ...row, position: ++position, siblingCount: rootCount } : row,
  );
}
