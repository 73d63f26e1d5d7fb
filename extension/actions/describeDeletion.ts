import { describeBytes } from "../../shared/byteSize.ts";
import type { L10n } from "../platform/l10n.ts";
import type { DeletionPlan, DeletionReport } from "../store/retention/deletion.ts";
import { describeEvents, describeFiles } from "./counts.ts";
import type { Question } from "./userInterface.ts";
import type { Verdict } from "./verdict.ts";

/** What is asked before anything is deleted: what goes and what stays. Undefined where nothing would go. */
export function deletionQuestion(l10n: L10n, plan: DeletionPlan): Question | undefined {
  const { t } = l10n;
  const [first] = plan.files;
  const last = plan.files.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const files = describeFiles(l10n, plan.files.length);
  const events = describeEvents(l10n, plan.eventCount);
  const message =
    first.file.day === last.file.day
      ? t("Delete {0} with {1} of {2} (UTC)?", files, events, first.file.day)
      : t("Delete {0} with {1} of {2} to {3} (UTC)?", files, events, first.file.day, last.file.day);
  const detail = [
    t("This frees {0} on this disk and cannot be undone.", describeBytes(plan.byteCount)),
    ...describeKept(l10n, plan),
  ].join("\n\n");
  return { message, detail, confirmLabel: t("Delete") };
}

/** Says that the plan has no file to delete, and why where some were chosen. */
export function describeNothingToDelete(l10n: L10n, plan: DeletionPlan): string {
  const nothing = l10n.t("There are no telemetry files to delete.");
  return [nothing, ...describeKept(l10n, plan)].join(" ");
}

/** Says what a deletion did. */
export function describeDeletion(l10n: L10n, plan: DeletionPlan, report: DeletionReport): Verdict {
  const { t } = l10n;
  const deleted = t(
    "Deleted {0} with {1}.",
    describeFiles(l10n, report.deletedFileCount),
    describeEvents(l10n, report.deletedEventCount),
  );
  const hasProblems = report.failures.length > 0;
  const failed = hasProblems
    ? [t("Not deleted: {0}. The log says why.", describeFiles(l10n, report.failures.length))]
    : [];
  return { message: [deleted, ...failed, ...describeKept(l10n, plan)].join(" "), hasProblems };
}

function describeKept({ t, locale }: L10n, { keptFiles }: DeletionPlan): string[] {
  if (keptFiles.length === 0) return [];
  if (keptFiles.length === 1) return [t("1 file stays, because it may still be written to.")];
  const count = keptFiles.length.toLocaleString(locale);
  return [t("{0} files stay, because they may still be written to.", count)];
}
