import type { EventRow } from "../../../shared/event.ts";
import { fieldsOf, hasError, textOf } from "../eventFields.ts";

/** Whether an event matches. */
export type EventFilter = (row: EventRow) => boolean;

export interface EventFilterOptions {
  /** Searched in name, ids, fields, error and deployment, ignoring case; empty matches all. */
  readonly text: string;
  readonly errorsOnly: boolean;
}

/** Creates a filter. It accepts rows of any shape and never throws. */
export function createEventFilter({ text, errorsOnly }: EventFilterOptions): EventFilter {
  const needle = text.toLowerCase();
  if (needle === "") return errorsOnly ? hasError : () => true;
  if (!errorsOnly) return (row) => contains(row, needle);
  return (row) => hasError(row) && contains(row, needle);
}

function contains(row: EventRow, needle: string): boolean {
  return (
    includesText(row.event_name, needle) ||
    includesText(row.event_id, needle) ||
    includesText(row.trace_id, needle) ||
    includesText(row.parent_event_id, needle) ||
    fieldsInclude(row.properties, needle) ||
    fieldsInclude(row.measurements, needle) ||
    errorIncludes(row.error, needle) ||
    deploymentIncludes(row, needle)
  );
}

/** Iterates keys and values separately, since V8 keeps recompiling `fields[key]` for new keys. */
function fieldsInclude(value: unknown, needle: string): boolean {
  if (value === undefined) return false;
  const fields = fieldsOf(value);
  for (const key of Object.keys(fields)) if (includesText(key, needle)) return true;
  for (const member of Object.values(fields)) if (includesText(member, needle)) return true;
  return false;
}

function errorIncludes(error: unknown, needle: string): boolean {
  if (typeof error !== "object") return includesText(error, needle);
  const { message, type, code } = fieldsOf(error);
  return includesText(message, needle) || includesText(type, needle) || includesText(code, needle);
}

/** In files of the two older formats, the deployment is in the row's context. */
function deploymentIncludes({ deployment_url: url, context }: EventRow, needle: string): boolean {
  if (url !== undefined) return includesText(url, needle);
  return context !== undefined && includesText(fieldsOf(context)["deployment_url"], needle);
}

function includesText(value: unknown, needle: string): boolean {
  if (typeof value === "string") return value.toLowerCase().includes(needle);
  return value !== undefined && value !== null && textOf(value).toLowerCase().includes(needle);
}
