/**
 * The translations for the webview, by English text, from `vscode.l10n.bundle`; none where VS Code
 * speaks English. An entry is a text or an object with the text in `message`; others are left out.
 */
export function webviewStrings(bundle: unknown): Record<string, string> {
  if (typeof bundle !== "object" || bundle === null) return {};
  return Object.fromEntries(
    Object.entries(bundle).flatMap(([text, entry]: [string, unknown]) => {
      const translation = textOf(entry);
      return translation === undefined ? [] : [[text, translation]];
    }),
  );
}

function textOf(entry: unknown): string | undefined {
  if (typeof entry === "string") return entry;
  if (typeof entry !== "object" || entry === null || !("message" in entry)) return undefined;
  return typeof entry.message === "string" ? entry.message : undefined;
}
