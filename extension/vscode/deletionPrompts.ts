import * as vscode from "vscode";
import type { Verdict } from "../actions/panelActions.ts";
import type { DeletionPlan, DeletionReport } from "../store/retention/deletion.ts";
import { describeEvents, describeFiles } from "./counts.ts";
import { describeBytes } from "./units.ts";

/** Asks before anything is deleted, with what goes and what stays. */
export async function confirmDeletion(plan: DeletionPlan): Promise<boolean> {
  const { t } = vscode.l10n;
  const [first] = plan.files;
  const last = plan.files.at(-1);
  const kept = describeKept(plan);
  if (first === undefined || last === undefined) {
    const nothing = t("There are no telemetry files to delete.");
    await vscode.window.showInformationMessage([nothing, ...kept].join(" "), { modal: true });
    return false;
  }
  const what =
    first.file.day === last.file.day
      ? t(
          "Delete {0} with {1} of {2} (UTC)?",
          describeFiles(plan.files.length),
          describeEvents(plan.eventCount),
          first.file.day,
        )
      : t(
          "Delete {0} with {1} of {2} to {3} (UTC)?",
          describeFiles(plan.files.length),
          describeEvents(plan.eventCount),
          first.file.day,
          last.file.day,
        );
  const detail = [
    t("This frees {0} on this disk and cannot be undone.", describeBytes(plan.byteCount)),
    ...kept,
  ].join("\n\n");
  const remove = t("Delete");
  const choice = await vscode.window.showWarningMessage(what, { modal: true, detail }, remove);
  return choice === remove;
}

/** Says what a deletion did. */
export function describeDeletion(plan: DeletionPlan, report: DeletionReport): Verdict {
  const { t } = vscode.l10n;
  const deleted = t(
    "Deleted {0} with {1}.",
    describeFiles(report.deletedFileCount),
    describeEvents(report.deletedEventCount),
  );
  const hasProblems = report.failures.length > 0;
  const failed = hasProblems
    ? [t("Not deleted: {0}. The log says why.", describeFiles(report.failures.length))]
    : [];
  return { message: [deleted, ...failed, ...describeKept(plan)].join(" "), hasProblems };
}

function describeKept({ keptFiles }: DeletionPlan): string[] {
  const { t } = vscode.l10n;
  if (keptFiles.length === 0) return [];
  if (keptFiles.length === 1) return [t("1 file stays, because it may still be written to.")];
  return [
    t("{0} files stay, because they may still be written to.", keptFiles.length.toLocaleString()),
  ];
}
