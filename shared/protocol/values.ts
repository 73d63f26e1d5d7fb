import * as v from "valibot";
import { EXPORT_FORMATS } from "../formats.ts";
import { parseUtcDay, type UtcDay } from "../days.ts";
import { MAX_INSTANT_MS } from "../timestamp.ts";

/** Rows per page; together with MAX_PAGE_BYTES, this bounds a message. */
export const MAX_PAGE_ROWS = 500;
export const MAX_PAGE_BYTES = 262_144;

/** More than anyone types, and too short to slow down a search. */
export const MAX_FILTER_LENGTH = 200;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const instantMs = v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_INSTANT_MS));
const utcDay = v.custom<UtcDay>(
  (value) => typeof value === "string" && parseUtcDay(value) !== undefined,
);

const exportRange = v.variant("kind", [
  v.object({ kind: v.picklist(["last24Hours", "last7Days", "last30Days", "allTime"]) }),
  v.pipe(
    v.object({ kind: v.literal("days"), startDay: utcDay, endDay: utcDay }),
    v.check(({ startDay, endDay }) => startDay <= endDay, "The range ends before it starts."),
  ),
]);

/**
 * A range with a fixed "now", so that counts, list, preview and export of "last 24 hours" all cover
 * the same events.
 */
export const anchoredRange = v.object({ range: exportRange, nowMs: instantMs });
export type AnchoredRange = v.InferOutput<typeof anchoredRange>;

export const formatId = v.picklist(EXPORT_FORMATS.map(({ id }) => id));

/** The name of a telemetry file, never a path; the host looks it up in its own listing. */
export const fileName = v.pipe(v.string(), v.maxLength(64));

/** The location of an event. */
export const eventRef = v.object({
  fileName,
  /** Offset of the line's first byte in the file. */
  offset: count,
  /** Bytes of the line, excluding its LF. */
  byteCount: v.pipe(count, v.minValue(2), v.maxValue(1_048_576)),
});
export type EventRef = v.InferOutput<typeof eventRef>;

/** Counts of one day's files. Events with a timestamp on another day are not included. */
export const dayCount = v.object({
  day: utcDay,
  fileCount: count,
  byteCount: count,
  eventCount: count,
  errorCount: count,
  skippedLineCount: count,
});
export type DayCount = v.InferOutput<typeof dayCount>;

const totals = {
  fileCount: count,
  byteCount: count,
  eventCount: count,
  errorCount: count,
  skippedLineCount: count,
  /** Events in a file of a different day than their timestamp's. */
  misfiledEventCount: count,
  /** Files that could not be read completely. */
  unreadFileCount: count,
};

/** Counts of a range. Except for misfiled events, the days add up to the totals. */
export const rangeCount = v.object({
  ...totals,
  days: v.array(dayCount),
  /** Most frequent first. */
  frequentEvents: v.array(v.object({ name: v.string(), count })),
});
export type RangeCount = v.InferOutput<typeof rangeCount>;

export const sourceKind = v.picklist(["own", "coder", "folder"]);
export type SourceKind = v.InferOutput<typeof sourceKind>;

const recording = v.variant("state", [
  v.object({ state: v.literal("on") }),
  /** Turned off in the settings. */
  v.object({ state: v.literal("off") }),
  v.object({ state: v.literal("paused"), untilMs: instantMs }),
  /** Events are buffered because they cannot be written. */
  v.object({ state: v.literal("failing"), reason: v.string() }),
  /** This extension host has no local storage. */
  v.object({ state: v.literal("unavailable") }),
]);
export type Recording = v.InferOutput<typeof recording>;

const indexState = v.variant("state", [
  v.object({ state: v.literal("reading"), readFileCount: count, fileCount: count }),
  v.object({ state: v.literal("ready") }),
  v.object({ state: v.literal("failed"), message: v.string() }),
]);

/** Absent only for this extension's own telemetry, if it is not stored on this machine. */
const folder = v.optional(v.string());

/** Everything the panel shows about the store as a whole. */
export const snapshot = v.object({
  /** Incremented by one for each snapshot of a session. */
  revision: count,
  nowMs: instantMs,
  source: v.object({
    kind: sourceKind,
    /** For display only; the panel never sends it back. */
    folder,
    /** Name of the machine where the folder is. */
    machine: v.string(),
    isReadOnly: v.boolean(),
  }),
  /** Available folders; "folder" is the one opened last. */
  sources: v.array(v.object({ kind: sourceKind, folder })),
  recording,
  /** Events of this window that are buffered or were dropped. */
  bufferedEventCount: count,
  droppedEventCount: count,
  limits: v.object({ maxAgeDays: count, maxTotalBytes: count }),
  index: indexState,
  totals: v.object(totals),
  /** In chronological order; days without files are omitted. */
  days: v.array(dayCount),
});
export type Snapshot = v.InferOutput<typeof snapshot>;

export const FILE_COLUMNS = [
  "day",
  "session",
  "segment",
  "bytes",
  "events",
  "errors",
  "skippedLines",
] as const;
export type FileColumn = (typeof FILE_COLUMNS)[number];

