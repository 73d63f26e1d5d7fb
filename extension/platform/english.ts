import type { L10n } from "./l10n.ts";

/** Messages as they stand in the sources, whatever the locale of the machine. */
export const english: L10n = {
  t: (message, ...args) =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
  locale: "en",
};
