import { describeBytes } from "../../shared/byteSize.ts";
import type { L10n } from "../platform/l10n.ts";
import type { DeletionPlan, DeletionReport } from "../store/retention/deletion.ts";
import { describeEvents, describeFiles } from "./counts.ts";
import type { Question } from "./userInterface.ts";
import type { Verdict } from "./verdict.ts";

/** The confirmation for a plan; undefined if the plan deletes nothing. */
export function deletionQuestion(l10n: L10n, plan: DeletionPlan): Question | undefined {
  const { t } = l10n;
  const [first] = plan.files;
  const last = plan.files.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const files = describeFiles(l10n, plan.files.length);
  const events = describeEvents(l10n, plan.eventCount);
  const message =
    first.file.day === last.file.day
      ? t("Delete {0} ({1}) from {2} (UTC)?", files, events, first.file.day)
      : t("Delete {0} ({1}) from {2} to {3} (UTC)?", files, events, first.file.day, last.file.day);
  const detail = [
    t("This frees {0} of disk space and cannot be undone.", describeBytes(plan.byteCount)),
    ...describeToBeKept(l10n, plan),
  ].join("\n\n");
  return { message, detail, confirmLabel: t("Delete") };
}

/** The message for a plan that deletes nothing, with the files it keeps. */
export function describeNothingToDelete(l10n: L10n, plan: DeletionPlan): string {
  const nothing = l10n.t("There are no telemetry files to delete.");
  return [nothing, ...describeKept(l10n, plan)].join(" ");
}

/** The outcome of a deletion. */
export function describeDeletion(l10n: L10n, plan: DeletionPlan, report: DeletionReport): Verdict {
  const { t } = l10n;
  const deleted = t(
    "Deleted {0} ({1}).",
    describeFiles(l10n, report.deletedFileCount),
    describeEvents(l10n, report.deletedEventCount),
  );
  const hasProblems = report.failures.length > 0;
  const failed = hasProblems
    ? [
        t(
          "Could not delete {0}. See the log for details.",
          describeFiles(l10n, report.failures.length),
        ),
      ]
    : [];
  return { message: [deleted, ...failed, ...describeKept(l10n, plan)].join(" "), hasProblems };
}

function describeKept({ t, locale }: L10n, { keptFiles }: DeletionPlan): string[] {
  if (keptFiles.length === 0) return [];
  if (keptFiles.length === 1) return [t("Kept 1 file that may still be in use.")];
  const count = keptFiles.length.toLocaleString(locale);
  return [t("Kept {0} files that may still be in use.", count)];
}

function describeToBeKept({ t, locale }: L10n, { keptFiles }: DeletionPlan): string[] {
  if (keptFiles.length === 0) return [];
  if (keptFiles.length === 1) return [t("1 file that may still be in use will be kept.")];
  const count = keptFiles.length.toLocaleString(locale);
  return [t("{0} files that may still be in use will be kept.", count)];
}
