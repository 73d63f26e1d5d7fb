import { describe, expect, it } from "vitest";
import type { PagedEvent } from "../../../../extension/store/query/eventQuery.ts";
import { CORPUS, corpusFolder } from "../../../support/corpus.ts";
import { makeEvent, makeEvents } from "../../../support/events.ts";
import { readStore, type ReadEvent } from "../../../support/readStore.ts";
import { seededRandom } from "../../../support/seededRandom.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";
import { idsOfPage, makeQuery, readAll, runQuery } from "./eventQueryTestbed.ts";

/** Three sessions with two segments each on three days. Their clocks sometimes go back. */
function makeOverlappingStore(): Promise<string> {
  const random = seededRandom(7);
  const files: Record<string, object[]> = {};
  for (const day of ["2026-06-27", "2026-06-28", "2026-06-30"]) {
    for (const session8 of ["aaaaaaaa", "bbbbbbbb", "cccccccc"]) {
      let ms = Date.parse(`${day}T09:00:00.000Z`);
      for (const segment of ["", ".1"]) {
        files[`telemetry-${day}-${session8}${segment}.jsonl`] = Array.from({ length: 40 }, () => {
          ms += Math.floor(random() * 2_000) - 200;
          const event_id = `${session8}-${Math.floor(random() * 2 ** 32)}`;
          return makeEvent({ event_id, timestamp: new Date(ms).toISOString() });
        });
      }
    }
  }
  return makeStoreFolder(files);
}

const STORES: readonly [string, () => Promise<string> | string][] = [
  ["three overlapping sessions", makeOverlappingStore],
  ...CORPUS.map(({ name }): [string, () => string] => [name, () => corpusFolder(name)]),
];

function read({ fileName, row }: ReadEvent): string {
  return `${fileName} ${JSON.stringify(row)}`;
}

function found({ file, row }: PagedEvent): string {
  return `${file.name} ${JSON.stringify(row)}`;
}

describe("EventQuery", () => {
  it.each(STORES)("finds the events of %s in reading order", async (_, makeStore) => {
    const folder = await makeStore();
    const { events } = await readStore(folder);
    const query = await runQuery(folder);
    expect(events.length).toBeGreaterThan(100);
    expect((await readAll(query)).map(found)).toEqual(events.map(read));
  });

  it.each(STORES)("finds the events of %s in reverse order", async (_, makeStore) => {
    const folder = await makeStore();
    const { events } = await readStore(folder);
    const query = await runQuery(folder, { newestFirst: true });
    expect((await readAll(query)).map(found)).toEqual(events.map(read).reverse());
  });

  it.each([false, true])(
    "returns the same rows in pages from any offset, newest first: %s",
    async (newestFirst) => {
      const folder = await makeOverlappingStore();
      const query = await runQuery(folder, { newestFirst });
      const all = idsOfPage(await readAll(query));
      expect(all).toHaveLength(720);
      for (let offset = 0; offset <= all.length; offset++) {
        const page = await query.page(offset, 7, 262_144);
        expect(idsOfPage(page)).toEqual(all.slice(offset, offset + 7));
      }
    },
  );

  it("finds only events in the range, even if the clock of the session went back", async () => {
    const range = {
      startMs: Date.parse("2026-06-28T09:00:05.000Z"),
      endMsExclusive: Date.parse("2026-06-28T09:00:30.000Z"),
    };
    const folder = await makeOverlappingStore();
    const { events } = await readStore(folder, { range });
    const query = await runQuery(folder, { range });
    expect(events.length).toBeGreaterThan(20);
    expect((await readAll(query)).map(found)).toEqual(events.map(read));
    expect(query.progress.scannedCount).toBe(events.length);
  });

  it("finds only events that match the filter", async () => {
    const folder = await makeStoreFolder({
      "telemetry-2026-06-28-aaaaaaaa.jsonl": [
        makeEvent({ event_id: "one", event_name: "remote.setup" }),
        makeEvent({ event_id: "two", error: { message: "no" } }),
        makeEvent({ event_id: "three", event_name: "Remote.Setup", error: { message: "no" } }),
      ],
    });
    const options = { text: "remote", errorsOnly: true };
    const query = await runQuery(folder, options);
    expect(idsOfPage(await readAll(query))).toEqual(["three"]);
    expect(query.progress).toMatchObject({ matchedCount: 1, scannedCount: 3 });
  });

  it("finds nothing in a folder without files", async () => {
    const query = await runQuery(await makeStoreFolder({}));
    expect(await query.page(0, 500, 262_144)).toEqual([]);
    expect(query.progress).toEqual({
      matchedCount: 0,
      scannedCount: 0,
      readBytes: 0,
      totalBytes: 0,
      skippedLineCount: 0,
      unreadFileCount: 0,
    });
  });

  it("returns the location of each event", async () => {
    const folder = await makeStoreFolder({ "telemetry-2026-06-28-aaaaaaaa.jsonl": "" });
    expect(await readAll(await makeQuery(folder))).toEqual([]);
    const [row = makeEvent()] = makeEvents(1);
    const line = JSON.stringify(row);
    const other = await makeStoreFolder({
      "telemetry-2026-06-28-aaaaaaaa.jsonl": `no event\n${line}\n`,
    });
    const [event] = await readAll(await runQuery(other));
    expect(event).toMatchObject({
      file: { name: "telemetry-2026-06-28-aaaaaaaa.jsonl" },
      offset: 9,
      byteCount: line.length,
      row,
      timeMs: Date.parse(row.timestamp),
    });
  });

  it("supports more locations than fit in a chunk", async () => {
    const rows = makeEvents(20_000).map(({ event_id }) => ({
      event_id,
      event_name: "a",
      timestamp: "2026-06-28T09:00:00.000Z",
    }));
    const folder = await makeStoreFolder({ "telemetry-2026-06-28-aaaaaaaa.jsonl": rows });
    const query = await runQuery(folder, { newestFirst: true });
    const ids = rows.map((row) => row.event_id).reverse();
    for (const offset of [0, 3_615, 8_190, 11_806, 16_380, 19_990]) {
      expect(idsOfPage(await query.page(offset, 20, 262_144))).toEqual(
        ids.slice(offset, offset + 20),
      );
    }
  });
});
