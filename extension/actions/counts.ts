import type { L10n } from "../platform/l10n.ts";

/** "1 event" or "1,234 events". */
export function describeEvents({ t, locale }: L10n, count: number): string {
  return count === 1 ? t("1 event") : t("{0} events", count.toLocaleString(locale));
}

export function describeFiles({ t, locale }: L10n, count: number): string {
  return count === 1 ? t("1 file") : t("{0} files", count.toLocaleString(locale));
}
