import type { L10n } from "../../extension/platform/l10n.ts";

/** Returns English strings, whatever the language of the machine. */
export const PLAIN_ENGLISH: L10n = {
  t: (message, ...args) =>
    message.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
  locale: "en",
};
