import { promises as nodeFs } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileSystem } from "../../../../extension/platform/fileSystem.ts";
import { listStoreFiles } from "../../../../extension/store/storeFiles.ts";
import { readTraceEvents } from "../../../../extension/store/query/traceEvents.ts";
import type { EventRow, TelemetryEvent } from "../../../../shared/event.ts";
import { CORPUS, corpusFolder, readCorpusRows } from "../../../support/corpus.ts";
import { makeEvent, makeEvents } from "../../../support/events.ts";
import { interceptFileSystem, systemError } from "../../../support/interceptedFileSystem.ts";
import { openPaths } from "../../../support/openPaths.ts";
import { makeStoreFolder, toFile } from "../../../support/storeFolder.ts";
import { readAll, runQuery } from "./eventQueryTestbed.ts";

const TRACE = "7d5c5b141d7c87e7210873430ff93092";

/** An event of the trace. */
function part(event_id: string, timestamp: string, changes: Partial<TelemetryEvent> = {}) {
  return makeEvent({ event_id, timestamp: `${timestamp}:00.000Z`, trace_id: TRACE, ...changes });
}

interface Options {
  readonly limit?: number;
  readonly signal?: AbortSignal;
  readonly fs?: FileSystem;
  /** Called before the trace is read. */
  readonly change?: (folder: string) => Promise<unknown>;
}

/** Reads the trace of the first event that `isAt` accepts. */
async function readTrace(
  folder: string,
  isAt: (row: EventRow) => boolean,
  { limit = 500, signal = new AbortController().signal, fs = nodeFs, change }: Options = {},
) {
  const all = await readAll(await runQuery(folder));
  const at = all.find(({ row }) => row !== undefined && isAt(row));
  if (at?.row === undefined) throw new Error("There is no such event.");
  const files = await listStoreFiles(nodeFs, folder);
  await change?.(folder);
  return { at, ...(await readTraceEvents(fs, files, at, { limit, signal })) };
}

function hasId(id: string) {
  return ({ event_id }: EventRow) => event_id === id;
}

function idsOf({ events }: { readonly events: readonly { readonly row: EventRow }[] }): string[] {
  return events.map(({ row }) => row.event_id);
}

const OVER_MIDNIGHT = {
  "telemetry-2026-06-26-aaaaaaaa.jsonl": [part("far before", "2026-06-26T12:00")],
  "telemetry-2026-06-27-aaaaaaaa.jsonl": [part("before", "2026-06-27T23:59"), ...makeEvents(3)],
  "telemetry-2026-06-28-aaaaaaaa.jsonl": [
    part("late", "2026-06-28T00:05"),
    ...makeEvents(3),
    part("early", "2026-06-28T00:01"),
  ],
  "telemetry-2026-06-28-aaaaaaaa.1.jsonl": [part("segment", "2026-06-28T00:03")],
  "telemetry-2026-06-28-bbbbbbbb.jsonl": [part("other session", "2026-06-28T00:02")],
  "telemetry-2026-06-29-aaaaaaaa.jsonl": [part("after", "2026-06-29T00:00")],
  "telemetry-2026-06-30-aaaaaaaa.jsonl": [part("far after", "2026-06-30T00:00")],
};
const IN_ORDER = ["before", "early", "segment", "late", "after"];

describe("readTraceEvents", () => {
  it("finds the events of the session in the trace, including adjacent days, sorted by time", async () => {
    const trace = await readTrace(await makeStoreFolder(OVER_MIDNIGHT), hasId("late"));
    expect(idsOf(trace)).toEqual(IN_ORDER);
    expect(trace).toMatchObject({ isCut: false, unreadFileCount: 0 });
  });

  it("opens no files of other sessions or of days farther away", async () => {
    const opened: string[] = [];
    const fs = interceptFileSystem(nodeFs, (call, proceed) => {
      if (call.name === "open") opened.push(basename(call.path));
      return proceed();
    });
    const folder = await makeStoreFolder(OVER_MIDNIGHT);
    await readTrace(folder, hasId("late"), { fs });
    expect(opened).toEqual([
      "telemetry-2026-06-27-aaaaaaaa.jsonl",
      "telemetry-2026-06-28-aaaaaaaa.jsonl",
      "telemetry-2026-06-28-aaaaaaaa.1.jsonl",
      "telemetry-2026-06-29-aaaaaaaa.jsonl",
    ]);
    expect(openPaths(folder)).toEqual([]);
  });

  it("returns the location of each event, like a query", async () => {
    const folder = await makeStoreFolder(OVER_MIDNIGHT);
    const all = await readAll(await runQuery(folder));
    for (const event of (await readTrace(folder, hasId("late"))).events) {
      expect(all).toContainEqual(event);
    }
  });

  it.each(CORPUS)("finds the whole trace of every event of $name", async ({ name }) => {
    const lines = readCorpusRows(name);
    const idOf = ({ event_id }: EventRow) => event_id;
    const traceIds = new Set(lines.map((row) => row.trace_id));
    for (const traceId of traceIds) {
      const trace = await readTrace(corpusFolder(name), (row) => row.trace_id === traceId);
      const expected =
        traceId === undefined
          ? [trace.at.row.event_id]
          : lines.filter((row) => row.trace_id === traceId).map(idOf);
      expect(idsOf(trace).sort()).toEqual(expected.sort());
    }
  });

  it.each([undefined, null, "", 7, {}])(
    "returns only the event if its trace ID is %j",
    async (trace_id) => {
      const rows = [1, 2, 3].map((id) => ({ ...makeEvent(), event_id: String(id), trace_id }));
      const folder = await makeStoreFolder({ "telemetry-2026-06-28-aaaaaaaa.jsonl": rows });
      const trace = await readTrace(folder, hasId("2"));
      expect(trace).toMatchObject({ events: [trace.at], isCut: false });
    },
  );

  it("ignores events that only mention the ID, and finds those that escape it", async () => {
    const escaped = JSON.stringify(part("escaped", "2026-06-28T00:02")).replace(
      "7d5c5b",
      "7\\u00645c5b",
    );
    const mention = makeEvent({
      event_id: "mention",
      properties: { trace: TRACE },
      parent_event_id: TRACE,
    });
    const content = toFile([part("plain", "2026-06-28T00:01"), mention]) + `${escaped}\n`;
    const folder = await makeStoreFolder({ "telemetry-2026-06-28-aaaaaaaa.jsonl": content });
    expect(idsOf(await readTrace(folder, hasId("plain")))).toEqual(["plain", "escaped"]);
  });

  it("keeps file order for events at the same time", async () => {
    const rows = ["c", "a", "b"].map((id) => part(id, "2026-06-28T00:01"));
    const folder = await makeStoreFolder({ "telemetry-2026-06-28-aaaaaaaa.jsonl": rows });
    expect(idsOf(await readTrace(folder, hasId("a")))).toEqual(["c", "a", "b"]);
  });
});

