import { t } from "@vscode/l10n";
import { displayLocale } from "./locale.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Formats a duration in at most two units: "0.4 ms", "12 ms", "1.2 s", "3 min 4 s", "26 h 5 min".
 * Accepts any finite number; a clock that is set back produces negative ones.
 */
export function describeDuration(durationMs: number): string {
  if (durationMs < 0) return t("−{0}", describeDuration(-durationMs));
  // Switches units as soon as rounding would reach the next one: 999.6 ms is 1 s, not 1,000 ms.
  if (durationMs < 9.95) return t("{0} ms", rounded(durationMs, 1));
  if (durationMs < 999.5) return t("{0} ms", rounded(durationMs, 0));
  if (durationMs < MINUTE_MS - 50) return t("{0} s", rounded(durationMs / SECOND_MS, 1));
  if (durationMs < HOUR_MS - 500) {
    const seconds = Math.round(durationMs / SECOND_MS);
    return t("{0} min {1} s", Math.floor(seconds / 60), seconds % 60);
  }
  const minutes = Math.round(durationMs / MINUTE_MS);
  return t("{0} h {1} min", rounded(Math.floor(minutes / 60), 0), minutes % 60);
}

function rounded(value: number, decimals: number): string {
  return value.toLocaleString(displayLocale(), { maximumFractionDigits: decimals });
}
