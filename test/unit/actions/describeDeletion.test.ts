import { describe, expect, it } from "vitest";
import type { DeletionPlan } from "../../../extension/store/retention/deletion.ts";
import {
  deletionQuestion,
  describeDeletion,
  describeNothingToDelete,
} from "../../../extension/actions/describeDeletion.ts";
import { english } from "../../../extension/platform/english.ts";
import { summaryOf } from "../store/retention/deletionFixture.ts";

function planOf(changes: Partial<DeletionPlan>): DeletionPlan {
  return { files: [], eventCount: 0, byteCount: 0, keptFiles: [], ...changes };
}

const ONE_DAY = planOf({
  files: [summaryOf("2026-06-25"), summaryOf("2026-06-25", "bbbbbbbb")],
  eventCount: 1_234,
  byteCount: 2_048,
});
const TWO_DAYS = planOf({
  files: [summaryOf("2026-06-25"), summaryOf("2026-06-27")],
  eventCount: 1,
  byteCount: 1_024,
  keptFiles: [summaryOf("2026-07-02")],
});

describe("the question before a deletion", () => {
  it("says what goes, of which day, how much and that it is for good", () => {
    const question = deletionQuestion(english, ONE_DAY);
    expect(question?.message).toBe("Delete 2 files (1,234 events) from 2026-06-25 (UTC)?");
    expect(question?.detail).toMatch(/^This frees 2.* of disk space and cannot be undone\.$/);
    expect(question?.confirmLabel).toBe("Delete");
  });

  it("says the days from and to, and what stays and why", () => {
    const question = deletionQuestion(english, TWO_DAYS);
    expect(question?.message).toBe("Delete 2 files (1 event) from 2026-06-25 to 2026-06-27 (UTC)?");
    expect(question?.detail).toContain("1 file that may still be in use will be kept.");
  });

  it("is not asked if there is nothing to delete", () => {
    const plan = planOf({ keptFiles: TWO_DAYS.keptFiles });
    expect(deletionQuestion(english, plan)).toBeUndefined();
  });

  it.each([
    ["there are no files", [], "There are no telemetry files to delete."],
    [
      "the only file may be in use",
      TWO_DAYS.keptFiles,
      "Nothing was deleted: 1 file may still be in use.",
    ],
    ["all files may be in use", ONE_DAY.files, "Nothing was deleted: 2 files may still be in use."],
  ])("says in one sentence why there is nothing to delete if %s", (_, keptFiles, sentence) => {
    expect(describeNothingToDelete(english, planOf({ keptFiles }))).toBe(sentence);
  });
});

describe("the verdict of a deletion", () => {
  const report = {
    deletedFileCount: 2,
    deletedEventCount: 1_234,
    deletedByteCount: 2_048,
    changedFiles: [],
    failures: [],
  };
  const nothing = { deletedFileCount: 0, deletedEventCount: 0, deletedByteCount: 0 };
  const failures = ["a could not be deleted: EBUSY"];

  it("says what was deleted", () => {
    expect(describeDeletion(english, ONE_DAY, report)).toEqual({
      message: "Deleted 2 files (1,234 events).",
      hasProblems: false,
    });
  });

  it("counts files that someone else deleted after the user confirmed", () => {
    const verdict = describeDeletion(english, ONE_DAY, { ...report, deletedFileCount: 1 });
    expect(verdict.message).toBe("Deleted 1 file (1,234 events). 1 file was already deleted.");
  });

  it("says what could not be deleted, and what was kept and why", () => {
    const verdict = describeDeletion(english, TWO_DAYS, {
      ...report,
      deletedFileCount: 1,
      changedFiles: ["b"],
      failures,
    });
    expect(verdict).toEqual({
      message:
        "Deleted 1 file (1,234 events). Could not delete 1 file. See the log for details. " +
        "Kept 2 files that may still be in use.",
      hasProblems: true,
    });
  });

  it.each([
    [
      "a file could not be deleted",
      { changedFiles: [], failures: [...failures, "b could not be deleted: EBUSY"] },
      "Could not delete 2 files. See the log for details.",
      true,
    ],
    [
      "a file changed after the user confirmed",
      { changedFiles: ["a"], failures: [] },
      "Nothing was deleted: 1 file may still be in use.",
      true,
    ],
    [
      "another window deleted the files first",
      { changedFiles: [], failures: [] },
      "The files were already deleted.",
      false,
    ],
  ])("claims to have deleted nothing if %s", (_, kept, message, hasProblems) => {
    const verdict = describeDeletion(english, ONE_DAY, { ...report, ...nothing, ...kept });
    expect(verdict).toEqual({ message, hasProblems });
  });
});
