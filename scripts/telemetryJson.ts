import type { EventCatalog, EventDefinition } from "../extension/recording/eventDefinition.ts";
import {
  ENVELOPE_FIELDS,
  ERROR_FIELDS,
  REPAIR_FIELDS,
  SESSION_FIELDS,
  TIMED_FIELDS,
  type CommonField,
} from "./commonFields.ts";

/** The owner of each event in `code --telemetry`: the publisher. */
const OWNER = "coder";

interface FieldEntry {
  readonly classification: string;
  readonly purpose: string;
  readonly comment: string;
  readonly isMeasurement?: true;
}

/** Renders telemetry.json in the format that `code --telemetry` collects from extensions. */
export function renderTelemetryJson(catalog: EventCatalog): string {
  return JSON.stringify({
    events: mapValues(catalog, eventEntry),
    commonProperties: mapValues(
      { ...SESSION_FIELDS, ...ENVELOPE_FIELDS, ...REPAIR_FIELDS },
      fieldEntry,
    ),
  });
}

function eventEntry(event: EventDefinition): Record<string, string | FieldEntry> {
  const { description, purpose, properties, measurements } = event;
  return {
    owner: OWNER,
    comment: description,
    ...mapValues(properties, (field) =>
      fieldEntry({ classification: "SystemMetaData", purpose, ...field }),
    ),
    ...mapValues(measurements, (field) =>
      fieldEntry({ classification: "SystemMetaData", purpose, unit: "1", ...field }),
    ),
    ...(event.span && mapValues(TIMED_FIELDS, fieldEntry)),
    ...(event.error && mapValues(ERROR_FIELDS, fieldEntry)),
  };
}

function fieldEntry(field: CommonField): FieldEntry {
  const { classification, purpose, description, values, unit } = field;
  const sentences = [description];
  if (values !== undefined) sentences.push(`One of: ${values.join(", ")}.`);
  if (unit !== undefined) sentences.push(`Unit: ${unit}.`);
  return {
    classification,
    purpose,
    comment: sentences.join(" "),
    ...(unit !== undefined && { isMeasurement: true }),
  };
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  map: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, map(value)] as const),
  );
}
