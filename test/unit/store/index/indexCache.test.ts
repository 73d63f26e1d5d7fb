import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileSummary } from "../../../../extension/store/index/fileSummary.ts";
import { encodeSummaries, parseSummaries } from "../../../../extension/store/index/indexCache.ts";
import { makeEvent, makeEvents, toJsonLines } from "../../../support/events.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";
import { summarizeFolder } from "./summaryTestbed.ts";

/** Summaries of all kinds of files. */
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

/** The encoded text of one summary with changes. */
async function textWith(changes: Readonly<Record<string, unknown>>): Promise<string> {
  const [summary] = await makeSummaries();
  const text = await encodeSummaries(summary === undefined ? [] : [summary]);
  const [header = "", entry = ""] = text.split("\n");
  const changed = { ...(JSON.parse(entry) as object), ...changes };
  return `${header}\n${JSON.stringify(changed)}`;
}

describe("the index cache", () => {
  it("restores the summaries it was encoded from", async () => {
    const summaries = await makeSummaries();
    const directory = join(summaries[0]?.file.path ?? "", "..");
    expect(await parseSummaries(await encodeSummaries(summaries), directory)).toEqual(summaries);
  });

  it("restores thousands of summaries", async () => {
    const [summary] = await makeSummaries();
    if (summary === undefined) throw new Error("no summary");
    const many = Array.from({ length: 2_500 }, () => summary);
    const parsed = await parseSummaries(await encodeSummaries(many), "/anywhere");
    expect(parsed).toHaveLength(2_500);
  });

  it("omits unreadable files", async () => {
    const [summary] = await makeSummaries();
    if (summary === undefined) throw new Error("no summary");
    const text = await encodeSummaries([{ ...summary, unreadReason: "EACCES" }]);
    expect(await parseSummaries(text, "/anywhere")).toEqual([]);
  });

  it("accepts a single entry", async () => {
    expect(await parseSummaries(await textWith({}), "/anywhere")).toHaveLength(1);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["a name that is a path", { name: "../telemetry-2026-06-28-aaaaaaaa.jsonl" }],
    ["a name that is not a telemetry file", { name: "notes.txt" }],
    ["a negative size", { byteCount: -1 }],
    ["a modification time that is a string", { modifiedMs: "1" }],
    ["a count that is not an integer", { eventCount: 4.5 }],
    ["more errors than events", { errorCount: 5 }],
    ["more misfiled events than events", { misfiledEventCount: 5 }],
    ["more misfiled errors than errors", { misfiledErrorCount: 1, misfiledEventCount: 1 }],
    ["more names than events", { frequentEvents: [{ name: "a", count: 5 }] }],
    ["events without times", { firstMs: undefined, lastMs: undefined }],
    ["events without an end", { lastMs: undefined }],
    ["times in the wrong order", { firstMs: 2, lastMs: 1 }],
    ["a time out of range", { lastMs: 9e15 }],
    ["times without events", { eventCount: 0, frequentEvents: [] }],
    ["skipped lines without their count", { skippedLines: [{ lineNumber: 1, reason: "no" }] }],
    ["skipped lines without their reasons", { skippedLineCount: 1 }],
    ["an end that is too short", { end: { lineCount: 5, digest: "YQ==" } }],
    ["an end that is not base64", { end: { lineCount: 5, digest: "*".repeat(44) } }],
    ["an unknown member", { other: 1 }],
  ])("is invalid with %s", async (_, changes) => {
    expect(await parseSummaries(await textWith(changes), "/anywhere")).toBeUndefined();
  });

  it.each([
    ["nothing", ""],
    ["invalid JSON", "nonsense"],
    ["other JSON", "[]"],
    ["another version", '{"kind":"coder-telemetry-index","version":0}'],
  ])("is invalid if it contains %s", async (_, text) => {
    expect(await parseSummaries(text, "/anywhere")).toBeUndefined();
  });

  it("is invalid if its end is missing", async () => {
    const text = await encodeSummaries(await makeSummaries());
    expect(await parseSummaries(text.slice(0, -1), "/anywhere")).toBeUndefined();
  });
});
