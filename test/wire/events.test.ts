import { describe, expect, it } from "vitest";
import type { EventListRow, EventRef } from "../../shared/protocol/values.ts";
import type { HostClient } from "../../webview/host/hostClient.ts";
import { makeEvents } from "../support/events.ts";
import { readJsonExport } from "../support/jsonExport.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { makeStoreFolder } from "../support/storeFolder.ts";
import { exportBytes, STORES } from "./wireStores.ts";

const QUERY = { text: "", errorsOnly: false, newestFirst: false };

/** Reads all rows of a query page by page. */
async function readRows(
  client: HostClient,
  { queryId, matchedCount }: { readonly queryId: number; readonly matchedCount: number },
  limit: number,
): Promise<readonly EventListRow[]> {
  const rows: EventListRow[] = [];
  while (rows.length < matchedCount) {
    const page = { queryId, offset: rows.length, limit };
    const { rows: next } = await client.request("pageEvents", page);
    if (next.length === 0) throw new Error(`The page at ${rows.length} is empty.`);
    expect(Buffer.byteLength(JSON.stringify(next))).toBeLessThan(300_000);
    rows.push(...next);
  }
  return rows;
}

function keyOf({ ref }: { readonly ref: EventRef }): string {
  return `${ref.fileName} ${ref.offset}`;
}

describe.each(STORES)("the events of %s", (_, makeStore) => {
  it("are listed like in an export, whatever the page size", async () => {
    const directory = await makeStore();
    const panel = new PanelTestbed({ directory });
    await panel.open();
    const query = { view: panel.view(), ...QUERY };
    const state = await panel.client.request("queryEvents", query);
    const rows = await readRows(panel.client, state, 500);
    const { bytes, summary } = await exportBytes(directory, query.view.range, "json");
    const exported = bytes.length === 0 ? [] : readJsonExport(bytes);
    expect(state.matchedCount).toBe(summary.eventCount);
    expect(state.scannedCount).toBe(summary.eventCount);
    expect(state.skippedLineCount).toBe(summary.report.skippedLineCount);
    expect(rows.map(({ name }) => name.toWellFormed().slice(0, 20))).toEqual(
      exported.map((event) => String(event["event_name"]).slice(0, 20)),
    );
    expect(new Set(rows.map(keyOf)).size).toBe(rows.length);
    expect(await readRows(panel.client, state, 7)).toEqual(rows);
  });

  it("are listed in reverse order with the newest first", async () => {
    const panel = new PanelTestbed({ directory: await makeStore() });
    await panel.open();
    const oldest = await panel.client.request("queryEvents", { view: panel.view(), ...QUERY });
    const oldestRows = await readRows(panel.client, oldest, 100);
    const query = { view: panel.view(), ...QUERY, newestFirst: true };
    const newest = await panel.client.request("queryEvents", query);
    expect(newest.queryId).toBeGreaterThan(oldest.queryId);
    const newestRows = await readRows(panel.client, newest, 100);
    expect(newestRows).toEqual([...oldestRows].reverse());
  });

  it("can be read individually, with their traces", async () => {
    const panel = new PanelTestbed({ directory: await makeStore() });
    await panel.open();
    const state = await panel.client.request("queryEvents", { view: panel.view(), ...QUERY });
    const rows = await readRows(panel.client, state, 500);
    const step = Math.max(1, Math.floor(rows.length / 60));
    for (const row of rows.filter((_, index) => index % step === 0)) {
      const detail = await panel.client.request("readEvent", { ref: row.ref });
      expect(detail.ref).toEqual(row.ref);
      expect(detail.timeMs).toBe(row.timeMs);
      expect(() => JSON.parse(detail.rawLine) as unknown).not.toThrow();
      const { events } = await panel.client.request("readTrace", { ref: row.ref });
      expect(events.map(keyOf)).toContain(keyOf(row));
    }
  });

  it("are counted in the list of files", async () => {
    const panel = new PanelTestbed({ directory: await makeStore() });
    const { totals } = await panel.open();
    const { fileCount, rows } = await panel.client.request("listFiles", {
      view: panel.view(),
      sortBy: "bytes",
      isDescending: true,
      offset: 0,
      limit: 500,
    });
    expect(fileCount).toBe(totals.fileCount);
    expect(rows.reduce((sum, { eventCount }) => sum + eventCount, 0)).toBe(totals.eventCount);
    const sizes = rows.map(({ byteCount }) => byteCount);
    expect(sizes).toEqual([...sizes].sort((left, right) => right - left));
  });
});

describe("a query", () => {
  it("filters by text and errors", async () => {
    const events = makeEvents(20).map((event, index) => ({
      ...event,
      properties: { step: `Step ${index}` },
      ...(index % 4 === 0 && { error: { message: "went wrong" } }),
    }));
    const directory = await makeStoreFolder({ "telemetry-2026-06-28-4f0c9e21.jsonl": events });
    const panel = new PanelTestbed({ directory });
    await panel.open();
    const query = { view: panel.view(), text: "STEP 1", errorsOnly: true, newestFirst: false };
    const state = await panel.client.request("queryEvents", query);
    expect(state).toMatchObject({ matchedCount: 2, scannedCount: 20 });
    const rows = await readRows(panel.client, state, 10);
    expect(rows.map(({ errorText }) => errorText)).toEqual(["went wrong", "went wrong"]);
  });

  it("reports progress with a query ID that pages can be requested from", async () => {
    const directory = await makeStoreFolder({
      "telemetry-2026-06-28-4f0c9e21.jsonl": makeEvents(1_000),
    });
    const panel = new PanelTestbed({ directory });
    await panel.open();
    const states: { queryId: number; matchedCount: number }[] = [];
    const query = { view: panel.view(), ...QUERY };
    const last = await panel.client.request("queryEvents", query, {
      onProgress: (state) => states.push(state),
    });
    expect(states.length).toBeGreaterThan(0);
    expect(states[0]?.queryId).toBe(last.queryId);
    expect(states[0]?.matchedCount).toBeGreaterThan(0);
    expect(states[0]?.matchedCount).toBeLessThan(1_000);
  });

  it("returns no rows after the end", async () => {
    const panel = new PanelTestbed({ directory: await makeStoreFolder({}) });
    await panel.open();
    const { queryId } = await panel.client.request("queryEvents", {
      view: panel.view(),
      ...QUERY,
    });
    const page = { queryId, offset: Number.MAX_SAFE_INTEGER, limit: 500 };
    expect(await panel.client.request("pageEvents", page)).toEqual({ rows: [] });
  });
});
