/**
 * The webview's translations from `vscode.l10n.bundle`, keyed by the English string; empty if
 * VS Code is in English. An entry is a string or an object with a `message`; others are omitted.
 */
export function webviewStrings(bundle: unknown): Record<string, string> {
  if (typeof bundle !== "object" || bundle === null) return {};
  return Object.fromEntries(
    Object.entries(bundle).flatMap(([english, entry]: [string, unknown]) => {
      const translation = toTranslation(entry);
      return translation === undefined ? [] : [[english, translation]];
    }),
  );
}

function toTranslation(entry: unknown): string | undefined {
  if (typeof entry === "string") return entry;
  if (typeof entry !== "object" || entry === null || !("message" in entry)) return undefined;
  return typeof entry.message === "string" ? entry.message : undefined;
}
