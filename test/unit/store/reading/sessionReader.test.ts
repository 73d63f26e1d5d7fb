import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeContext, makeEvents, makeHeader, toJsonLines } from "../../../support/events.ts";
import { idsOf, readStore, type ReadResult } from "../../../support/readStore.ts";
import { makeScratchFolder } from "../../../support/scratchFolder.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";

/** Reads one file of that content. */
async function readFile(content: string | Uint8Array): Promise<ReadResult> {
  const folder = await makeScratchFolder();
  await writeFile(join(folder, NAME), content);
  return readStore(folder);
}

const UNKNOWN_CONTEXT = {
  extension_version: "unknown",
  machine_id: "unknown",
  session_id: "4f0c9e21",
  os_type: "unknown",
  os_version: "unknown",
  host_arch: "unknown",
  platform_name: "unknown",
  platform_version: "unknown",
};

describe("SessionReader and headers", () => {
  const rows = makeEvents(3);
  const [first = {}, second = {}, third = {}] = rows;

  it("gives each event the context and the version of the header", async () => {
    const { events, report } = await readFile(toJsonLines([makeHeader(), ...rows]));
    expect(events.map(({ row }) => row)).toEqual(rows);
    for (const { context, schemaVersion } of events) {
      expect(context).toEqual(makeContext());
      expect(schemaVersion).toBe(1);
    }
    expect(report.skippedLineCount).toBe(0);
  });

  it("keeps the events of a file without a header, its session from the name", async () => {
    const { events, report } = await readFile(toJsonLines(rows));
    expect(idsOf(events)).toEqual(rows.map((row) => row.event_id));
    expect(events[0]?.context).toEqual(UNKNOWN_CONTEXT);
    expect(events[0]?.schemaVersion).toBe(1);
    expect(report.skippedLineCount).toBe(0);
  });

  it("gives events before a header in the middle what the name says, and those after it the rest", async () => {
    const { events } = await readFile(toJsonLines([first, makeHeader(), second]));
    expect(events.map(({ context }) => context)).toEqual([UNKNOWN_CONTEXT, makeContext()]);
  });

  it("goes by the last header where there are several", async () => {
    const other = makeHeader({ platform_version: "2.0.0" });
    const { events, report } = await readFile(
      toJsonLines([makeHeader(), first, other, second, makeHeader(), third]),
    );
    expect(events.map(({ context }) => context["platform_version"])).toEqual([
      "1.139.1",
      "2.0.0",
      "1.139.1",
    ]);
    expect(report.skippedLineCount).toBe(0);
  });

  it("reads the events of a later version, and says which", async () => {
    const header = { ...makeHeader(), schema_version: 2 };
    const { events } = await readFile(toJsonLines([header, ...rows]));
    expect(events.map(({ schemaVersion }) => schemaVersion)).toEqual([2, 2, 2]);
  });

  it("completes a header that lacks members", async () => {
    const { events } = await readFile(
      toJsonLines([{ kind: "header", context: { os_type: "linux" } }, first]),
    );
    expect(events[0]?.context).toEqual({ ...UNKNOWN_CONTEXT, os_type: "linux" });
  });

  it("keeps the events behind a header that is damaged", async () => {
    const { events, report } = await readFile(`{"kind":"hea\n${toJsonLines(rows)}`);
    expect(idsOf(events)).toEqual(rows.map((row) => row.event_id));
    expect(report.skippedLines).toEqual([
      { fileName: NAME, lineNumber: 1, reason: "not valid JSON" },
    ]);
  });

  it.each([
    ["an empty file", ""],
    ["a header alone", toJsonLines([makeHeader()])],
    ["empty lines alone", "\n\r\n\n"],
  ])("finds nothing in %s, and nothing wrong with it", async (_, content) => {
    const { events, report } = await readFile(content);
    expect(events).toEqual([]);
    expect(report).toMatchObject({ fileCount: 1, skippedLineCount: 0, unreadFiles: [] });
  });
});

describe("SessionReader and lines", () => {
  const rows = makeEvents(3);
  const [first = "", second = "", third = ""] = rows.map((row) => JSON.stringify(row));

  it("skips what is no event, counts it and names it, and goes on", async () => {
    const lines = [first, "nonsense", second, '{"some":"thing"}', "[]", "12", third, '{"event_id'];
    const { events, report } = await readFile(`${lines.join("\n")}\n`);
    expect(events.map(({ row }) => row)).toEqual(rows);
    expect(report.skippedLineCount).toBe(5);
    expect(report.skippedLines.map(({ lineNumber }) => lineNumber)).toEqual([2, 4, 5, 6, 8]);
  });

  it("names a hundred skipped lines at most, and counts them all", async () => {
    const { report } = await readFile("nonsense\n".repeat(250));
    expect(report.skippedLineCount).toBe(250);
    expect(report.skippedLines.map(({ lineNumber }) => lineNumber)).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
  });

  it.each([
    ["CR LF", `${first}\r\n${second}\r\n${third}\r\n`],
    ["white space around", `  ${first}\t\n\t${second} \n ${third}  `],
    ["a byte order mark", `\ufeff${first}\n${second}\n${third}\n`],
    ["empty lines between", `\n${first}\n\n\r\n${second}\n${third}\n\n`],
    ["no LF at the end", `${first}\n${second}\n${third}`],
  ])("reads lines with %s, and gives the bytes of the object alone", async (_, content) => {
    const { events, report } = await readFile(content);
    expect(events.map(({ json }) => json)).toEqual([first, second, third]);
    expect(report.skippedLineCount).toBe(0);
  });

  it("gives an event whose text is no UTF-8 with U+FFFD, in its fields and in its bytes", async () => {
    const [start = "", end = ""] = first.split("command.invoked");
    const content = Buffer.concat([
      Buffer.from(`${start}command`),
      Buffer.from([0xff]),
      Buffer.from(end),
    ]);
    const { events } = await readFile(content);
    expect(events[0]?.row.event_name).toBe("command\ufffd");
    expect(events[0]?.json).toBe(`${start}command\ufffd${end}`);
  });

  it("skips a line over 1 MiB and reads those around it", async () => {
    const long = JSON.stringify({ ...rows[1], properties: { text: "x".repeat(1_048_576) } });
    const { events, report } = await readFile([first, long, third].join("\n"));
    expect(events.map(({ json }) => json)).toEqual([first, third]);
    expect(report.skippedLines).toEqual([
      { fileName: NAME, lineNumber: 2, reason: "longer than 1 MiB" },
    ]);
  });

  it("counts the bytes it reads", async () => {
    const content = toJsonLines(makeEvents(5_000));
    const { report } = await readFile(content);
    expect(report.byteCount).toBe(Buffer.byteLength(content));
  });
});
