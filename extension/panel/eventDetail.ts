import { truncate, ellipsize } from "../../shared/truncate.ts";
import { MAX_PAGE_BYTES, type EventDetail, type EventField } from "../../shared/protocol/values.ts";
import { EVENTS } from "../recording/eventCatalog.ts";
import {
  COMMON_MEASUREMENTS,
  COMMON_PROPERTIES,
  type EventDefinition,
  type FieldDefinition,
} from "../recording/eventDefinition.ts";
import type { L10n } from "../platform/l10n.ts";
import type { EventAt } from "../store/query/eventAt.ts";
import { fieldsOf, textOf, type Fields } from "../store/eventFields.ts";
import { shortId } from "../store/shortId.ts";
import { toDisplayError, type DisplayError } from "./displayError.ts";
import { toEventRef } from "./eventListRow.ts";
import { fitIntoMessage } from "./messageSize.ts";

/** Our own events have about a dozen, but a 1 MiB line may have a hundred thousand. */
const MAX_FIELDS = 500;

/** Per list, so that the three lists and the other strings stay below a page in total. */
const MAX_LIST_BYTES = MAX_PAGE_BYTES / 5;

/** More than a user would read of one value; the raw line is complete. */
const MAX_TEXT_LENGTH = 2_000;

type Definitions = Readonly<Record<string, FieldDefinition>>;

/** The fields to show, and the total number of fields. */
interface FieldList {
  readonly shown: readonly EventField[];
  readonly count: number;
}

/**
 * A whole event, with the catalog's descriptions of it and its fields. Session and deployment of
 * the event itself, as in the two older file formats, take precedence over the header's. Apart from
 * the raw line of up to 1 MiB, the result is no larger than a page of a list: strings are
 * truncated, long ones followed by their full length, and excess fields are omitted and counted.
 */
export function toEventDetail(event: EventAt, l10n: L10n): EventDetail {
  const { row, timeMs, source, text } = event;
  const definition = getOwn<EventDefinition>(EVENTS, row.event_name);
  const error = toDisplayError(row.error);
  const { deployment_url: contextUrl, ...context } = {
    ...source.context,
    ...fieldsOf(row.context),
  } as Fields;
  const traceId = row.trace_id;
  const properties = toFieldList(
    fieldsOf(row.properties),
    l10n,
    definition?.properties,
    COMMON_PROPERTIES,
  );
  const measurements = toFieldList(
    fieldsOf(row.measurements),
    l10n,
    definition?.measurements,
    COMMON_MEASUREMENTS,
  );
  const session = toFieldList(nonEmpty(context), l10n);
  return {
    ref: toEventRef(event),
    name: ellipsize(row.event_name, MAX_TEXT_LENGTH),
    timestamp: ellipsize(row.timestamp, MAX_TEXT_LENGTH),
    timeMs,
    ...(definition !== undefined && { description: definition.description }),
    ...(error !== undefined && { error: truncateError(error, l10n) }),
    properties: [...properties.shown],
    measurements: [...measurements.shown],
    identity: [
      ...toFieldList(
        nonEmpty({
          event_id: row.event_id,
          event_sequence: row.event_sequence,
          trace_id: traceId,
          parent_event_id: row.parent_event_id,
          deployment_url: row.deployment_url ?? contextUrl,
          schema_version: row.schema_version ?? source.schemaVersion,
        }),
        l10n,
      ).shown,
    ],
    context: [...session.shown],
    ...(typeof traceId === "string" &&
      traceId !== "" && { traceId: shortId(traceId, MAX_TEXT_LENGTH) }),
    cutFieldCount: [properties, measurements, session].reduce(
      (sum, { shown, count }) => sum + count - shown.length,
      0,
    ),
    rawLine: text,
  };
}

function toFieldList(
  fields: Fields,
  l10n: L10n,
  ofEvent: Definitions = {},
  ofAll: Definitions = {},
): FieldList {
  const entries = Object.entries(fields);
  const described = entries.slice(0, MAX_FIELDS).map(([key, value]) => {
    const definition = getOwn(ofEvent, key) ?? getOwn(ofAll, key);
    return {
      key: ellipsize(key, MAX_TEXT_LENGTH),
      value: abbreviate(textOf(value), MAX_TEXT_LENGTH, l10n),
      ...(definition?.unit !== undefined && { unit: definition.unit }),
      ...(definition !== undefined && { description: definition.description }),
    };
  });
  return { shown: fitIntoMessage(described, MAX_LIST_BYTES), count: entries.length };
}

function nonEmpty(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== null && value !== "",
    ),
  );
}

function truncateError({ message, type, code }: DisplayError, l10n: L10n): DisplayError {
  return {
    message: abbreviate(message, 2 * MAX_TEXT_LENGTH, l10n),
    ...(type !== undefined && { type: abbreviate(type, MAX_TEXT_LENGTH, l10n) }),
    ...(code !== undefined && { code: abbreviate(code, MAX_TEXT_LENGTH, l10n) }),
  };
}

/** Truncates a text and appends its full length in UTF-16 units. */
function abbreviate(text: string, maxLength: number, { t, locale }: L10n): string {
  if (text.length <= maxLength) return text;
  return t("{0}… ({1} characters)", truncate(text, maxLength), text.length.toLocaleString(locale));
}

/** Events and fields may have any name, even "toString". */
function getOwn<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
