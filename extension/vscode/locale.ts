import * as vscode from "vscode";

/** VS Code's display language; undefined, for the process's own, if it is not a valid tag. */
export function displayLocale(): string | undefined {
  try {
    return Intl.getCanonicalLocales(vscode.env.language)[0];
  } catch {
    return undefined;
  }
}
