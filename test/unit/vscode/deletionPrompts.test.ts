import { beforeEach, describe, expect, it, vi } from "vitest";
import type { DeletionPlan } from "../../../extension/store/retention/deletion.ts";
import { confirmDeletion, describeDeletion } from "../../../extension/vscode/deletionPrompts.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";
import { summaryOf } from "../store/retention/deletionFixture.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(() => {
  resetFake();
});

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
  it("says what goes, of which day, how much and that it is for good", async () => {
    await confirmDeletion(ONE_DAY);
    const [shown] = fake.messages;
    expect(shown?.severity).toBe("warning");
    expect(shown?.message).toBe("Delete 2 files with 1,234 events of 2026-06-25 (UTC)?");
    expect(shown?.modal?.detail).toMatch(/^This frees 2.* on this disk and cannot be undone\.$/);
    expect(shown?.actions).toEqual(["Delete"]);
  });

  it("says the days from and to, and what stays and why", async () => {
    await confirmDeletion(TWO_DAYS);
    expect(fake.messages[0]?.message).toBe(
      "Delete 2 files with 1 event of 2026-06-25 to 2026-06-27 (UTC)?",
    );
    expect(fake.messages[0]?.modal?.detail).toContain(
      "1 file stays, because it may still be written to.",
    );
  });

  it("is answered with yes by the button alone", async () => {
    expect(await confirmDeletion(ONE_DAY)).toBe(false);
    fake.messageChoice = "Delete";
    expect(await confirmDeletion(ONE_DAY)).toBe(true);
  });

  it("is not asked where there is nothing to delete, which is said", async () => {
    fake.messageChoice = "Delete";
    expect(await confirmDeletion(planOf({ keptFiles: TWO_DAYS.keptFiles }))).toBe(false);
    expect(fake.messages).toMatchObject([
      {
        severity: "information",
        message:
          "There are no telemetry files to delete. 1 file stays, because it may still be written to.",
        actions: [],
      },
    ]);
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
    expect(describeDeletion(ONE_DAY, report)).toEqual({
      message: "Deleted 2 files with 1,234 events.",
      hasProblems: false,
    });
  });

  it("says what was not, and what stays", () => {
    const failures = ["a could not be deleted: EBUSY"];
    const verdict = describeDeletion(TWO_DAYS, { ...report, deletedFileCount: 1, failures });
    expect(verdict).toEqual({
      message:
        "Deleted 1 file with 1,234 events. Not deleted: 1 file. The log says why. " +
        "1 file stays, because it may still be written to.",
      hasProblems: true,
    });
  });
});
