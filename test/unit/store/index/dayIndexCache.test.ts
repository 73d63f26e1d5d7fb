import { appendFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeEvents, toJsonLines } from "../../../support/events.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";
import { makeIndex, MemoryCache, nameOf } from "./dayIndexTestbed.ts";

const A = nameOf("aaaaaaaa");
const B = nameOf("bbbbbbbb");

/** A folder and the cache that an index of it has left. */
async function makeCached() {
  const folder = await makeStoreFolder({ [A]: makeEvents(3), [B]: makeEvents(4) });
  const cache = new MemoryCache();
  const { index } = makeIndex(folder, cache);
  const result = await index.refresh();
  await index.flush();
  return { folder, cache, index, result };
}

describe("an index with a cache", () => {
  it("opens no file that is as it was when the cache was saved", async () => {
    const { folder, cache, result } = await makeCached();
    const { index, takeOpened, notices } = makeIndex(folder, cache);
    expect(await index.refresh()).toEqual(result);
    expect(takeOpened()).toEqual([]);
    expect(notices).toEqual([]);
  });

  it("reads what has changed since", async () => {
    const { folder, cache } = await makeCached();
    await rm(join(folder, A));
    await appendFile(join(folder, B), toJsonLines(makeEvents(2)));
    const { index, takeOpened } = makeIndex(folder, cache);
    const { summaries } = await index.refresh();
    expect(summaries).toMatchObject([{ file: { name: B }, eventCount: 6 }]);
    expect(takeOpened()).toEqual([B]);
  });

  it("saves only after something has changed", async () => {
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

  it("saves one at a time, the latest result last", async () => {
    const folder = await makeStoreFolder({ [A]: makeEvents(3) });
    const firstSave = Promise.withResolvers<undefined>();
    const firstBegan = Promise.withResolvers<undefined>();
    const saved: string[] = [];
    const cache = {
      load: () => Promise.resolve(undefined),
      save: async (text: string) => {
        firstBegan.resolve(undefined);
        if (saved.length === 0) await firstSave.promise;
        saved.push(text);
      },
    };
    const { index } = makeIndex(folder, cache);
    await index.refresh();
    await firstBegan.promise;
    for (let round = 0; round < 3; round++) {
      await appendFile(join(folder, A), toJsonLines(makeEvents(1)));
      await index.refresh();
    }
    expect(saved).toEqual([]);
    firstSave.resolve(undefined);
    await index.flush();
    expect(saved.map((text) => /"eventCount":(\d+)/.exec(text)?.[1])).toEqual(["3", "6"]);
  });

  it("does without one that cannot be loaded, and says so", async () => {
    const { folder, cache, result } = await makeCached();
    const load = () => Promise.reject(new Error("EACCES"));
    const { index, notices } = makeIndex(folder, { load, save: cache.save });
    expect(await index.refresh()).toEqual(result);
    expect(notices).toEqual([`Could not load the index cache for ${folder}: EACCES`]);
  });

  it("does without one that is of no use, says so, and replaces it", async () => {
    const { folder, cache, result } = await makeCached();
    const good = cache.text;
    cache.text = "nonsense";
    const { index, notices } = makeIndex(folder, cache);
    expect(await index.refresh()).toEqual(result);
    await index.flush();
    expect(notices).toEqual([`The index cache for ${folder} is invalid; rebuilding it.`]);
    expect(cache.text).toBe(good);
  });

  it("says where the cache cannot be saved, and tries again after the next change", async () => {
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
