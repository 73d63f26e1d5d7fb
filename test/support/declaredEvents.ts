import {
  COMMON_MEASUREMENTS,
  COMMON_PROPERTIES,
  type EventCatalog,
} from "../../extension/recording/eventDefinition.ts";

/** A message for each part of the event that the catalog does not declare. */
export function undeclaredParts(
  event: Readonly<Record<string, unknown>>,
  catalog: EventCatalog,
): readonly string[] {
  const name = String(event["event_name"]);
  const definition = Object.hasOwn(catalog, name) ? catalog[name] : undefined;
  if (definition === undefined) return [`${name} is not declared`];
  const properties = { ...COMMON_PROPERTIES, ...definition.properties };
  const measurements = { ...COMMON_MEASUREMENTS, ...definition.measurements };
  return [
    ...Object.keys(Object(event["properties"]) as object)
      .filter((key) => !Object.hasOwn(properties, key))
      .map((key) => `${name}: the property ${key} is not declared`),
    ...Object.keys(Object(event["measurements"]) as object)
      .filter((key) => !Object.hasOwn(measurements, key))
      .map((key) => `${name}: the measurement ${key} is not declared`),
    ...(event["error"] !== undefined && definition.error !== true
      ? [`${name}: an error is not declared`]
      : []),
  ];
}
