import type { EventDetail, EventField } from "../../shared/protocol/values.ts";
import { EVENTS } from "../recording/eventCatalog.ts";
import {
  COMMON_MEASUREMENTS,
  COMMON_PROPERTIES,
  type EventDefinition,
  type FieldDefinition,
} from "../recording/eventDefinition.ts";
import type { EventAt } from "../store/eventAt.ts";
import { fieldsOf, textOf, type Fields } from "../store/eventFields.ts";
import { errorTextsOf } from "./eventErrorText.ts";
import { eventRefOf } from "./eventListRow.ts";

/** Our own events have a dozen; a line of a megabyte may have a hundred thousand. */
const MAX_FIELDS = 500;

type Definitions = Readonly<Record<string, FieldDefinition>>;

/**
 * A whole event with what the catalogue says of it and of its fields. Files of the two older
 * shapes have session and deployment in the event itself, which then counts.
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
  const properties = describe(fieldsOf(row.properties), definition?.properties, COMMON_PROPERTIES);
  const measurements = describe(
    fieldsOf(row.measurements),
    definition?.measurements,
    COMMON_MEASUREMENTS,
  );
  const contextFields = present(context);
  const lists = [properties, measurements, contextFields];
  return {
    ref: eventRefOf(event),
    name: row.event_name,
    timestamp: row.timestamp,
    timeMs,
    ...(definition !== undefined && { description: definition.description }),
    ...(error !== undefined && { error }),
    properties: properties.slice(0, MAX_FIELDS),
    measurements: measurements.slice(0, MAX_FIELDS),
    identity: present({
      event_id: row.event_id,
      event_sequence: row.event_sequence,
      trace_id: traceId,
      parent_event_id: row.parent_event_id,
      deployment_url: row.deployment_url ?? contextUrl,
      schema_version: row.schema_version ?? source.schemaVersion,
    }),
    context: contextFields.slice(0, MAX_FIELDS),
    ...(typeof traceId === "string" && traceId !== "" && { traceId }),
    cutFieldCount: lists.reduce((sum, { length }) => sum + Math.max(0, length - MAX_FIELDS), 0),
    rawLine: text,
  };
}

function describe(
  fields: Fields,
  ofEvent: Definitions | undefined,
  ofAll: Definitions,
): EventField[] {
  return Object.entries(fields).map(([key, value]) => {
    const definition = own(ofEvent ?? {}, key) ?? own(ofAll, key);
    return {
      key,
      value: textOf(value),
      ...(definition?.unit !== undefined && { unit: definition.unit }),
      ...(definition !== undefined && { description: definition.description }),
    };
  });
}

/** The fields that say something. */
function present(fields: Fields): EventField[] {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([key, value]) => ({ key, value: textOf(value) }));
}

/** Events and fields may have any name, "toString" too. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
