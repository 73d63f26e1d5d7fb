import { fieldsOf, textOf } from "../store/eventFields.ts";

/** An event's error as strings. */
export interface DisplayError {
  readonly message: string;
  readonly type?: string;
  readonly code?: string;
}

/**
 * The error of an event; undefined if it has none. If `error` is not an object, or has none of the
 * known members, all of it becomes the message, as JSON if necessary.
 */
export function toDisplayError(error: unknown): DisplayError | undefined {
  if (error === undefined || error === null) return undefined;
  const members = fieldsOf(error);
  const type = memberText(members["type"]);
  const code = memberText(members["code"]);
  const message =
    memberText(members["message"]) ??
    (type === undefined && code === undefined ? textOf(error) : "");
  return { message, ...(type !== undefined && { type }), ...(code !== undefined && { code }) };
}

function memberText(value: unknown): string | undefined {
  return value === undefined || value === null || value === "" ? undefined : textOf(value);
}
