import { describe, expect, it } from "vitest";
import type { DeletionPlan } from "../../../extension/store/retention/deletion.ts";
import {
  deletionQuestion,
  describeDeletion,
  describeNothingToDelete,
} from "../../../extension/actions/describeDeletion.ts";
import { PLAIN_ENGLISH } from "../../support/plainEnglish.ts";
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
    const question = deletionQuestion(PLAIN_ENGLISH, ONE_DAY);
    expect(question?.message).toBe("Delete 2 files (1,234 events) from 2026-06-25 (UTC)?");
    expect(question?.detail).toMatch(/^This frees 2.* of disk space and cannot be undone\.$/);
    expect(question?.confirmLabel).toBe("Delete");
  });

  it("says the days from and to, and what stays and why", () => {
    const question = deletionQuestion(PLAIN_ENGLISH, TWO_DAYS);
    expect(question?.message).toBe("Delete 2 files (1 event) from 2026-06-25 to 2026-06-27 (UTC)?");
    expect(question?.detail).toContain("1 file that may still be in use will be kept.");
  });

  it("is not asked where there is nothing to delete, which is said", () => {
    const plan = planOf({ keptFiles: TWO_DAYS.keptFiles });
    expect(deletionQuestion(PLAIN_ENGLISH, plan)).toBeUndefined();
    expect(describeNothingToDelete(PLAIN_ENGLISH, plan)).toBe(
      "There are no telemetry files to delete. Kept 1 file that may still be in use.",
    );
  });
});

describe("the verdict of a deletion", () => {
  const report = {
    deletedFileCount: 2,
    deletedEventCount: 1_234,
    deletedByteCount: 2_048,
    failures: [],
  };

  it("says what was deleted", () => {
    expect(describeDeletion(PLAIN_ENGLISH, ONE_DAY, report)).toEqual({
      message: "Deleted 2 files (1,234 events).",
      hasProblems: false,
    });
  });

  it("says what was not, and what stays", () => {
    const failures = ["a could not be deleted: EBUSY"];
    const verdict = describeDeletion(PLAIN_ENGLISH, TWO_DAYS, {
      ...report,
      deletedFileCount: 1,
      failures,
    });
    expect(verdict).toEqual({
      message:
        "Deleted 1 file (1,234 events). Could not delete 1 file. See the log for details. " +
        "Kept 1 file that may still be in use.",
      hasProblems: true,
    });
  });
});
