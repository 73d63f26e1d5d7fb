import { promises as fs } from "node:fs";
import { describe, expect, it } from "vitest";
import { dayRangeToInstants, parseUtcDay, type InstantRange } from "../../../../shared/days.ts";
import { exportRangeToInstants, parseExportRange } from "../../../../shared/exportRange.ts";
import { listStoreFiles } from "../../../../extension/store/storeFiles.ts";
import { makeEvent } from "../../../support/events.ts";
import { interceptFileSystem } from "../../../support/interceptedFileSystem.ts";
import { idsOf, readStore } from "../../../support/readStore.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";

function daysOf(start: string, end = start): InstantRange {
  const startDay = parseUtcDay(start);
  const endDay = parseUtcDay(end);
  return dayRangeToInstants({ ...(startDay && { startDay }), ...(endDay && { endDay }) });
}

const row = (id: string, timestamp: string) => makeEvent({ event_id: id, timestamp });

describe("the choice of files by name", () => {
  const NAMES = [
    "telemetry-2026-06-27-aaaaaaaa.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.1.jsonl",
    "telemetry-2026-06-28-BBbb1234.jsonl",
    "telemetry-2026-06-29-aaaaaaaa.jsonl",
    "telemetry-2026-07-01-aaaaaaaa.jsonl",
  ];
  const NOT_TELEMETRY = [
    "telemetry-2026-02-30-aaaaaaaa.jsonl",
    "telemetry-2026-13-01-aaaaaaaa.jsonl",
    "telemetry-2026-00-00-aaaaaaaa.jsonl",
    "telemetry-2026-06-28-aaaaaaa.jsonl",
    "telemetry-2026-06-28-aaaaaaaaa.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.0.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.01.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.-1.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.1e1.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.99999999999999999999.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.1.2.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.jsonl.tmp",
    "telemetry-2026-06-28-aaaaaaaa.jsonl~",
    ".telemetry-2026-06-28-aaaaaaaa.jsonl",
    "xtelemetry-2026-06-28-aaaaaaaa.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.JSONL",
    "telemetry-2026-06-28-aaaa.aaa.jsonl",
    "telemetry-2026-06-28.jsonl",
    "telemetry-20260628-aaaaaaaa.jsonl",
    "telemetry-2026-06-28-aaaaaaaa.jsonl\n",
    "telemetry-２０２６-06-28-aaaaaaaa.jsonl",
  ];

  it.each<[string, InstantRange, number[]]>([
    ["everything", {}, [0, 1, 2, 3, 4, 5]],
    ["one day", daysOf("2026-06-28"), [1, 2, 3]],
    ["two days", daysOf("2026-06-27", "2026-06-28"), [0, 1, 2, 3]],
    ["a day without files", daysOf("2026-06-30"), []],
    [
      "from the last millisecond of a day on",
      { startMs: Date.parse("2026-06-28T23:59:59.999Z") },
      [1, 2, 3, 4, 5],
    ],
    ["from midnight on", { startMs: Date.parse("2026-06-29T00:00:00.000Z") }, [4, 5]],
    ["up to midnight", { endMsExclusive: Date.parse("2026-06-28T00:00:00.000Z") }, [0]],
    [
      "up to a millisecond after",
      { endMsExclusive: Date.parse("2026-06-28T00:00:00.001Z") },
      [0, 1, 2, 3],
    ],
  ])("takes for %s the files whose day the range touches", async (_, range, chosen) => {
    const folder = await makeStoreFolder(Object.fromEntries(NAMES.map((name) => [name, ""])));
    const files = await listStoreFiles(fs, folder, range);
    expect(files.map((file) => file.name).sort()).toEqual(
      chosen.map((index) => NAMES[index]).sort(),
    );
  });

  it("takes no other name, an impossible date included", async () => {
    const all = [...NAMES, ...NOT_TELEMETRY];
    const folder = await makeStoreFolder(Object.fromEntries(all.map((name) => [name, ""])));
    const files = await listStoreFiles(fs, folder);
    expect(files.map((file) => file.name).sort()).toEqual([...NAMES].sort());
  });

  it("neither opens nor looks at any other file", async () => {
    const all = [...NAMES, ...NOT_TELEMETRY];
    const folder = await makeStoreFolder(Object.fromEntries(all.map((name) => [name, ""])));
    const touched = new Set<string>();
    const watched = interceptFileSystem(fs, ({ name, path }, proceed) => {
      if (name !== "readdir") touched.add(path.slice(folder.length + 1));
      return proceed();
    });
    await readStore(folder, { fs: watched, range: daysOf("2026-06-28") });
    expect([...touched].sort()).toEqual(NAMES.filter((name) => name.includes("06-28")).sort());
  });

  it("finds nothing in a folder that does not exist", async () => {
    expect(await listStoreFiles(fs, "/nonexistent/telemetry")).toEqual([]);
  });
});

