import { t } from "@vscode/l10n";
import type { ExportFormatId } from "../../shared/formats.ts";

/** What the format is for. The literals of shared/formats.ts again, where translators find them. */
export function describeFormat(id: ExportFormatId): string {
  switch (id) {
    case "json":
      return t("One JSON document with one event per line, for reading and review");
    case "otlp":
      return t("OpenTelemetry log records, as accepted by any OTLP/HTTP endpoint");
  }
}
