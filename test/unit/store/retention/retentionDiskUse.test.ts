import { describe, expect, it } from "vitest";
import { applyRetention } from "../../../../extension/store/retention/retention.ts";
import { RetentionSchedule } from "../../../../extension/store/retention/retentionSchedule.ts";
import { listStoreFiles } from "../../../../extension/store/storeFiles.ts";
import { recordSteps } from "../../../support/recordingSession.ts";
import { createTestbed, DIRECTORY } from "../reading/storeTestbed.ts";
import { NO_EVIDENCE } from "./retentionFixture.ts";

const MAX_FILE_BYTES = 65_536;
const MAX_TOTAL_BYTES = 4 * MAX_FILE_BYTES;

describe("the disk usage of a session", () => {
  it.each([
    ["with a correct clock", undefined],
    ["with a clock that went back", "2026-06-25T09:00:00.000Z"],
  ])("never exceeds the limit by more than one file, %s", async (_, now) => {
    const testbed = createTestbed(
      { maxFileBytes: MAX_FILE_BYTES, maxTotalBytes: MAX_TOTAL_BYTES },
      {
        onNewFile: () => {
          retention.runSoon();
        },
      },
    );
    const { disk, scheduler, sink, clock } = testbed;
    const retention = new RetentionSchedule(scheduler, async () => {
      const limits = { maxAgeDays: 30, maxTotalBytes: MAX_TOTAL_BYTES };
      const moment = { nowMs: clock.nowMs(), session8: "4f0c9e21" };
      await applyRetention(disk.fs, DIRECTORY, limits, moment, NO_EVIDENCE);
    });
    recordSteps(testbed, 1);
    await sink.flush();
    if (now !== undefined) clock.set(now);

    let mostBytes = 0;
    let writtenFiles = 0;
    for (let round = 0; round < 150; round++) {
      recordSteps(testbed, 100, "x".repeat(200));
      await testbed.pass(1_000);
      await testbed.pass(0);
      const files = await listStoreFiles(disk.fs, DIRECTORY);
      mostBytes = Math.max(
        mostBytes,
        files.reduce((sum, { byteCount }) => sum + byteCount, 0),
      );
      writtenFiles = Math.max(writtenFiles, ...files.map(({ segment }) => segment));
    }
    expect(mostBytes).toBeLessThanOrEqual(MAX_TOTAL_BYTES + MAX_FILE_BYTES);
    expect(mostBytes).toBeGreaterThan(MAX_TOTAL_BYTES / 2);
    expect(writtenFiles).toBeGreaterThan(50);
    expect(sink.counts).toMatchObject({ accepted: 15_001, written: 15_001, dropped: 0 });
  });
});
