import { statSync } from "node:fs";
import { appendFile, readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DeletionTarget } from "../../shared/protocol/values.ts";
import { makeEvents } from "../support/events.ts";
import { PANEL_NOW_MS, PanelTestbed } from "../support/panelTestbed.ts";
import { makeStoreFolder, toFile } from "../support/storeFolder.ts";
import { wholeDays } from "./wireStores.ts";

const OLD = "telemetry-2026-06-25-aaaaaaaa.jsonl";
const OLD_OTHER = "telemetry-2026-06-26-aaaaaaaa.jsonl";
const DAMAGED = "telemetry-2026-06-27-bbbbbbbb.jsonl";
/** The session of this window, and a session of another window with recent events. */
const OWN = "telemetry-2026-07-02-ffffffff.jsonl";
const RECENT = "telemetry-2026-07-02-cccccccc.jsonl";
const FOREIGN = "notes.txt";
const ALL = [OLD, OLD_OTHER, DAMAGED, OWN, RECENT, FOREIGN].sort();

async function openStore() {
  const directory = await makeStoreFolder({
    [OLD]: makeEvents(3, "2026-06-25"),
    [OLD_OTHER]: makeEvents(4, "2026-06-26"),
    [DAMAGED]: `${toFile(makeEvents(5, "2026-06-27"))}nonsense\n`,
    [OWN]: makeEvents(6, "2026-07-02"),
    [RECENT]: makeEvents(7, "2026-07-02"),
    [FOREIGN]: "mine",
  });
  for (const name of [OLD, OLD_OTHER, DAMAGED, OWN]) {
    await utimes(join(directory, name), new Date(0), new Date(PANEL_NOW_MS - 3 * 86_400_000));
  }
  await utimes(join(directory, RECENT), new Date(0), new Date(PANEL_NOW_MS - 60_000));
  const panel = new PanelTestbed({ directory, session8: "ffffffff" });
  panel.user.answer = () => Promise.resolve(true);
  await panel.open();
  return {
    directory,
    panel,
    remaining: async () => (await readdir(directory)).sort(),
    remove: (target: DeletionTarget) => panel.client.request("deleteRecorded", { target }),
  };
}

function without(...names: readonly string[]): readonly string[] {
  return ALL.filter((name) => !names.includes(name));
}

const DAYS = wholeDays("2026-06-25", "2026-06-26");

describe("a confirmed deletion", () => {
  it.each<[string, DeletionTarget, readonly string[], number]>([
    ["of one file", { kind: "file", fileName: OLD }, [OLD], 3],
    ["of some days", DAYS, [OLD, OLD_OTHER], 7],
    ["of everything", { kind: "everything" }, [OLD, OLD_OTHER, DAMAGED], 12],
  ])("%s deletes only the confirmed files", async (_, target, files, eventCount) => {
    const { panel, remaining, remove } = await openStore();
    const verdict = await remove(target);
    expect(verdict).toEqual({
      outcome: "done",
      message: expect.stringMatching(
        `^Deleted ${files.length} files? \\(${eventCount} events\\)\\.`,
      ) as string,
      hasProblems: false,
    });
    const [question] = panel.user.questions;
    expect(question?.message).toMatch(
      new RegExp(`^Delete ${files.length} files? \\(${eventCount} events\\) from `),
    );
    expect(await remaining()).toEqual(without(...files));
  });

  it("is recorded with the confirmed counts", async () => {
    const { directory, panel, remove } = await openStore();
    const sizes = [OLD, OLD_OTHER, DAMAGED].map((name) => statSync(join(directory, name)).size);
    await remove({ kind: "everything" });
    expect(panel.user.questions[0]?.message).toContain("3 files (12 events)");
    expect(panel.sink.single("telemetry.deleted").measurements).toEqual({
      deleted_files: 3,
      deleted_events: 12,
      deleted_bytes: sizes.reduce((sum, size) => sum + size, 0),
      failures: 0,
    });
  });

  it("keeps files that may still be in use, and says so in the confirmation", async () => {
    const { panel, remove } = await openStore();
    await remove({ kind: "everything" });
    expect(panel.user.questions[0]?.detail).toContain("2 files that may still be in use");
  });

  it("of a file that may still be in use deletes nothing", async () => {
    const { remaining, remove } = await openStore();
    for (const fileName of [OWN, RECENT]) await remove({ kind: "file", fileName });
    expect(await remaining()).toEqual(ALL);
  });

  it("keeps and reports a file that grew while the confirmation was open", async () => {
    const { directory, panel, remaining, remove } = await openStore();
    panel.user.answer = async () => {
      await appendFile(join(directory, OLD), "x");
      return true;
    };
    expect(await remove(DAYS)).toMatchObject({ hasProblems: true });
    expect(await remaining()).toEqual(without(OLD_OTHER));
    expect(panel.warnings.join("\n")).toContain(`${OLD} was kept`);
  });

  it("asks about the current files, not those of the last scan", async () => {
    const { directory, panel, remove } = await openStore();
    await appendFile(join(directory, OLD), toFile(makeEvents(2, "2026-06-25")));
    await remove(DAYS);
    expect(panel.user.questions[0]?.message).toContain(`${3 + 2 + 4} events`);
  });

  it("is shown immediately", async () => {
    const { panel, remove } = await openStore();
    const next = panel.nextSnapshot(({ totals }) => totals.fileCount === 2);
    await remove({ kind: "everything" });
    expect((await next).totals).toMatchObject({ eventCount: 13, skippedLineCount: 0 });
  });
});

describe("an unconfirmed deletion", () => {
  it("deletes nothing and records nothing", async () => {
    const { panel, remaining, remove } = await openStore();
    panel.user.answer = () => Promise.resolve(false);
    expect(await remove({ kind: "everything" })).toEqual({ outcome: "dismissed" });
    expect(await remaining()).toEqual(ALL);
    expect(panel.sink.events).toEqual([]);
  });

  it("deletes nothing if the confirmation fails", async () => {
    const { panel, remaining, remove } = await openStore();
    panel.user.answer = () => Promise.reject(new Error("no window"));
    await expect(remove({ kind: "everything" })).rejects.toMatchObject({ code: "internal" });
    expect(await remaining()).toEqual(ALL);
  });
});
