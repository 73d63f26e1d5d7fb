import { homedir } from "node:os";
import * as vscode from "vscode";
import { parseUtcDay, type UtcDay } from "../../shared/days.ts";
import {
  exportRangeFileNamePart,
  type ExportRange,
  type RangePreset,
} from "../../shared/exportRange.ts";
import { EXPORT_FORMATS, fileTypeOf, type ExportFormat } from "../../shared/formats.ts";

/** Prompts for a time range; undefined if the user cancels. */
export async function pickRange(): Promise<ExportRange | undefined> {
  const { t } = vscode.l10n;
  const items: readonly (vscode.QuickPickItem & { readonly kindOfRange: RangePreset | "days" })[] =
    [
      { label: t("Last 24 hours"), kindOfRange: "last24Hours" },
      { label: t("Last 7 days"), kindOfRange: "last7Days" },
      { label: t("Last 30 days"), kindOfRange: "last30Days" },
      { label: t("All time"), kindOfRange: "allTime" },
      { label: t("Custom range…"), description: t("Whole days, UTC"), kindOfRange: "days" },
    ];
  const picked = await vscode.window.showQuickPick(items, {
    title: t("Export Telemetry"),
    placeHolder: t("Select a time range"),
  });
  if (picked === undefined) return undefined;
  return picked.kindOfRange === "days" ? promptForDays() : { kind: picked.kindOfRange };
}

/** Prompts for a format; undefined if the user cancels. */
export async function pickFormat(): Promise<ExportFormat | undefined> {
  const { t } = vscode.l10n;
  const picked = await vscode.window.showQuickPick(
    EXPORT_FORMATS.map((format) => ({ label: format.label, detail: t(format.detail), format })),
    { title: t("Export Telemetry"), placeHolder: t("Select a format") },
  );
  return picked?.format;
}

/** Prompts for a file to save to; undefined if the user cancels. */
export function pickTarget(
  range: ExportRange,
  format: ExportFormat,
): Thenable<vscode.Uri | undefined> {
  const name = `coder-telemetry-${exportRangeFileNamePart(range)}.${format.extension}`;
  const writable = vscode.workspace.workspaceFolders?.find(
    ({ uri }) => vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true,
  );
  const folder = writable?.uri ?? vscode.Uri.file(homedir());
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export Telemetry"),
    saveLabel: vscode.l10n.t("Export"),
    defaultUri: vscode.Uri.joinPath(folder, name),
    // Dialogs match only the last part of an extension.
    filters: { [format.label]: [fileTypeOf(format)] },
  });
}

async function promptForDays(): Promise<ExportRange | undefined> {
  const { t } = vscode.l10n;
  const startDay = await promptForDay(t("First day (UTC)"), undefined);
  if (startDay === undefined) return undefined;
  const endDay = await promptForDay(t("Last day (UTC, inclusive)"), startDay);
  if (endDay === undefined) return undefined;
  return { kind: "days", startDay, endDay };
}

async function promptForDay(
  prompt: string,
  earliest: UtcDay | undefined,
): Promise<UtcDay | undefined> {
  const { t } = vscode.l10n;
  const text = await vscode.window.showInputBox({
    title: t("Export Telemetry"),
    prompt,
    placeHolder: "YYYY-MM-DD",
    ignoreFocusOut: true,
    ...(earliest !== undefined && { value: earliest }),
    validateInput: (value) => {
      const day = parseUtcDay(value.trim());
      if (day === undefined) return t("Enter a valid date (YYYY-MM-DD).");
      if (earliest !== undefined && day < earliest) {
        return t("The last day must be on or after the first day ({0}).", earliest);
      }
      return undefined;
    },
  });
  return text === undefined ? undefined : parseUtcDay(text.trim());
}
