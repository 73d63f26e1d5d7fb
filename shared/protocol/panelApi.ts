import * as v from "valibot";
import type { Api } from "./message.ts";
import {
  anchoredRange,
  deletionTarget,
  deletionVerdict,
  eventDetail,
  eventListRow,
  eventRef,
  exportVerdict,
  FILE_COLUMNS,
  fileName,
  fileRow,
  formatId,
  MAX_FILTER_LENGTH,
  MAX_PAGE_ROWS,
  preview,
  queryState,
  rangeCount,
  snapshot,
  sourceKind,
  traceEvent,
} from "./values.ts";

/** Longer than any working disk takes. */
const TIMEOUT_MS = 30_000;

/** Covers the first scan of a folder: ten gigabytes, the largest store, take a minute. */
const FIRST_SCAN_TIMEOUT_MS = 300_000;

const nothing = v.object({});
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const pageOf = {
  offset: index,
  limit: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_PAGE_ROWS)),
};

/**
 * Every message between the panel and the host. The panel refers to files by the names that the
 * host listed, and never sends paths, URLs or command names.
 */
export const PANEL_API = {
  /** The first request of a page. */
  ready: {
    kind: "request",
    params: nothing,
    result: v.object({ strings: v.record(v.string(), v.string()), snapshot }),
    timeoutMs: TIMEOUT_MS,
  },
  countRange: {
    kind: "request",
    params: anchoredRange,
    result: rangeCount,
    timeoutMs: FIRST_SCAN_TIMEOUT_MS,
  },
  /** May return fewer rows than requested to limit the message size, but at least one. */
  listFiles: {
    kind: "request",
    params: v.object({
      view: anchoredRange,
      sortBy: v.picklist(FILE_COLUMNS),
      isDescending: v.boolean(),
      ...pageOf,
    }),
    result: v.object({ fileCount: index, rows: v.array(fileRow) }),
    timeoutMs: FIRST_SCAN_TIMEOUT_MS,
  },
  /**
   * Finds the matching events of a range. A new query ends the previous one. Pages of the events
   * found so far can be requested while it runs.
   */
  queryEvents: {
    kind: "request",
    params: v.object({
      view: anchoredRange,
      /** Searched in names, fields, ids and errors, ignoring case. Empty: all events. */
      text: v.pipe(v.string(), v.maxLength(MAX_FILTER_LENGTH)),
      errorsOnly: v.boolean(),
      newestFirst: v.boolean(),
    }),
    progress: queryState,
    result: queryState,
    timeoutMs: FIRST_SCAN_TIMEOUT_MS,
  },
  /** May return fewer rows than requested to limit the message size, but at least one. */
  pageEvents: {
    kind: "request",
    params: v.object({ queryId: index, ...pageOf }),
    result: v.object({ rows: v.array(eventListRow) }),
    timeoutMs: TIMEOUT_MS,
  },
  readEvent: {
    kind: "request",
    params: v.object({ ref: eventRef }),
    result: eventDetail,
    timeoutMs: TIMEOUT_MS,
  },
  /** The events of the event's trace, in chronological order. */
  readTrace: {
    kind: "request",
    params: v.object({ ref: eventRef }),
    result: v.object({
      events: v.array(traceEvent),
      /** Whether events are missing because there are too many to show or to send. */
      isCut: v.boolean(),
      /** Unreadable files that may contain more events of the trace. */
      unreadFileCount: index,
    }),
    timeoutMs: TIMEOUT_MS,
  },
  preview: {
    kind: "request",
    params: v.object({ view: anchoredRange, format: formatId }),
    result: preview,
    timeoutMs: TIMEOUT_MS,
  },
  /** Opens up to 1 MB of the document in a read-only editor. */
  openPreview: {
    kind: "request",
    params: v.object({ view: anchoredRange, format: formatId }),
    result: nothing,
  },
  /** Asks where to save, then exports. */
  exportRange: {
    kind: "request",
    params: v.object({ view: anchoredRange, format: formatId }),
    progress: v.object({ readBytes: index, totalBytes: index }),
    result: exportVerdict,
    hasEffect: true,
  },
  /** Asks for confirmation, listing what would be deleted, then deletes. */
  deleteRecorded: {
    kind: "request",
    params: v.object({ target: deletionTarget }),
    result: deletionVerdict,
    hasEffect: true,
  },
  selectSource: {
    kind: "request",
    params: v.object({ kind: sourceKind }),
    result: nothing,
    timeoutMs: TIMEOUT_MS,
  },
  /** Asks for a telemetry folder and shows it read-only. */
  chooseFolder: { kind: "request", params: nothing, result: nothing },

  /** Cancels a pending request, which is answered with "cancelled". */
  cancel: { kind: "command", params: v.object({ id: index }) },
  openFile: { kind: "command", params: v.object({ fileName }) },
  revealFile: { kind: "command", params: v.object({ fileName }) },
  openExport: { kind: "command", params: v.object({ exportId: index }) },
  revealExport: { kind: "command", params: v.object({ exportId: index }) },
  openFolder: { kind: "command", params: nothing },
  openSettings: { kind: "command", params: nothing },
  showLog: { kind: "command", params: nothing },
  pauseRecording: { kind: "command", params: nothing },
  resumeRecording: { kind: "command", params: nothing },
  /** Logs a failure in the page that is not related to a request. */
  reportProblem: {
    kind: "command",
    params: v.object({ message: v.pipe(v.string(), v.maxLength(4_000)) }),
  },

  snapshot: { kind: "event", params: snapshot },
} as const satisfies Api;

export type PanelApi = typeof PANEL_API;
