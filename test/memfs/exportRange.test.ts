import { describe, expect, it } from "vitest";
import { exportRangeToInstants, parseExportRange } from "../../shared/exportRange.ts";
import { makeContext, makeEvents } from "../support/events.ts";
import { EXPORT_NOW_MS, exportToFile } from "../support/exportStore.ts";
import { readJsonExport } from "../support/jsonExport.ts";
import { readOtlpLogs } from "../support/strictOtlpLogs.ts";
import { toFile } from "../support/storeFolder.ts";
import { memoryFileSystem, readText } from "./memoryFileSystem.ts";

const DAYS = ["2026-06-28", "2026-06-29", "2026-07-01", "2026-07-02"];

/** Two sessions on each of four days; the first has two segments. */
function makeStore() {
  const sessions = DAYS.map((day) => ({
    day,
    first: makeEvents(4, day, "aaaaaaaa", 9),
    second: makeEvents(2, day, "aaaaaaa1", 10),
    other: makeEvents(3, day, "bbbbbbbb", 9),
  }));
  const files = sessions.flatMap(({ day, first, second, other }) => [
    [`/store/telemetry-${day}-aaaaaaaa.jsonl`, toFile(first)],
    [`/store/telemetry-${day}-aaaaaaaa.1.jsonl`, toFile(second)],
    [`/store/telemetry-${day}-bbbbbbbb.jsonl`, toFile(other)],
  ]);
  const fs = memoryFileSystem({
    ...(Object.fromEntries(files) as Record<string, string>),
    "/store/telemetry-2026-02-30-aaaaaaaa.jsonl": toFile(makeEvents(9)),
    "/store/notes.txt": "no telemetry",
    "/exports/old.json": "old",
  });
  return { fs, sessions };
}

function instantsOf(text: string) {
  const range = parseExportRange(text);
  if (range === undefined) throw new Error(`${text} is no range`);
  return exportRangeToInstants(range, EXPORT_NOW_MS);
}

describe("an export from and to a file system in memory", () => {
  it.each([
    ["all", [0, 1, 2, 3]],
    ["2026-06-28", [0]],
    ["2026-06-28..2026-06-29", [0, 1]],
    ["2026-06-29..2026-07-01", [1, 2]],
    ["7d", [0, 1, 2, 3]],
  ])("has for %s the events of those days, as they were seeded", async (text, dayIndexes) => {
    const { fs, sessions } = makeStore();
    await exportToFile("json", "/store", "/exports/new.json", {
      fs,
      readBackFrom: fs,
      range: instantsOf(text),
    });
    const exported = readJsonExport(Buffer.from(await readText(fs, "/exports/new.json")));
    const expected = dayIndexes.flatMap((index) => {
      const { first = [], second = [], other = [] } = sessions[index] ?? {};
      // Merged by time: both sessions begin at nine and have an event a minute.
      const [f0, f1, f2, f3] = first;
      const [o0, o1, o2] = other;
      return [f0, o0, f1, o1, f2, o2, f3, ...second];
    });
    expect(exported).toEqual(
      expected.map((row) => ({ ...row, schema_version: 1, context: makeContext() })),
    );
  });

  it("has the same events as log records, one session after the other", async () => {
    const { fs, sessions } = makeStore();
    const range = instantsOf("2026-06-29");
    await exportToFile("otlp", "/store", "/exports/new.json", { fs, readBackFrom: fs, range });
    const records = readOtlpLogs(Buffer.from(await readText(fs, "/exports/new.json")));
    const { first = [], second = [], other = [] } = sessions[1] ?? {};
    expect(records.map(({ attributes }) => attributes.get("log.record.uid")?.stringValue)).toEqual(
      [...first, ...second, ...other].map((row) => row.event_id),
    );
  });

  it("cuts the first day of a range that goes back from now by time", async () => {
    const { fs } = makeStore();
    await exportToFile("json", "/store", "/exports/new.json", {
      fs,
      readBackFrom: fs,
      range: instantsOf("24h"),
    });
    const exported = readJsonExport(Buffer.from(await readText(fs, "/exports/new.json")));
    // Now is noon of the second of July, so the events of nine and ten the day before are out.
    expect(exported.map((event) => String(event["timestamp"]).slice(0, 10))).toEqual(
      Array.from({ length: 9 }, () => "2026-07-02"),
    );
  });

  it("leaves an older file as it was where the range has no events", async () => {
    const { fs } = makeStore();
    const range = instantsOf("2026-06-30");
    const summary = await exportToFile("json", "/store", "/exports/old.json", { fs, range });
    expect(summary.eventCount).toBe(0);
    expect(await fs.readdir("/exports")).toEqual(["old.json"]);
    expect(await readText(fs, "/exports/old.json")).toBe("old");
  });
});
