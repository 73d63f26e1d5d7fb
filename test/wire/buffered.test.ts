import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeEvents, toJsonLines } from "../support/events.ts";
import { GatedDisk } from "../support/gatedDisk.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { makeStoreFolder } from "../support/storeFolder.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";

function countsOf(buffered: number) {
  return { accepted: 9, written: 9 - buffered, dropped: 0, buffered };
}

/** A panel whose recorder has two buffered events, which the next flush writes to the file. */
async function openStore() {
  const directory = await makeStoreFolder({ [NAME]: makeEvents(3) });
  const panel = new PanelTestbed({ directory });
  await panel.open();
  panel.counts = countsOf(2);
  panel.sink.flush = async () => {
    const later = makeEvents(2, "2026-06-28", "4f0c9e21", 12);
    await appendFile(join(directory, NAME), toJsonLines(later));
    panel.counts = countsOf(0);
    panel.sink.flushCount++;
    return panel.sink.outcome;
  };
  panel.sink.flushCount = 0;
  const query = { view: panel.view(), text: "", errorsOnly: false, newestFirst: false };
  return { panel, query };
}

describe("buffered events", () => {
  it("are counted", async () => {
    const { panel } = await openStore();
    const { eventCount } = await panel.client.request("countRange", panel.view());
    expect(eventCount).toBe(5);
  });

  it("are found by a query", async () => {
    const { panel, query } = await openStore();
    const { matchedCount } = await panel.client.request("queryEvents", query);
    expect(matchedCount).toBe(5);
  });

  it("are counted even during the first scan", async () => {
    const disk = new GatedDisk();
    const directory = await makeStoreFolder({ [NAME]: makeEvents(3) });
    const panel = new PanelTestbed({ directory, fs: disk.fs });
    const listing = disk.hold(({ name }) => name === "readdir");
    await panel.client.request("ready", {});
    await listing;
    panel.counts = countsOf(1);
    const count = panel.client.request("countRange", panel.view());
    await appendFile(join(directory, NAME), toJsonLines(makeEvents(1)));
    await disk.open();
    expect((await count).eventCount).toBe(4);
  });

  it("are not flushed if there are none", async () => {
    const { panel, query } = await openStore();
    panel.counts = countsOf(0);
    await panel.client.request("countRange", panel.view());
    await panel.client.request("queryEvents", query);
    expect(panel.sink.flushCount).toBe(0);
  });

  it("are not flushed while another folder is shown", async () => {
    const { panel } = await openStore();
    panel.user.folder = () => makeStoreFolder({ [NAME]: makeEvents(7) });
    await panel.client.request("chooseFolder", {});
    const { eventCount } = await panel.client.request("countRange", panel.view());
    expect(eventCount).toBe(7);
    expect(panel.sink.flushCount).toBe(0);
  });

  it("do not block a count that is canceled", async () => {
    const { panel } = await openStore();
    const started = Promise.withResolvers<undefined>();
    panel.sink.flush = () => {
      started.resolve(undefined);
      return new Promise(() => undefined);
    };
    const abort = new AbortController();
    const { signal } = abort;
    const count = panel.client.request("countRange", panel.view(), { signal });
    const answers = panel.recordAnswers();
    const rejected = expect(count).rejects.toMatchObject({ code: "cancelled" });
    await started.promise;
    abort.abort();
    await rejected;
    await new Promise((done) => setImmediate(done));
    expect(answers).toEqual(["cancelled"]);
  });
});
