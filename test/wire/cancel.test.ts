import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { HostClient, RequestOptions } from "../../webview/host/hostClient.ts";
import { makeEvents } from "../support/events.ts";
import { GatedDisk, isRead } from "../support/gatedDisk.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { makeScratchFolder } from "../support/scratchFolder.ts";
import { makeStoreFolder } from "../support/storeFolder.ts";

/** Ends within the file of the last day, so the file must be read to be counted. */
const HALF = { range: { kind: "last30Days" }, nowMs: Date.parse("2026-06-28T09:01:30Z") } as const;
const ALL = { range: { kind: "allTime" }, nowMs: HALF.nowMs } as const;
const DAYS = ["2026-06-24", "2026-06-25", "2026-06-26", "2026-06-27", "2026-06-28"];

function withTrace(event: object) {
  return { ...event, trace_id: "ab".repeat(16) };
}

async function openStore() {
  const disk = new GatedDisk();
  const directory = await makeStoreFolder(
    // More days than are read ahead, so reading that continues can be noticed.
    Object.fromEntries(
      DAYS.map((day) => [`telemetry-${day}-4f0c9e21.jsonl`, makeEvents(3, day).map(withTrace)]),
    ),
  );
  const panel = new PanelTestbed({ directory, fs: disk.fs });
  const folder = await makeScratchFolder();
  panel.user.exportPath = () => Promise.resolve(join(folder, "export.json"));
  await panel.open();
  return { disk, panel, folder };
}

async function firstRef(client: HostClient) {
  const query = { view: ALL, text: "", errorsOnly: false, newestFirst: false };
  const { queryId } = await client.request("queryEvents", query);
  const { rows } = await client.request("pageEvents", { queryId, offset: 0, limit: 1 });
  const [row] = rows;
  if (row === undefined) throw new Error("There is no event.");
  return row.ref;
}

type SendRequest = (client: HostClient, options: RequestOptions<never>) => Promise<unknown>;

const QUERY = { view: ALL, text: "", errorsOnly: false, newestFirst: true };
const LONG_REQUESTS: readonly (readonly [method: string, sendRequest: SendRequest])[] = [
  ["countRange", (client, options) => client.request("countRange", HALF, options)],
  ["queryEvents", (client, options) => client.request("queryEvents", QUERY, options)],
  [
    "preview",
    (client, options) => client.request("preview", { view: ALL, format: "json" }, options),
  ],
  [
    "openPreview",
    (client, options) => client.request("openPreview", { view: ALL, format: "otlp" }, options),
  ],
  [
    "exportRange",
    (client, options) => client.request("exportRange", { view: ALL, format: "json" }, options),
  ],
];

describe.each(LONG_REQUESTS)("canceling %s", (method, sendRequest) => {
  it("rejects it immediately and stops the work", async () => {
    const { disk, panel, folder } = await openStore();
    const abort = new AbortController();
    const reading = disk.hold(isRead);
    const answer = sendRequest(panel.client, { signal: abort.signal });
    const rejected = expect(answer).rejects.toMatchObject({ code: "cancelled" });
    await reading;
    abort.abort();
    await rejected;
    const { length } = disk.calls;
    await disk.open();
    expect(disk.calls.slice(length).filter(({ name }) => name === "open")).toEqual([]);
    expect(panel.user.done).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
    expect(panel.errors, method).toEqual([]);
  });

  it("sends a single response, cancelled", async () => {
    const { disk, panel } = await openStore();
    const abort = new AbortController();
    const reading = disk.hold(isRead);
    const answer = sendRequest(panel.client, { signal: abort.signal });
    const rejected = expect(answer).rejects.toMatchObject({ code: "cancelled" });
    const answers = panel.recordAnswers();
    await reading;
    abort.abort();
    await rejected;
    await disk.open();
    expect(answers).toEqual(["cancelled"]);
  });
});

describe("canceling readTrace", () => {
  it("rejects it and stops the work", async () => {
    const { disk, panel } = await openStore();
    const ref = await firstRef(panel.client);
    const abort = new AbortController();
    const reading = disk.hold(isRead);
    const answer = panel.client.request("readTrace", { ref }, { signal: abort.signal });
    const rejected = expect(answer).rejects.toMatchObject({ code: "cancelled" });
    await reading;
    abort.abort();
    await rejected;
    await disk.open();
    expect(disk.calls.at(-1)?.name).toBe("handle.close");
  });
});

describe("canceling while a prompt is open", () => {
  it("deletes nothing, whatever the answer", async () => {
    const { disk, panel } = await openStore();
    const prompted = Promise.withResolvers<undefined>();
    const choice = Promise.withResolvers<boolean>();
    panel.user.answer = () => {
      prompted.resolve(undefined);
      return choice.promise;
    };
    const abort = new AbortController();
    const target = { kind: "everything" } as const;
    const answer = panel.client.request("deleteRecorded", { target }, { signal: abort.signal });
    const rejected = expect(answer).rejects.toMatchObject({ code: "cancelled" });
    await prompted.promise;
    abort.abort();
    await rejected;
    choice.resolve(true);
    await disk.open();
    const { snapshot } = await panel.client.request("ready", {});
    expect(await readdir(snapshot.source.folder ?? "")).toHaveLength(DAYS.length);
  });

  it("exports nothing, whatever the selection", async () => {
    const { disk, panel, folder } = await openStore();
    const prompted = Promise.withResolvers<undefined>();
    const choice = Promise.withResolvers<string>();
    panel.user.exportPath = () => {
      prompted.resolve(undefined);
      return choice.promise;
    };
    const abort = new AbortController();
    const params = { view: ALL, format: "json" } as const;
    const answer = panel.client.request("exportRange", params, { signal: abort.signal });
    const rejected = expect(answer).rejects.toMatchObject({ code: "cancelled" });
    await prompted.promise;
    abort.abort();
    await rejected;
    choice.resolve(join(folder, "export.json"));
    await disk.open();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("a second query", () => {
  it("cancels the first one and discards its pages", async () => {
    const { disk, panel } = await openStore();
    const reading = disk.hold(isRead);
    const first = panel.client.request("queryEvents", QUERY);
    const rejected = expect(first).rejects.toMatchObject({ code: "cancelled" });
    await reading;
    const second = panel.client.request("queryEvents", QUERY);
    await disk.open();
    await rejected;
    const { queryId, matchedCount } = await second;
    expect(matchedCount).toBe(15);
    const page = { offset: 0, limit: 100 };
    const { rows } = await panel.client.request("pageEvents", { queryId, ...page });
    expect(rows).toHaveLength(15);
    await expect(
      panel.client.request("pageEvents", { queryId: queryId - 1, ...page }),
    ).rejects.toMatchObject({ code: "notFound" });
  });
});
