import { t } from "@vscode/l10n";
import type { RangePreset } from "../../shared/exportRange.ts";

/** The presets in their order. */
export const PRESETS: readonly RangePreset[] = [
  "last24Hours",
  "last7Days",
  "last30Days",
  "allTime",
];

/** What a preset is called. */
export function presetText(preset: RangePreset): string {
  switch (preset) {
    case "last24Hours":
      return t("Last 24 hours");
    case "last7Days":
      return t("Last 7 days");
    case "last30Days":
      return t("Last 30 days");
    case "allTime":
      return t("All time");
  }
}
