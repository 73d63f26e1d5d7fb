import { promises as fs } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeScratchFolder } from "../support/scratchFolder.ts";
import { readStored, sequencesOf } from "../support/storedSession.ts";
import { SessionProcess, type ProcessOrder } from "./sessionProcess.ts";

const KILLS = 8;

/** One write of nearly 256 KiB after the other, so that a kill is likely to hit one. */
const ORDER = {
  sessionId: "aaaaaaaa11111111aaaaaaaa11111111",
  config: { maxFileBytes: 1_048_576 },
  flushes: 100_000,
  eventsPerFlush: 450,
  text: "x".repeat(300),
} as const satisfies Partial<ProcessOrder>;

/** Lines of the file that end in LF, and what follows the last of them. */
async function linesOf(path: string): Promise<{ whole: readonly string[]; rest: string }> {
  const lines = (await fs.readFile(path, "utf8")).split("\n");
  const rest = lines.pop() ?? "";
  return { whole: lines, rest };
}

describe("a window that is killed while it writes", () => {
  it.each(Array.from({ length: KILLS }, (_, index) => index + 1))(
    "after %d flushes has lost nothing that was acknowledged and torn one line at most",
    async (flushes) => {
      const directory = join(await makeScratchFolder(), "telemetry");
      const { written } = await new SessionProcess().runAndKill({ ...ORDER, directory }, flushes);
      const stored = await readStored(fs, directory);

      const sequences = sequencesOf(stored);
      expect(sequences).toEqual(sequences.map((_, index) => index));
      expect(sequences.length).toBeGreaterThanOrEqual(written);
      expect(stored.report.unreadFiles).toEqual([]);

      let wholeCount = 0;
      for (const [index, file] of stored.files.entries()) {
        const { whole, rest } = await linesOf(file.path);
        for (const line of whole) expect(JSON.parse(line)).toBeTypeOf("object");
        wholeCount += whole.length - 1;
        if (index < stored.files.length - 1) expect(rest).toBe("");
      }
      // A line that lacks nothing but its LF is an event as well.
      expect(sequences.length - wholeCount).toBeOneOf([0, 1]);
      expect(stored.report.skippedLineCount).toBeLessThanOrEqual(1);
    },
  );

  it("does not keep the next one from recording, and its files stay as they are", async () => {
    const directory = join(await makeScratchFolder(), "telemetry");
    await new SessionProcess().runAndKill({ ...ORDER, directory }, 2);
    const names = await fs.readdir(directory);
    const before = await Promise.all(names.map((name) => fs.readFile(join(directory, name))));
    const end = await new SessionProcess().run({ ...ORDER, directory, flushes: 1 });
    expect(end).toMatchObject({ ok: true, notices: [] });
    const after = await Promise.all(names.map((name) => fs.readFile(join(directory, name))));
    expect(after.map((bytes, index) => before[index]?.equals(bytes))).toEqual(
      names.map(() => true),
    );
  });
});
