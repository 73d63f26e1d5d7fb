import type { L10n } from "../platform/l10n.ts";

/** The tool's messages are in English, whatever the locale of the machine. */
export const english: L10n = {
  t: (message, ...args) =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
  locale: "en",
};
