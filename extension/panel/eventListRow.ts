import { ellipsize } from "../../shared/truncate.ts";
import { startOfDayMs } from "../../shared/days.ts";
import type { EventListRow, EventRef, TraceEvent } from "../../shared/protocol/values.ts";
import { fieldsOf, hasError, textOf } from "../store/eventFields.ts";
import type { PagedEvent } from "../store/query/eventQuery.ts";
import type { FileLocation, LocatedEvent } from "../store/lineLocation.ts";
import { shortId } from "../store/shortId.ts";
import { toDisplayError } from "./displayError.ts";

const MAX_NAME_LENGTH = 200;
const MAX_SUMMARY_LENGTH = 300;
const MAX_ERROR_LENGTH = 300;

/** Shown in its own column. */
const DURATION_KEY = "durationMs";

/** An event as a list row, with strings truncated to what a row shows. */
export function toEventListRow(event: PagedEvent): EventListRow {
  const ref = toEventRef(event);
  if (event.row === undefined) {
    // A file name may have a day before 1970, but event times are not negative.
    const timeMs = Math.max(0, startOfDayMs(event.file.day));
    return { ref, timeMs, name: "", summary: "", isGone: true };
  }
  const { row, timeMs } = event;
  const durationMs = durationMsOf(row.measurements);
  return {
    ref,
    timeMs,
    name: ellipsize(row.event_name, MAX_NAME_LENGTH),
    ...(durationMs !== undefined && { durationMs }),
    ...(hasError(row) && { errorText: ellipsize(errorLine(row.error), MAX_ERROR_LENGTH) }),
    summary: summaryOf(row),
  };
}

/** An event as an item of a trace. */
export function toTraceEvent(event: LocatedEvent): TraceEvent {
  const { row, timeMs } = event;
  const parentId = row.parent_event_id;
  const durationMs = durationMsOf(row.measurements);
  return {
    ref: toEventRef(event),
    eventId: shortId(row.event_id, MAX_NAME_LENGTH),
    ...(typeof parentId === "string" &&
      parentId !== "" && { parentEventId: shortId(parentId, MAX_NAME_LENGTH) }),
    name: ellipsize(row.event_name, MAX_NAME_LENGTH),
    timeMs,
    ...(durationMs !== undefined && { durationMs }),
    hasError: hasError(row),
  };
}

/** The reference by which the panel names an event. */
export function toEventRef({ file, offset, byteCount }: FileLocation): EventRef {
  return { fileName: file.name, offset, byteCount };
}

/** Undefined unless finite: 1e999 parses as Infinity, which a JSON message cannot carry. */
function durationMsOf(measurements: unknown): number | undefined {
  const fields = fieldsOf(measurements);
  const value = Object.hasOwn(fields, DURATION_KEY) ? fields[DURATION_KEY] : undefined;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function errorLine(error: unknown): string {
  const { message = "", type, code } = toDisplayError(error) ?? {};
  return [type ?? code ?? "", message].filter((text) => text !== "").join(": ");
}

function summaryOf({ properties, measurements }: LocatedEvent["row"]): string {
  const hasDuration = durationMsOf(measurements) !== undefined;
  let summary = "";
  for (const fields of [fieldsOf(properties), fieldsOf(measurements)]) {
    const values = Object.values(fields);
    for (const [index, key] of Object.keys(fields).entries()) {
      if (summary.length > MAX_SUMMARY_LENGTH) return ellipsize(summary, MAX_SUMMARY_LENGTH);
      if (hasDuration && key === DURATION_KEY && fields === measurements) continue;
      const separator = summary === "" ? "" : ", ";
      summary += `${separator}${key}=${textOf(values[index])}`;
    }
  }
  return ellipsize(summary, MAX_SUMMARY_LENGTH);
}
