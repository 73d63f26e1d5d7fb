import type { EventRow } from "../../../shared/event.ts";
import { fieldsOf, hasError, textOf } from "../eventFields.ts";

/** Whether an event is one of those that are looked for. */
export type EventFilter = (row: EventRow) => boolean;

export interface EventFilterOptions {
  /** Part of a name, id, field, error or deployment, in any case; empty for all events. */
  readonly text: string;
  /** Only events that carry an error. */
  readonly errorsOnly: boolean;
}

/** A filter for these options. It takes rows of any shape and never throws. */
export function createEventFilter({ text, errorsOnly }: EventFilterOptions): EventFilter {
  const wanted = text.toLowerCase();
  if (wanted === "") return errorsOnly ? hasError : () => true;
  if (!errorsOnly) return (row) => contains(row, wanted);
  return (row) => hasError(row) && contains(row, wanted);
}

function contains(row: EventRow, wanted: string): boolean {
  return (
    isIn(row.event_name, wanted) ||
    isIn(row.event_id, wanted) ||
    isIn(row.trace_id, wanted) ||
    isIn(row.parent_event_id, wanted) ||
    isInFields(row.properties, wanted) ||
    isInFields(row.measurements, wanted) ||
    isInError(row.error, wanted) ||
    isInDeployment(row, wanted)
  );
}

/** By two lists, since V8 compiles `fields[key]` anew, again and again, where the keys change. */
function isInFields(value: unknown, wanted: string): boolean {
  if (value === undefined) return false;
  const fields = fieldsOf(value);
  for (const key of Object.keys(fields)) if (isIn(key, wanted)) return true;
  for (const member of Object.values(fields)) if (isIn(member, wanted)) return true;
  return false;
}

function isInError(error: unknown, wanted: string): boolean {
  if (typeof error !== "object") return isIn(error, wanted);
  const { message, type, code } = fieldsOf(error);
  return isIn(message, wanted) || isIn(type, wanted) || isIn(code, wanted);
}

/** Files of the two older shapes have the deployment inside the row's context. */
function isInDeployment({ deployment_url: url, context }: EventRow, wanted: string): boolean {
  if (url !== undefined) return isIn(url, wanted);
  return context !== undefined && isIn(fieldsOf(context)["deployment_url"], wanted);
}

function isIn(value: unknown, wanted: string): boolean {
  if (typeof value === "string") return value.toLowerCase().includes(wanted);
  return value !== undefined && value !== null && textOf(value).toLowerCase().includes(wanted);
}
