import * as vscode from "vscode";

/** The language of VS Code, which a user may set to anything; the process's own where it is none. */
export function displayLocale(): string | undefined {
  try {
    return Intl.getCanonicalLocales(vscode.env.language)[0];
  } catch {
    return undefined;
  }
}
