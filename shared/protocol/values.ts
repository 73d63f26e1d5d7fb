import * as v from "valibot";
import { parseUtcDay, type UtcDay } from "../days.ts";
import { MAX_INSTANT_MS } from "../timestamp.ts";

/** Rows of one page; with MAX_PAGE_BYTES it bounds a message. */
export const MAX_PAGE_ROWS = 500;
export const MAX_PAGE_BYTES = 262_144;

/** More than anybody types, less than what would be felt. */
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
 * A range and the instant that "now" means for it, so that counts, list, preview and export of
 * "last 24 hours" are of the very same events.
 */
export const anchoredRange = v.object({ range: exportRange, nowMs: instantMs });
export type AnchoredRange = v.InferOutput<typeof anchoredRange>;

export const formatId = v.picklist(["json", "otlp"]);

/** The name of a telemetry file, never a path: the host looks it up among those it listed. */
export const fileName = v.pipe(v.string(), v.maxLength(64));

/** Where an event stands. */
export const eventRef = v.object({
  fileName,
  /** Of the line's first byte in the file. */
  offset: count,
  /** Bytes of the line, its LF not counted. */
  byteCount: v.pipe(count, v.minValue(2), v.maxValue(1_048_576)),
});
export type EventRef = v.InferOutput<typeof eventRef>;

/** What the files of one day hold. Events whose timestamp is of another day are not among them. */
export const dayCount = v.object({
  day: utcDay,
  fileCount: count,
  byteCount: count,
  eventCount: count,
  /** Of the events, those that carry an error. */
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
  /** Of the events, those that stand in a file of another day than their timestamp's. */
  misfiledEventCount: count,
  /** Files that could not be read, or not to their end. */
  unreadFileCount: count,
};

/** What a range holds. The days add up to the totals, but for misfiled events. */
export const rangeCount = v.object({
  ...totals,
  days: v.array(dayCount),
  /** The most frequent first. */
  frequentEvents: v.array(v.object({ name: v.string(), count })),
});
export type RangeCount = v.InferOutput<typeof rangeCount>;

export const sourceKind = v.picklist(["own", "coder", "folder"]);
export type SourceKind = v.InferOutput<typeof sourceKind>;

const recording = v.variant("state", [
  v.object({ state: v.literal("on") }),
  /** Switched off by the setting. */
  v.object({ state: v.literal("off") }),
  v.object({ state: v.literal("paused"), untilMs: instantMs }),
  /** Events wait in memory because they cannot be written. */
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

/** All the panel shows of the store as a whole. */
export const snapshot = v.object({
  /** Rises by one with each snapshot of a session. */
  revision: count,
  nowMs: instantMs,
  source: v.object({
    kind: sourceKind,
    /** For reading only: the panel never sends it back. */
    folder: v.string(),
    /** Name of the machine that the folder is on. */
    machine: v.string(),
    isReadOnly: v.boolean(),
  }),
  /** Folders that can be switched to; "folder" is the one chosen last. */
  sources: v.array(v.object({ kind: sourceKind, folder: v.string() })),
  recording,
  /** Events of this window: waiting in memory, and lost. */
  bufferedEventCount: count,
  droppedEventCount: count,
  limits: v.object({ maxAgeDays: count, maxTotalBytes: count }),
  index: indexState,
  totals: v.object(totals),
  /** In their order; days without files are not among them. */
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
  /** The first of them, with their reasons. */
  skippedLines: v.array(v.object({ lineNumber: count, reason: v.string() })),
  misfiledEventCount: count,
  /** Of the earliest and the latest event; absent without events. */
  firstMs: v.optional(instantMs),
  lastMs: v.optional(instantMs),
  frequentEvents: v.array(v.object({ name: v.string(), count })),
  /** A session may still append to it, so that it cannot be deleted. */
  isBeingWritten: v.boolean(),
  /** Why it could not be read to its end. */
  unreadReason: v.optional(v.string()),
});
export type FileRow = v.InferOutput<typeof fileRow>;

/** An event in the list. Texts are cut to what a row shows. */
export const eventListRow = v.object({
  ref: eventRef,
  timeMs: instantMs,
  name: v.string(),
  /** Of a timed event. */
  durationMs: v.optional(v.number()),
  /** Present where the event carries an error. */
  errorText: v.optional(v.string()),
  /** Its first properties as "key=value". */
  summary: v.string(),
  /** It is no longer in its file: the name is empty and the time the start of the file's day. */
  isGone: v.optional(v.literal(true)),
});
export type EventListRow = v.InferOutput<typeof eventListRow>;

export const queryState = v.object({
  queryId: count,
  matchedCount: count,
  /** Events that were looked at. */
  scannedCount: count,
  readBytes: count,
  totalBytes: count,
  skippedLineCount: count,
  unreadFileCount: count,
});
export type QueryState = v.InferOutput<typeof queryState>;

/** A field of an event with what the catalogue says of it. */
const eventField = v.object({
  key: v.string(),
  value: v.string(),
  /** A UCUM code, such as "ms". */
  unit: v.optional(v.string()),
  description: v.optional(v.string()),
});
export type EventField = v.InferOutput<typeof eventField>;

/** A whole event. Very long texts are cut, with an ellipsis; the raw line alone is whole. */
export const eventDetail = v.object({
  ref: eventRef,
  name: v.string(),
  timestamp: v.string(),
  timeMs: instantMs,
  /** What the catalogue says of the event; absent for events of other recorders. */
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
  /** Ids, sequence, deployment. */
  identity: v.array(eventField),
  /** The session: of the file's header, or of the event where it has its own. */
  context: v.array(eventField),
  traceId: v.optional(v.string()),
  /** Fields that are too many to be listed; the line has them. */
  cutFieldCount: count,
  /** The line as it stands in the file. */
  rawLine: v.string(),
});
export type EventDetail = v.InferOutput<typeof eventDetail>;

/** An event of a trace. */
export const traceEvent = v.object({
  ref: eventRef,
  eventId: v.string(),
  parentEventId: v.optional(v.string()),
  name: v.string(),
  /** Its timestamp: of a span its end. */
  timeMs: instantMs,
  durationMs: v.optional(v.number()),
  hasError: v.boolean(),
});
export type TraceEvent = v.InferOutput<typeof traceEvent>;

/** The beginning of the document that an export would write. */
export const preview = v.object({
  text: v.string(),
  /** Present where the text is the whole document. */
  byteCount: v.optional(count),
});
export type Preview = v.InferOutput<typeof preview>;

/** How an export ended. */
export const exportVerdict = v.variant("outcome", [
  v.object({ outcome: v.literal("dismissed") }),
  v.object({
    outcome: v.literal("exported"),
    /** Names the document in `openExport` and `revealExport`. */
    exportId: count,
    /** Name of the file, without its folders. */
    savedAs: v.string(),
    /** The verdict in sentences, what is missing included. */
    message: v.string(),
    hasProblems: v.boolean(),
  }),
  v.object({ outcome: v.literal("empty"), message: v.string(), hasProblems: v.boolean() }),
]);
export type ExportVerdict = v.InferOutput<typeof exportVerdict>;

/** What is to be deleted: always whole files. */
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
