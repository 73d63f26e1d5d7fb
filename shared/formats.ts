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

export const DEFAULT_FORMAT: ExportFormatId = EXPORT_FORMATS[0].id;

/**
 * The file type, such as "json": the last part of the extension, which dialogs and editors go by.
 */
export function fileTypeOf({ extension }: ExportFormat): string {
  return extension.slice(extension.lastIndexOf(".") + 1);
}

/** The format with that id, or undefined. */
export function findExportFormat(id: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((format) => format.id === id);
}

export function getExportFormat(id: ExportFormatId): ExportFormat {
  const format = findExportFormat(id);
  if (format === undefined) throw new TypeError(`There is no export format "${id}".`);
  return format;
}
