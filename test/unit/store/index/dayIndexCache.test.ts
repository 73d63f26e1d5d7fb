import { appendFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeEvents, toJsonLines } from "../../../support/events.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";
import { makeIndex, MemoryCache, nameOf } from "./dayIndexTestbed.ts";

const A = nameOf("aaaaaaaa");
const B = nameOf("bbbbbbbb");

/** A folder, and a cache saved by an index of it. */
async function makeCached() {
  const folder = await makeStoreFolder({ [A]: makeEvents(3), [B]: makeEvents(4) });
  const cache = new MemoryCache();
  const { index } = makeIndex(folder, cache);
  const result = await index.refresh();
  await index.flush();
  return { folder, cache, index, result };
}

describe("an index with a cache", () => {
  it("opens no files if nothing has changed since the cache was saved", async () => {
    const { folder, cache, result } = await makeCached();
    const { index, takeOpened, notices } = makeIndex(folder, cache);
    expect(await index.refresh()).toEqual(result);
    expect(takeOpened()).toEqual([]);
    expect(notices).toEqual([]);
  });

  it("reads only changed files", async () => {
    const { folder, cache } = await makeCached();
    await rm(join(folder, A));
    await appendFile(join(folder, B), toJsonLines(makeEvents(2)));
    const { index, takeOpened } = makeIndex(folder, cache);
    const { summaries } = await index.refresh();
    expect(summaries).toMatchObject([{ file: { name: B }, eventCount: 6 }]);
    expect(takeOpened()).toEqual([B]);
  });

  it("saves the cache only after a change", async () => {
    const { folder, cache, index } = await makeCached();
    expect(cache.saveCount).toBe(1);
    await index.refresh();
    await index.flush();
    const next = makeIndex(folder, cache).index;
    await next.refresh();
    await next.flush();
    expect(cache.saveCount).toBe(1);
    await rm(join(folder, A));
    await next.refresh();
    await next.flush();
    expect(cache.saveCount).toBe(2);
  });

  it("saves one result at a time, ending with the latest", async () => {
    const folder = await makeStoreFolder({ [A]: makeEvents(3) });
    const firstSave = Promise.withResolvers<undefined>();
    const firstStarted = Promise.withResolvers<undefined>();
    const saved: string[] = [];
    const cache = {
      load: () => Promise.resolve(undefined),
      save: async (text: string) => {
        firstStarted.resolve(undefined);
        if (saved.length === 0) await firstSave.promise;
        saved.push(text);
      },
    };
    const { index } = makeIndex(folder, cache);
    await index.refresh();
    await firstStarted.promise;
    for (let round = 0; round < 3; round++) {
      await appendFile(join(folder, A), toJsonLines(makeEvents(1)));
      await index.refresh();
    }
    expect(saved).toEqual([]);
    firstSave.resolve(undefined);
    await index.flush();
    expect(saved.map((text) => /"eventCount":(\d+)/.exec(text)?.[1])).toEqual(["3", "6"]);
  });

  it("ignores and reports a cache that cannot be loaded", async () => {
    const { folder, cache, result } = await makeCached();
    const load = () => Promise.reject(new Error("EACCES"));
    const { index, notices } = makeIndex(folder, { load, save: cache.save });
    expect(await index.refresh()).toEqual(result);
    expect(notices).toEqual([`Could not load the index cache for ${folder}: EACCES`]);
  });

  it("reports and replaces an invalid cache", async () => {
    const { folder, cache, result } = await makeCached();
    const good = cache.text;
    cache.text = "nonsense";
    const { index, notices } = makeIndex(folder, cache);
    expect(await index.refresh()).toEqual(result);
    await index.flush();
    expect(notices).toEqual([`The index cache for ${folder} is invalid; rebuilding it.`]);
    expect(cache.text).toBe(good);
  });

  it("reports a cache that cannot be saved, and retries after the next change", async () => {
    const folder = await makeStoreFolder({ [A]: makeEvents(3) });
    let saveCount = 0;
    const { index, notices } = makeIndex(folder, {
      load: () => Promise.resolve(undefined),
      save: () => {
        saveCount++;
        return Promise.reject(new Error("ENOSPC"));
      },
    });
    expect((await index.refresh()).summaries).toHaveLength(1);
    await index.flush();
    expect(notices).toEqual([`Could not save the index cache for ${folder}: ENOSPC`]);
    await appendFile(join(folder, A), toJsonLines(makeEvents(1)));
    await index.refresh();
    await index.flush();
    expect(saveCount).toBe(2);
  });
});
