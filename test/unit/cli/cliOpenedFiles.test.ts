import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { corpusFolder } from "../../support/corpus.ts";
import { makeEvents } from "../../support/events.ts";
import { countEvents } from "../../support/exportStore.ts";
import { canTrace, traceOpens } from "../../support/openedFiles.ts";
import { CLI_COMMAND } from "../../support/runCli.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";

/** What the tool opens in a folder while it exports a range to standard output. */
async function traceExport(folder: string, ...options: readonly string[]) {
  const command = [...CLI_COMMAND, "export", folder, "--output", "-", ...options];
  const run = await traceOpens(command, folder);
  expect(run.code, run.stderr).toBe(0);
  return run;
}

function namesOf(opened: readonly { readonly path: string }[]): string[] {
  return [...new Set(opened.map(({ path }) => basename(path)))].sort();
}

describe("what the process opens", () => {
  it.each(["json", "otlp"])("are the files of the range alone (%s)", async (format) => {
    if (!(await canTrace())) return;
    const range = ["--range", "2026-06-29..2026-06-30", "--format", format];
    const { opened } = await traceExport(corpusFolder("coder-1.15"), ...range);
    expect(namesOf(opened)).toEqual([
      "telemetry-2026-06-30-4f0c9e21.1.jsonl",
      "telemetry-2026-06-30-4f0c9e21.2.jsonl",
      "telemetry-2026-06-30-4f0c9e21.jsonl",
      "telemetry-2026-06-30-c0ffee12.jsonl",
    ]);
  });

  it("are all files for all time, each once", async () => {
    if (!(await canTrace())) return;
    const { opened } = await traceExport(corpusFolder("coder-1.15"));
    expect(opened.map(({ path }) => basename(path)).sort()).toEqual(namesOf(opened));
    expect(opened).toHaveLength(12);
  });

  it("is nothing if no file is in the range", async () => {
    if (!(await canTrace())) return;
    const { opened } = await traceExport(corpusFolder("coder-1.15"), "--range", "2026-06-29");
    expect(opened).toEqual([]);
  });

  it.each(["json", "otlp"] as const)(
    "are at most 64 files at a time of 130 sessions in one day (%s)",
    async (format) => {
      if (!(await canTrace())) return;
      const names = Array.from({ length: 130 }, (_, index) => String(index).padStart(8, "0"));
      const files = names.map((name): [string, object[]] => [
        `telemetry-2026-06-28-${name}.jsonl`,
        makeEvents(60, "2026-06-28", name, 0),
      ]);
      const folder = await makeStoreFolder(Object.fromEntries(files));
      const { opened, stdout } = await traceExport(folder, "--format", format);
      expect(namesOf(opened)).toHaveLength(130);
      const most = Math.max(...opened.map(({ openCount }) => openCount));
      expect(most).toBeGreaterThan(0);
      expect(most).toBeLessThanOrEqual(64);
      expect(countEvents(format, stdout)).toBe(7_800);
    },
  );
});
