import { ellipsize } from "../../shared/cutText.ts";
import { MAX_PAGE_BYTES, type EventDetail, type EventField } from "../../shared/protocol/values.ts";
import { EVENTS } from "../recording/eventCatalog.ts";
import {
  COMMON_MEASUREMENTS,
  COMMON_PROPERTIES,
  type EventDefinition,
  type FieldDefinition,
} from "../recording/eventDefinition.ts";
import type { EventAt } from "../store/query/eventAt.ts";
import { fieldsOf, textOf, type Fields } from "../store/eventFields.ts";
import { errorTextsOf, type ErrorTexts } from "./eventErrorText.ts";
import { eventRefOf } from "./eventListRow.ts";
import { withinMessage } from "./messageSize.ts";

/** Our own events have a dozen; a line of a megabyte may have a hundred thousand. */
const MAX_FIELDS = 500;

/** Of each of the three lists, so that all of them and the other texts stay below a page. */
const MAX_LIST_BYTES = MAX_PAGE_BYTES / 5;

/** More of a text than anybody reads there; the line has all of it. */
const MAX_TEXT_LENGTH = 2_000;

type Definitions = Readonly<Record<string, FieldDefinition>>;

/** Fields as they are shown, and how many there are in all. */
interface FieldList {
  readonly shown: readonly EventField[];
  readonly count: number;
}

/**
 * A whole event with what the catalogue says of it and of its fields. Files of the two older
 * shapes have session and deployment in the event itself, which then counts. Beside the line,
 * which is up to 1 MiB, it is no larger than a page of a list: texts are cut, further fields
 * counted.
 */
export function toEventDetail(event: EventAt): EventDetail {
  const { row, timeMs, source, text } = event;
  const definition = own<EventDefinition>(EVENTS, row.event_name);
  const error = errorTextsOf(row.error);
  const { deployment_url: contextUrl, ...context } = {
    ...source.context,
    ...fieldsOf(row.context),
  } as Fields;
  const traceId = row.trace_id;
  const properties = listOf(fieldsOf(row.properties), definition?.properties, COMMON_PROPERTIES);
  const measurements = listOf(
    fieldsOf(row.measurements),
    definition?.measurements,
    COMMON_MEASUREMENTS,
  );
  const session = listOf(present(context));
  return {
    ref: eventRefOf(event),
    name: ellipsize(row.event_name, MAX_TEXT_LENGTH),
    timestamp: ellipsize(row.timestamp, MAX_TEXT_LENGTH),
    timeMs,
    ...(definition !== undefined && { description: definition.description }),
    ...(error !== undefined && { error: cutError(error) }),
    properties: [...properties.shown],
    measurements: [...measurements.shown],
    identity: [
      ...listOf(
        present({
          event_id: row.event_id,
          event_sequence: row.event_sequence,
          trace_id: traceId,
          parent_event_id: row.parent_event_id,
          deployment_url: row.deployment_url ?? contextUrl,
          schema_version: row.schema_version ?? source.schemaVersion,
        }),
      ).shown,
    ],
    context: [...session.shown],
    ...(typeof traceId === "string" &&
      traceId !== "" && { traceId: ellipsize(traceId, MAX_TEXT_LENGTH) }),
    cutFieldCount: [properties, measurements, session].reduce(
      (sum, { shown, count }) => sum + count - shown.length,
      0,
    ),
    rawLine: text,
  };
}

function listOf(fields: Fields, ofEvent: Definitions = {}, ofAll: Definitions = {}): FieldList {
  const entries = Object.entries(fields);
  const described = entries.slice(0, MAX_FIELDS).map(([key, value]) => {
    const definition = own(ofEvent, key) ?? own(ofAll, key);
    return {
      key: ellipsize(key, MAX_TEXT_LENGTH),
      value: ellipsize(textOf(value), MAX_TEXT_LENGTH),
      ...(definition?.unit !== undefined && { unit: definition.unit }),
      ...(definition !== undefined && { description: definition.description }),
    };
  });
  return { shown: withinMessage(described, MAX_LIST_BYTES), count: entries.length };
}

/** The fields that say something. */
function present(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== null && value !== "",
    ),
  );
}

function cutError({ message, type, code }: ErrorTexts): ErrorTexts {
  return {
    message: ellipsize(message, 2 * MAX_TEXT_LENGTH),
    ...(type !== undefined && { type: ellipsize(type, MAX_TEXT_LENGTH) }),
    ...(code !== undefined && { code: ellipsize(code, MAX_TEXT_LENGTH) }),
  };
}

/** Events and fields may have any name, "toString" too. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
