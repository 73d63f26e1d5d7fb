/** Export formats in display order; the first is the default. */
export const EXPORT_FORMATS = [
  {
    id: "json",
    label: "JSON array",
    detail: "One JSON document with one event per line, for reading and review",
    extension: "json",
  },
  {
    id: "otlp",
    label: "OTLP/JSON",
    detail: "OpenTelemetry log records, as accepted by any OTLP/HTTP endpoint",
    extension: "otlp.json",
  },
] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export type ExportFormatId = ExportFormat["id"];

/** The format with that id, or undefined. */
export function findExportFormat(id: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((format) => format.id === id);
}
