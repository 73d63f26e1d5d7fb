import * as vscode from "vscode";

/** "1 event" or "1,234 events"; the others alike. */
export function describeEvents(count: number): string {
  return count === 1
    ? vscode.l10n.t("1 event")
    : vscode.l10n.t("{0} events", count.toLocaleString());
}

export function describeFiles(count: number): string {
  return count === 1 ? vscode.l10n.t("1 file") : vscode.l10n.t("{0} files", count.toLocaleString());
}

export function describeLines(count: number): string {
  return count === 1 ? vscode.l10n.t("1 line") : vscode.l10n.t("{0} lines", count.toLocaleString());
}
