import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileSummary } from "../../../../extension/store/index/fileSummary.ts";
import { encodeSummaries, parseSummaries } from "../../../../extension/store/index/indexCache.ts";
import { makeEvent, makeEvents, toJsonLines } from "../../../support/events.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";
import { summarizeFolder } from "./summaryTestbed.ts";

/** Summaries of files of every kind. */
async function makeSummaries(): Promise<readonly FileSummary[]> {
  const folder = await makeStoreFolder({
    "telemetry-2026-06-28-aaaaaaaa.jsonl": [
      ...makeEvents(3),
      makeEvent({ event_name: "\u2028\n" }),
    ],
    "telemetry-2026-06-28-aaaaaaaa.12.jsonl": `${toJsonLines(makeEvents(30))}nonsense`,
    "telemetry-2026-06-29-aaaaaaaa.jsonl": makeEvents(3),
    "telemetry-2026-06-29-bbbbbbbb.jsonl": "nonsense\n".repeat(20),
    "telemetry-2026-06-29-cccccccc.jsonl": "",
  });
  return summarizeFolder(folder);
}

/** The text of one summary, a member of which was replaced. */
async function textWith(changes: Readonly<Record<string, unknown>>): Promise<string> {
  const [summary] = await makeSummaries();
  const text = await encodeSummaries(summary === undefined ? [] : [summary]);
  const [header = "", entry = ""] = text.split("\n");
  const changed = { ...(JSON.parse(entry) as object), ...changes };
  return `${header}\n${JSON.stringify(changed)}`;
}

describe("the cache of an index", () => {
  it("gives back the summaries that were put into it", async () => {
    const summaries = await makeSummaries();
    const directory = join(summaries[0]?.file.path ?? "", "..");
    expect(await parseSummaries(await encodeSummaries(summaries), directory)).toEqual(summaries);
  });

  it("gives back thousands of summaries", async () => {
    const [summary] = await makeSummaries();
    if (summary === undefined) throw new Error("no summary");
    const many = Array.from({ length: 2_500 }, () => summary);
    const parsed = await parseSummaries(await encodeSummaries(many), "/anywhere");
    expect(parsed).toHaveLength(2_500);
  });

  it("leaves out files that could not be read", async () => {
    const [summary] = await makeSummaries();
    if (summary === undefined) throw new Error("no summary");
    const text = await encodeSummaries([{ ...summary, unreadReason: "EACCES" }]);
    expect(await parseSummaries(text, "/anywhere")).toEqual([]);
  });

  it("takes a text that has one entry", async () => {
    expect(await parseSummaries(await textWith({}), "/anywhere")).toHaveLength(1);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["a name that is a path", { name: "../telemetry-2026-06-28-aaaaaaaa.jsonl" }],
    ["a name of no telemetry file", { name: "notes.txt" }],
    ["a negative size", { byteCount: -1 }],
    ["a time of change that is a text", { modifiedMs: "1" }],
    ["a count that is no whole number", { eventCount: 4.5 }],
    ["more errors than events", { errorCount: 5 }],
    ["more misfiled events than events", { misfiledEventCount: 5 }],
    ["more misfiled errors than errors", { misfiledErrorCount: 1, misfiledEventCount: 1 }],
    ["more names than events", { frequentEvents: [{ name: "a", count: 5 }] }],
    ["events without instants", { firstMs: undefined, lastMs: undefined }],
    ["events without an end", { lastMs: undefined }],
    ["instants in the wrong order", { firstMs: 2, lastMs: 1 }],
    ["an instant that no timestamp has", { lastMs: 9e15 }],
    ["no events but instants", { eventCount: 0, frequentEvents: [] }],
    ["skipped lines without their count", { skippedLines: [{ lineNumber: 1, reason: "no" }] }],
    ["skipped lines without their reasons", { skippedLineCount: 1 }],
    ["an end that is too short", { end: { lineCount: 5, digest: "YQ==" } }],
    ["an end that is no base64", { end: { lineCount: 5, digest: "*".repeat(44) } }],
    ["an unknown member", { other: 1 }],
  ])("is of no use with %s", async (_, changes) => {
    expect(await parseSummaries(await textWith(changes), "/anywhere")).toBeUndefined();
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "nonsense"],
    ["the JSON of something else", "[]"],
    ["another version", '{"kind":"coder-telemetry-index","version":0}'],
  ])("is of no use with %s in it", async (_, text) => {
    expect(await parseSummaries(text, "/anywhere")).toBeUndefined();
  });

  it("is of no use where its end is missing", async () => {
    const text = await encodeSummaries(await makeSummaries());
    expect(await parseSummaries(text.slice(0, -1), "/anywhere")).toBeUndefined();
  });
});