export const fileRow = v.object({
  fileName,
  day: utcDay,
  session8: v.string(),
  segment: count,
  byteCount: count,
  eventCount: count,
  errorCount: count,
  skippedLineCount: count,
  /** The first skipped lines, with reasons. */
  skippedLines: v.array(v.object({ lineNumber: count, reason: v.string() })),
  misfiledEventCount: count,
  /** Times of the earliest and the latest event; absent if there are no events. */
  firstMs: v.optional(instantMs),
  lastMs: v.optional(instantMs),
  frequentEvents: v.array(v.object({ name: v.string(), count })),
  /** The file may still be in use by a session, so it cannot be deleted. */
  isBeingWritten: v.boolean(),
  /** Why the file could not be read completely. */
  unreadReason: v.optional(v.string()),
});
export type FileRow = v.InferOutput<typeof fileRow>;

/** An event in the list. Strings are truncated to what a row shows. */
export const eventListRow = v.object({
  ref: eventRef,
  timeMs: instantMs,
  name: v.string(),
  /** Present for timed events. */
  durationMs: v.optional(v.number()),
  /** Present for errors. */
  errorText: v.optional(v.string()),
  /** The first properties as "key=value". */
  summary: v.string(),
  /** No longer in the file: the name is empty and the time is the start of the file's day. */
  isGone: v.optional(v.literal(true)),
});
export type EventListRow = v.InferOutput<typeof eventListRow>;

export const queryState = v.object({
  queryId: count,
  matchedCount: count,
  scannedCount: count,
  readBytes: count,
  totalBytes: count,
  skippedLineCount: count,
  unreadFileCount: count,
});
export type QueryState = v.InferOutput<typeof queryState>;

/** A field of an event, with its documentation from the catalog. */
const eventField = v.object({
  key: v.string(),
  value: v.string(),
  /** A UCUM code, such as "ms". */
  unit: v.optional(v.string()),
  description: v.optional(v.string()),
});
export type EventField = v.InferOutput<typeof eventField>;

/** A complete event. Very long strings end in an ellipsis; only the raw line is complete. */
export const eventDetail = v.object({
  ref: eventRef,
  name: v.string(),
  timestamp: v.string(),
  timeMs: instantMs,
  /** From the catalog; absent for events of other recorders. */
  description: v.optional(v.string()),
  error: v.optional(
    v.object({
      message: v.string(),
      type: v.optional(v.string()),
      code: v.optional(v.string()),
    }),
  ),
  properties: v.array(eventField),
  measurements: v.array(eventField),
  /** Ids, sequence number and deployment. */
  identity: v.array(eventField),
  /** The session context, from the file header or from the event if it has its own. */
  context: v.array(eventField),
  traceId: v.optional(v.string()),
  /** Fields not listed because there are too many; the raw line has them. */
  cutFieldCount: count,
  /** The line as it is in the file. */
  rawLine: v.string(),
});
export type EventDetail = v.InferOutput<typeof eventDetail>;

export const traceEvent = v.object({
  ref: eventRef,
  eventId: v.string(),
  parentEventId: v.optional(v.string()),
  name: v.string(),
  /** Time of the timestamp; for a span, its end. */
  timeMs: instantMs,
  durationMs: v.optional(v.number()),
  hasError: v.boolean(),
});
export type TraceEvent = v.InferOutput<typeof traceEvent>;

/** The beginning of the document that an export would write. */
export const preview = v.object({
  text: v.string(),
  /** Present if the text is the complete document. */
  byteCount: v.optional(count),
});
export type Preview = v.InferOutput<typeof preview>;

/** The outcome of an export. */
export const exportVerdict = v.variant("outcome", [
  v.object({ outcome: v.literal("dismissed") }),
  v.object({
    outcome: v.literal("exported"),
    /** Identifies the document in `openExport` and `revealExport`. */
    exportId: count,
    /** File name without its folders. */
    savedAs: v.string(),
    /** The result in sentences, including what is missing. */
    message: v.string(),
    hasProblems: v.boolean(),
  }),
  v.object({ outcome: v.literal("empty"), message: v.string(), hasProblems: v.boolean() }),
]);
export type ExportVerdict = v.InferOutput<typeof exportVerdict>;

/** What to delete; always whole files. */
export const deletionTarget = v.variant("kind", [
  v.object({ kind: v.literal("file"), fileName }),
  v.pipe(
    v.object({ kind: v.literal("days"), startDay: utcDay, endDay: utcDay }),
    v.check(({ startDay, endDay }) => startDay <= endDay, "The range ends before it starts."),
  ),
  v.object({ kind: v.literal("everything") }),
]);
export type DeletionTarget = v.InferOutput<typeof deletionTarget>;

export const deletionVerdict = v.variant("outcome", [
  v.object({ outcome: v.literal("dismissed") }),
  v.object({ outcome: v.literal("done"), message: v.string(), hasProblems: v.boolean() }),
]);
export type DeletionVerdict = v.InferOutput<typeof deletionVerdict>;
