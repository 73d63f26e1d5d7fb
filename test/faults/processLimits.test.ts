import { execFile } from "node:child_process";
import { promises as fs } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { makeScratchFolder } from "../support/scratchFolder.ts";
import { findBookkeepingErrors, findHeaderErrors, readStored } from "../support/storedSession.ts";
import { reportMissing } from "../support/tmpfs.ts";
import { SessionProcess, type ProcessOrder } from "./sessionProcess.ts";

const run = promisify(execFile);

const ORDER = {
  sessionId: "aaaaaaaa11111111aaaaaaaa11111111",
  config: {},
  flushes: 10,
  eventsPerFlush: 20,
  text: "x".repeat(100),
} as const satisfies Partial<ProcessOrder>;

const EVENT_COUNT = (ORDER.flushes + 1) * ORDER.eventsPerFlush;

async function modeOf(path: string): Promise<string> {
  return ((await fs.stat(path)).mode & 0o777).toString(8);
}

describe("who may read the files", () => {
  it.each(["000", "022", "077"])("is the user alone, with a umask of %s", async (umask) => {
    const folder = join(await makeScratchFolder(), "globalStorage");
    const directory = join(folder, "telemetry");
    const wrapper = ["sh", "-c", `umask ${umask}; exec "$@"`, "sh"];
    const config = { maxFileBytes: 8_192 };
    expect(await new SessionProcess(wrapper).run({ ...ORDER, config, directory })).toMatchObject({
      ok: true,
    });
    const names = await fs.readdir(directory);
    expect(names.length).toBeGreaterThan(2);
    expect(await modeOf(folder)).toBe("700");
    expect(await modeOf(directory)).toBe("700");
    for (const name of names)
      expect([name, await modeOf(join(directory, name))]).toEqual([name, "600"]);
  });
});

describe("a limit on the size of files", () => {
  it("below the size that files are to have leads to more files and to no loss", async () => {
    try {
      await run("prlimit", ["--fsize=12000", "true"]);
    } catch (error) {
      reportMissing("prlimit is missing", error);
      return;
    }
    const directory = join(await makeScratchFolder(), "telemetry");
    const end = await new SessionProcess(["prlimit", "--fsize=12000"]).run({ ...ORDER, directory });
    expect(end).toMatchObject({ ok: true, counts: { accepted: EVENT_COUNT, buffered: 0 } });
    const stored = await readStored(fs, directory);
    expect(stored.files.length).toBeGreaterThan(2);
    expect(stored.files.every(({ byteCount }) => byteCount <= 12_000)).toBe(true);
    expect(stored.report.skippedLineCount).toBe(0);
    expect(findBookkeepingErrors(stored, EVENT_COUNT)).toEqual([]);
    expect(await findHeaderErrors(fs, stored)).toEqual([]);
  });
});
