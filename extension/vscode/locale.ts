import * as vscode from "vscode";

/** VS Code texts without a translation are in English. */
const DEFAULT_LOCALE = "en";

/**
 * VS Code's display language for numbers and times; English if they cannot be formatted in it. The
 * host's own locale would not match the text around them.
 */
export function displayLocale(): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(vscode.env.language)[0] ?? DEFAULT_LOCALE;
  } catch {
    // It is not a language tag.
    return DEFAULT_LOCALE;
  }
}