describe("the limit of a trace", () => {
  const rows = Array.from({ length: 10 }, (_, index) =>
    part(`e${index}`, `2026-06-28T00:0${index}`),
  );
  const files = { "telemetry-2026-06-28-aaaaaaaa.jsonl": rows };

  it.each([
    [9, true],
    [10, false],
  ])("truncates ten events at %i: %s", async (limit, isCut) => {
    const trace = await readTrace(await makeStoreFolder(files), hasId("e0"), { limit });
    expect(trace.isCut).toBe(isCut);
    expect(idsOf(trace)).toEqual(rows.slice(0, limit).map((row) => row.event_id));
  });

  it("is also 8 MiB of lines, however few there are", async () => {
    const properties = { text: "x".repeat(1_000_000) };
    const long = rows.map((row) => ({ ...row, properties }));
    const folder = await makeStoreFolder({ "telemetry-2026-06-28-aaaaaaaa.jsonl": long });
    const trace = await readTrace(folder, hasId("e0"));
    expect(trace.isCut).toBe(true);
    expect(trace.events).toHaveLength(8);
  });

  it("keeps the requested event", async () => {
    const trace = await readTrace(await makeStoreFolder(files), hasId("e7"), { limit: 3 });
    expect(idsOf(trace)).toEqual(["e0", "e1", "e7"]);
    expect(trace.isCut).toBe(true);
  });
});

describe("a trace with unreadable files", () => {
  it("contains the events of the other files and counts the unreadable one", async () => {
    const folder = await makeStoreFolder(OVER_MIDNIGHT);
    const fs = interceptFileSystem(nodeFs, (call, proceed) =>
      call.name === "handle.read" && call.path.includes("06-27")
        ? Promise.reject(systemError("EIO"))
        : proceed(),
    );
    const trace = await readTrace(folder, hasId("late"), { fs });
    expect(idsOf(trace)).toEqual(IN_ORDER.slice(1));
    expect(trace.unreadFileCount).toBe(1);
    expect(openPaths(folder)).toEqual([]);
  });

  it("contains the requested event even if its file was deleted", async () => {
    const folder = await makeStoreFolder(OVER_MIDNIGHT);
    const trace = await readTrace(folder, hasId("late"), {
      change: () => rm(`${folder}/telemetry-2026-06-28-aaaaaaaa.jsonl`),
    });
    expect(idsOf(trace)).toEqual(["before", "segment", "late", "after"]);
    expect(trace.unreadFileCount).toBe(0);
  });

  it("rejects with the reason when it is canceled, and closes its files", async () => {
    const folder = await makeStoreFolder(OVER_MIDNIGHT);
    await writeFile(`${folder}/telemetry-2026-06-27-aaaaaaaa.jsonl`, toFile(makeEvents(5_000)));
    const reason = new Error("cancelled");
    const abort = new AbortController();
    const opened: string[] = [];
    const fs = interceptFileSystem(nodeFs, (call, proceed) => {
      if (call.name === "open") opened.push(call.path);
      if (call.name === "handle.read") abort.abort(reason);
      return proceed();
    });
    const reading = readTrace(folder, hasId("late"), { fs, signal: abort.signal });
    await expect(reading).rejects.toBe(reason);
    expect(opened).toHaveLength(1);
    expect(openPaths(folder)).toEqual([]);
  });
});
