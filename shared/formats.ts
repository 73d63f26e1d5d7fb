/** The forms an export can take, in the order they are offered; the first is the default. */
export const EXPORT_FORMATS = [
  {
    id: "json",
    label: "JSON array",
    detail: "One JSON document with one event a line, for reading and for review",
    extension: "json",
  },
  {
    id: "otlp",
    label: "OTLP/JSON",
    detail: "OpenTelemetry log records, as any OTLP/HTTP endpoint takes them",
    extension: "otlp.json",
  },
] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export type ExportFormatId = ExportFormat["id"];

/** The format of that id, or undefined. */
export function findExportFormat(id: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((format) => format.id === id);
}