describe("the choice of events by timestamp", () => {
  const ROWS = [
    row("before", "2026-06-27T23:59:59.999Z"),
    row("first", "2026-06-28T00:00:00.000Z"),
    row("noon", "2026-06-28T12:00:00.000Z"),
    row("zone", "2026-06-29T01:30:00.000+02:00"),
    row("last", "2026-06-28T23:59:59.999Z"),
    row("after", "2026-06-29T00:00:00.000Z"),
  ];
  const files = { "telemetry-2026-06-28-aaaaaaaa.jsonl": ROWS };

  it.each<[string, InstantRange, string[]]>([
    ["everything", {}, ["before", "first", "noon", "zone", "last", "after"]],
    ["the day", daysOf("2026-06-28"), ["first", "noon", "zone", "last"]],
    [
      "1 ms",
      {
        startMs: Date.parse("2026-06-28T12:00:00.000Z"),
        endMsExclusive: Date.parse("2026-06-28T12:00:00.001Z"),
      },
      ["noon"],
    ],
    [
      "nothing, start and end being equal",
      {
        startMs: Date.parse("2026-06-28T12:00:00.000Z"),
        endMsExclusive: Date.parse("2026-06-28T12:00:00.000Z"),
      },
      [],
    ],
    [
      "from noon on",
      { startMs: Date.parse("2026-06-28T12:00:00.000Z") },
      ["noon", "zone", "last", "after"],
    ],
    ["up to noon", { endMsExclusive: Date.parse("2026-06-28T12:00:00.000Z") }, ["before", "first"]],
  ])("takes for %s those from the start on and before the end", async (_, range, ids) => {
    for (const order of ["time", "session"] as const) {
      const { events } = await readStore(await makeStoreFolder(files), { range, order });
      expect(idsOf(events)).toEqual(ids);
    }
  });

  it("takes for the last 24 hours what happened since, in the files of both days", async () => {
    const range = parseExportRange("24h");
    const nowMs = Date.parse("2026-06-29T10:00:00.000Z");
    const folder = await makeStoreFolder({
      "telemetry-2026-06-27-aaaaaaaa.jsonl": [row("two days ago", "2026-06-27T23:00:00.000Z")],
      "telemetry-2026-06-28-aaaaaaaa.jsonl": [
        row("too old", "2026-06-28T09:59:59.999Z"),
        row("oldest", "2026-06-28T10:00:00.000Z"),
      ],
      "telemetry-2026-06-29-aaaaaaaa.jsonl": [
        row("newest", "2026-06-29T09:59:59.999Z"),
        row("future", "2026-06-29T10:00:00.000Z"),
      ],
    });
    const { events, report } = await readStore(folder, {
      range: range === undefined ? {} : exportRangeToInstants(range, nowMs),
    });
    expect(idsOf(events)).toEqual(["oldest", "newest"]);
    expect(report.fileCount).toBe(2);
  });
});
