import { describe, expect, it } from "vitest";
import { IndexSaver } from "../../../../extension/store/index/indexSaver.ts";
import { ManualScheduler } from "../../../support/manualScheduler.ts";
import { MemoryCache } from "./dayIndexTestbed.ts";
import { summaryOf } from "../retention/deletionFixture.ts";

function makeSaver() {
  const scheduler = new ManualScheduler();
  const cache = new MemoryCache();
  const failures: string[] = [];
  const saver = new IndexSaver({ cache, scheduler, onError: (reason) => failures.push(reason) });
  return {
    scheduler,
    cache,
    failures,
    saver,
    /** Saves a result that is identified by its count. */
    save: (eventCount: number) => {
      saver.save([{ ...summaryOf("2026-06-28"), eventCount }]);
    },
    /** The count saved last, and the number of saves. */
    saved: async () => {
      // Saving takes a few turns of the event loop, but no timers.
      for (let turn = 0; turn < 10; turn++) await new Promise((done) => setImmediate(done));
      return [/"eventCount":(\d+)/.exec(cache.text ?? "")?.[1], cache.saveCount];
    },
  };
}

describe("an index that changes constantly", () => {
  it("is saved immediately the first time", async () => {
    const { save, saved } = makeSaver();
    save(1);
    expect(await saved()).toEqual(["1", 1]);
  });

  it("is saved every 30 s after that", async () => {
    const { save, saved, scheduler } = makeSaver();
    save(1);
    await saved();
    for (let count = 2; count <= 91; count++) {
      save(count);
      scheduler.advance(1_000);
      await saved();
    }
    expect(await saved()).toEqual(["91", 4]);
  });

  it("is not saved again immediately if it changes during the first save", async () => {
    const { save, saved, scheduler } = makeSaver();
    save(1);
    save(2);
    expect(await saved()).toEqual(["1", 1]);
    scheduler.advance(30_000);
    expect(await saved()).toEqual(["2", 2]);
  });

  it("is saved immediately after 30 s without changes", async () => {
    const { save, saved, scheduler, cache } = makeSaver();
    save(1);
    await saved();
    scheduler.advance(30_000);
    expect(cache.saveCount).toBe(1);
    expect(scheduler.delaysMs).toEqual([]);
    save(2);
    expect(await saved()).toEqual(["2", 2]);
  });

  it("is saved immediately by a flush, which leaves no timer", async () => {
    const { save, saver, saved, scheduler } = makeSaver();
    save(1);
    await saved();
    save(2);
    await saver.flush();
    expect(await saved()).toEqual(["2", 2]);
    expect(scheduler.delaysMs).toEqual([]);
    await saver.flush();
    expect(await saved()).toEqual(["2", 2]);
  });

  it("is saved by a flush during another save", async () => {
    const { save, saver, saved } = makeSaver();
    save(1);
    save(2);
    await saver.flush();
    expect(await saved()).toEqual(["2", 2]);
  });
});

describe("an index that cannot be saved", () => {
  it("reports the reason and is saved with the next change", async () => {
    const { save, saved, scheduler, cache, failures } = makeSaver();
    const failing = new IndexSaver({
      cache: { load: cache.load, save: () => Promise.reject(new Error("ENOSPC")) },
      scheduler,
      onError: (reason) => failures.push(reason),
    });
    failing.save([summaryOf("2026-06-28")]);
    await failing.flush();
    failing.save([summaryOf("2026-06-29")]);
    await failing.flush();
    expect(failures).toEqual(["ENOSPC", "ENOSPC"]);
    save(1);
    expect(await saved()).toEqual(["1", 1]);
  });
});
