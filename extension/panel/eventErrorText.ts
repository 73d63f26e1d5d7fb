import { fieldsOf, textOf } from "../store/eventFields.ts";

/** An event's error as texts. */
export interface ErrorTexts {
  readonly message: string;
  readonly type?: string;
  readonly code?: string;
}

/**
 * What an event's error says; undefined where the event has none. An error that is no object, or
 * says nothing of what errors say, is its own message, as JSON if need be.
 */
export function errorTextsOf(error: unknown): ErrorTexts | undefined {
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
