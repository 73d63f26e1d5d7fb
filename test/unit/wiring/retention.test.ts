import { promises as fs } from "node:fs";
import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../shared/days.ts";
import { LOCAL_SINK_SETTING } from "../../../extension/recording/settingNames.ts";
import { makeEvents } from "../../support/events.ts";
import { interceptFileSystem, systemError } from "../../support/interceptedFileSystem.ts";
import { toFile } from "../../support/storeFolder.ts";
import { OLD, writeOldStore, YESTERDAY } from "./oldStore.ts";
import { single, startExtension, TODAY } from "./telemetryTestbed.ts";

describe("retention", () => {
  it("deletes old files shortly after startup, and records and logs it", async () => {
    const { editor, directory, pass, end, eventually } = await startExtension({
      prepare: writeOldStore,
    });
    expect(await readdir(directory)).toContain(OLD);
    pass(10_000);
    await eventually(async () => {
      expect(await readdir(directory)).not.toContain(OLD);
    });
    await eventually(() => {
      expect(editor.log.lines).toContain("[info] Retention deleted 1 telemetry files.");
    });
    const events = await end();
    expect(single(events, "telemetry.retention")["measurements"]).toMatchObject({
      deleted_files: 1,
      failures: 0,
    });
  });

  it("runs immediately with the new limits when the settings change", async () => {
    const { editor, scheduler, directory, pass, end, eventually } = await startExtension({
      prepare: writeOldStore,
      local: { maxAgeDays: 3_650 },
    });
    pass(10_000);
    await eventually(() => {
      expect(scheduler.delaysMs).toContain(6 * 3_600_000);
    });
    expect(await readdir(directory)).toContain(OLD);
    editor.changeSetting(LOCAL_SINK_SETTING, { maxAgeDays: 30 });
    await eventually(async () => {
      expect(await readdir(directory)).not.toContain(OLD);
    });
    expect(await readdir(directory)).toContain(YESTERDAY);
    await end();
  });

  it("counts and logs files that it could not delete", async () => {
    const busy = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "unlink" ? Promise.reject(systemError("EBUSY")) : proceed(),
    );
    const { editor, pass, end, eventually } = await startExtension({
      fs: busy,
      prepare: writeOldStore,
    });
    pass(10_000);
    await eventually(() => {
      expect(editor.log.lines.join("\n")).toContain(`${OLD} could not be deleted: EBUSY`);
    });
    expect(single(await end(), "telemetry.retention")["measurements"]).toMatchObject({
      deleted_files: 0,
      failures: 1,
    });
  });

  it("runs when the session starts another file", async () => {
    const { editor, directory, end, eventually } = await startExtension({
      prepare: writeOldStore,
      local: { maxFileBytes: 4_096, flushBatchSize: 1 },
    });
    for (let count = 0; count < 20; count++) await editor.run("coder.openTelemetryPanel");
    await eventually(async () => {
      expect(await readdir(directory)).not.toContain(OLD);
    });
    await end();
  });

  it("does not delete by age what this session wrote before its clock was corrected", async () => {
    const nextSession = "telemetry-2026-08-27-bbbbbbbb.jsonl";
    const { editor, clock, directory, pass, end, eventually } = await startExtension({
      local: { flushBatchSize: 1 },
      prepare: async (_, folder) => {
        for (const name of [OLD, nextSession]) {
          await writeFile(join(folder, name), toFile(makeEvents(3, name.slice(10, 20))));
          await utimes(join(folder, name), new Date(0), new Date("2026-08-26T12:00:00.000Z"));
        }
      },
    });
    const writtenOn = async (day: string) =>
      (await readdir(directory)).filter((name) => name.includes(day) && !name.includes("bbbbbbbb"));
    await eventually(async () => {
      expect(await writtenOn(TODAY)).toHaveLength(1);
    });
    clock.set("2026-08-28T09:00:00.000Z");
    await editor.run("coder.openTelemetryPanel");
    await eventually(async () => {
      expect(await writtenOn("2026-08-28")).toHaveLength(1);
    });
    pass(10_000);
    await eventually(async () => {
      expect(await readdir(directory)).not.toContain(OLD);
    });
    expect(await writtenOn(TODAY)).toHaveLength(1);
    await end();
  });

  it("still deletes by age while recording is off", async () => {
    const { clock, scheduler, directory, pass, end, eventually } = await startExtension({
      level: "off",
      prepare: async (_, folder) => {
        await writeFile(join(folder, OLD), toFile(makeEvents(3, "2026-05-20")));
        await utimes(join(folder, OLD), new Date(0), new Date("2026-05-20T12:00:00.000Z"));
      },
    });
    pass(10_000);
    await eventually(() => {
      expect(scheduler.delaysMs).toContain(6 * 3_600_000);
    });
    expect(await readdir(directory)).toEqual([OLD]);
    clock.advance(DAY_MS);
    scheduler.advance(6 * 3_600_000);
    await eventually(async () => {
      expect(await readdir(directory)).toEqual([]);
    });
    await end();
  });

  it("logs that the folder cannot be read", async () => {
    const broken = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "readdir" ? Promise.reject(systemError("EIO")) : proceed(),
    );
    const { editor, pass, end, eventually } = await startExtension({ fs: broken });
    pass(10_000);
    await eventually(() => {
      expect(editor.log.lines.join("\n")).toMatch(/Could not clean up old telemetry in /);
    });
    await end();
  });

  it("keeps the file of this session, however small the limits", async () => {
    const { editor, directory, end, eventually } = await startExtension({
      local: { flushBatchSize: 1, maxTotalBytes: 4_096, maxFileBytes: 4_096 },
    });
    for (let count = 0; count < 40; count++) await editor.run("coder.openTelemetryPanel");
    await eventually(async () => {
      const names = await readdir(directory);
      expect(names.length).toBeGreaterThan(0);
      expect(names).not.toContain(names.find((name) => /^[^.]*\.jsonl$/.test(name)) ?? "none");
    });
    await end();
    expect((await readdir(directory)).length).toBeGreaterThan(0);
  });
});
