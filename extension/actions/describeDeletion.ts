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

/** The message for a plan that deletes nothing. */
export function describeNothingToDelete(l10n: L10n, { keptFiles }: DeletionPlan): string {
  return keptFiles.length === 0
    ? l10n.t("There are no telemetry files to delete.")
    : describeAllKept(l10n, keptFiles.length);
}

/** The outcome of a deletion. */
export function describeDeletion(l10n: L10n, plan: DeletionPlan, report: DeletionReport): Verdict {
  const { t } = l10n;
  const { deletedFileCount, deletedEventCount, changedFiles, failures } = report;
  const hasProblems = failures.length > 0 || changedFiles.length > 0;
  const keptCount = plan.keptFiles.length + changedFiles.length;
  if (deletedFileCount === 0 && failures.length === 0) {
    const message =
      keptCount === 0 ? describeDeletedBefore(l10n, plan) : describeAllKept(l10n, keptCount);
    return { message, hasProblems };
  }
  const sentences: string[] = [];
  if (deletedFileCount > 0) {
    const files = describeFiles(l10n, deletedFileCount);
    sentences.push(t("Deleted {0} ({1}).", files, describeEvents(l10n, deletedEventCount)));
  }
  if (failures.length > 0) {
    const files = describeFiles(l10n, failures.length);
    sentences.push(t("Could not delete {0}. See the log for details.", files));
  }
  const goneCount = plan.files.length - deletedFileCount - changedFiles.length - failures.length;
  if (goneCount > 0) sentences.push(describeGone(l10n, goneCount));
  if (keptCount > 0) sentences.push(describeKept(l10n, keptCount));
  return { message: sentences.join(" "), hasProblems };
}

/** Someone else deleted all files after the user was asked. */
function describeDeletedBefore({ t }: L10n, { files }: DeletionPlan): string {
  return files.length === 1
    ? t("The file was already deleted.")
    : t("The files were already deleted.");
}

function describeGone({ t, locale }: L10n, count: number): string {
  return count === 1
    ? t("1 file was already deleted.")
    : t("{0} files were already deleted.", count.toLocaleString(locale));
}

function describeAllKept({ t, locale }: L10n, count: number): string {
  return count === 1
    ? t("Nothing was deleted: 1 file may still be in use.")
    : t("Nothing was deleted: {0} files may still be in use.", count.toLocaleString(locale));
}

function describeKept({ t, locale }: L10n, count: number): string {
  return count === 1
    ? t("Kept 1 file that may still be in use.")
    : t("Kept {0} files that may still be in use.", count.toLocaleString(locale));
}

function describeToBeKept({ t, locale }: L10n, { keptFiles }: DeletionPlan): string[] {
  if (keptFiles.length === 0) return [];
  if (keptFiles.length === 1) return [t("1 file that may still be in use will be kept.")];
  const count = keptFiles.length.toLocaleString(locale);
  return [t("{0} files that may still be in use will be kept.", count)];
}
