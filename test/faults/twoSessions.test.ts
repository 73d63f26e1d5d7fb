import { promises as fs } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeScratchFolder } from "../support/scratchFolder.ts";
import {
  findBookkeepingErrors,
  findHeaderErrors,
  readStored,
  sequencesOf,
} from "../support/storedSession.ts";
import { SessionProcess, type ProcessOrder } from "./sessionProcess.ts";

const IDS = ["aaaaaaaa11111111aaaaaaaa11111111", "bbbbbbbb22222222bbbbbbbb22222222"] as const;

const ORDER = {
  sessionId: IDS[0],
  config: { maxFileBytes: 16_384, flushBatchSize: 7 },
  flushes: 40,
  eventsPerFlush: 15,
  text: "x".repeat(100),
} as const satisfies Partial<ProcessOrder>;

const EVENT_COUNT = (ORDER.flushes + 1) * ORDER.eventsPerFlush;

/** Two processes that begin at the same moment. */
async function runBoth(orders: readonly [ProcessOrder, ProcessOrder]) {
  const processes = [new SessionProcess(), new SessionProcess()] as const;
  await Promise.all(processes.map((process) => process.ready()));
  return await Promise.all([processes[0].run(orders[0]), processes[1].run(orders[1])]);
}

describe("two windows that record at once", () => {
  it("tear no line, lose none and write none twice", async () => {
    const directory = join(await makeScratchFolder(), "telemetry");
    const reports = await runBoth([
      { ...ORDER, directory },
      { ...ORDER, directory, sessionId: IDS[1] },
    ]);
    expect(reports.map(({ ok, notices }) => ({ ok, notices }))).toEqual([
      { ok: true, notices: [] },
      { ok: true, notices: [] },
    ]);
    const stored = await readStored(fs, directory);
    expect(stored.report).toMatchObject({ skippedLineCount: 0, unreadFiles: [] });
    expect(await findHeaderErrors(fs, stored)).toEqual([]);
    for (const id of IDS) {
      const rows = stored.rows.filter(({ sessionId }) => sessionId === id);
      expect(findBookkeepingErrors({ ...stored, rows }, EVENT_COUNT)).toEqual([]);
      expect(new Set(rows.map(({ fileName }) => fileName)).size).toBeGreaterThan(5);
      expect(rows.every(({ fileName }) => fileName.includes(id.slice(0, 8)))).toBe(true);
    }
  });

  it("with the same id never share a file, and lose nothing either", async () => {
    const directory = join(await makeScratchFolder(), "telemetry");
    const texts = ["first ".repeat(20), "second ".repeat(20)] as const;
    const reports = await runBoth([
      { ...ORDER, directory, text: texts[0] },
      { ...ORDER, directory, text: texts[1] },
    ]);
    expect(reports.map(({ ok }) => ok)).toEqual([true, true]);
    const stored = await readStored(fs, directory);
    expect(stored.report).toMatchObject({ skippedLineCount: 0, unreadFiles: [] });
    expect(await findHeaderErrors(fs, stored)).toEqual([]);
    const filesOf = texts.map((text) => {
      const rows = stored.rows.filter(
        ({ row }) => (row.properties as { readonly text?: unknown }).text === text,
      );
      expect(findBookkeepingErrors({ ...stored, rows }, EVENT_COUNT)).toEqual([]);
      return new Set(rows.map(({ fileName }) => fileName));
    });
    const [first, second] = filesOf;
    expect([...(first ?? [])].filter((name) => second?.has(name))).toEqual([]);
  });
});

describe("a session after another one", () => {
  it("begins files of its own and leaves those of the other as they are", async () => {
    const directory = join(await makeScratchFolder(), "telemetry");
    await new SessionProcess().run({ ...ORDER, directory, flushes: 3 });
    const before = await contents(directory);
    await new SessionProcess().run({ ...ORDER, directory, flushes: 3, sessionId: IDS[1] });
    const after = await contents(directory);
    expect(Object.fromEntries(Object.entries(after).filter(([name]) => name in before))).toEqual(
      before,
    );
    const stored = await readStored(fs, directory);
    expect(sequencesOf(stored)).toHaveLength(2 * 4 * ORDER.eventsPerFlush);
    expect(await findHeaderErrors(fs, stored)).toEqual([]);
  });
});

async function contents(directory: string): Promise<Record<string, string>> {
  const entries = await Promise.all(
    (await fs.readdir(directory)).map(
      async (name) => [name, await fs.readFile(join(directory, name), "utf8")] as const,
    ),
  );
  return Object.fromEntries(entries);
}
