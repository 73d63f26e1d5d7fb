import { promises as fs } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { DayIndex } from "../../../../extension/store/index/dayIndex.ts";
import { makeEvents, toJsonLines } from "../../../support/events.ts";
import { interceptFileSystem, systemError } from "../../../support/interceptedFileSystem.ts";
import { openPaths } from "../../../support/openPaths.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";
import { makeIndex, nameOf, namesIn } from "./dayIndexTestbed.ts";

const A = nameOf("aaaaaaaa");
const B = nameOf("bbbbbbbb");

/** An index whose listing waits until it is let go; `begun` resolves once it has begun. */
async function makeHeldIndex() {
  const folder = await makeStoreFolder({ [A]: makeEvents(3), [B]: makeEvents(4) });
  const begun = Promise.withResolvers<undefined>();
  const held = Promise.withResolvers<undefined>();
  let listingCount = 0;
  const openedNames: string[] = [];
  const holding = interceptFileSystem(fs, async ({ name, path }, proceed) => {
    if (name === "open") openedNames.push(path.slice(folder.length + 1));
    if (name !== "readdir") return proceed();
    listingCount++;
    const names = await proceed();
    begun.resolve(undefined);
    await held.promise;
    return names;
  });
  const index = new DayIndex({ fs: holding, directory: folder, onNotice: () => undefined });
  const letGo = () => {
    held.resolve(undefined);
  };
  return { folder, index, begun: begun.promise, letGo, openedNames, counts: () => listingCount };
}

describe("refreshes at the same time", () => {
  it("are one, where both are asked for before it has begun", async () => {
    const { index, listingCount } = makeIndex(await makeStoreFolder({ [A]: makeEvents(3) }));
    const [one, other] = await Promise.all([index.refresh(), index.refresh()]);
    expect(one).toBe(other);
    expect(listingCount()).toBe(1);
  });

  it("that come while one runs share the next, which sees what changed meanwhile", async () => {
    const { folder, index, begun, letGo, counts } = await makeHeldIndex();
    const first = index.refresh();
    await begun;
    await writeFile(join(folder, nameOf("cccccccc")), toJsonLines(makeEvents(1)));
    const second = index.refresh();
    const third = index.refresh();
    letGo();
    expect(namesIn(await first)).toEqual([A, B]);
    expect(namesIn(await second)).toEqual([A, B, nameOf("cccccccc")]);
    expect(await third).toBe(await second);
    expect(counts()).toBe(2);
  });

  it("tell their progress to all who wait", async () => {
    const { index } = makeIndex(await makeStoreFolder({ [A]: makeEvents(3) }));
    const told: string[] = [];
    await Promise.all([
      index.refresh({ onProgress: () => told.push("one") }),
      index.refresh({ onProgress: () => told.push("other") }),
    ]);
    expect(told.sort()).toEqual(["one", "other"]);
  });

  it("fail for all who wait, and the next one is tried", async () => {
    const folder = await makeStoreFolder({ [A]: makeEvents(3) });
    let fails = true;
    const faulty = interceptFileSystem(fs, ({ name }, proceed) => {
      if (name !== "readdir" || !fails) return proceed();
      fails = false;
      return Promise.reject(systemError("EIO"));
    });
    const index = new DayIndex({ fs: faulty, directory: folder, onNotice: () => undefined });
    const results = await Promise.allSettled([index.refresh(), index.refresh()]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(namesIn(await index.refresh())).toEqual([A]);
  });
});

describe("a caller of a refresh that gives up", () => {
  it("gets the reason at once, and the others their result", async () => {
    const { index, begun, letGo } = await makeHeldIndex();
    const abort = new AbortController();
    const impatient = index.refresh({ signal: abort.signal });
    const patient = index.refresh();
    await begun;
    abort.abort(new Error("enough"));
    await expect(impatient).rejects.toThrow("enough");
    letGo();
    expect(namesIn(await patient)).toEqual([A, B]);
  });

  it("ends the refresh where nobody else waits for it", async () => {
    const { folder, index, begun, letGo, openedNames } = await makeHeldIndex();
    const abort = new AbortController();
    const impatient = index.refresh({ signal: abort.signal });
    await begun;
    abort.abort(new Error("enough"));
    await expect(impatient).rejects.toThrow("enough");
    letGo();
    expect(namesIn(await index.refresh())).toEqual([A, B]);
    // The first refresh has opened none; the second one opened each once.
    expect(openedNames.sort()).toEqual([A, B]);
    expect(openPaths(folder)).toEqual([]);
  });

  it("does not spoil the next refresh for those who come later", async () => {
    const { index, begun, letGo, counts } = await makeHeldIndex();
    const running = index.refresh();
    await begun;
    const abort = new AbortController();
    const impatient = index.refresh({ signal: abort.signal });
    abort.abort(new Error("enough"));
    const later = index.refresh();
    letGo();
    await expect(impatient).rejects.toThrow("enough");
    expect(await later).toBe(await running);
    expect(counts()).toBe(2);
  });

  it("has its files closed before the next refresh begins", async () => {
    const folder = await makeStoreFolder({ [A]: makeEvents(3), [B]: makeEvents(3) });
    const abort = new AbortController();
    const openAtListing: number[] = [];
    const watched = interceptFileSystem(fs, async ({ name, path }, proceed) => {
      if (name === "readdir") openAtListing.push(openPaths(folder).length);
      if (name === "handle.read") abort.abort(new Error("enough"));
      // A disk that takes its time.
      for (let turn = 0; name === "handle.close" && path.includes(B) && turn < 50; turn++) {
        await setImmediate();
      }
      return proceed();
    });
    const index = new DayIndex({ fs: watched, directory: folder, onNotice: () => undefined });
    const impatient = index.refresh({ signal: abort.signal });
    await expect(impatient).rejects.toThrow("enough");
    expect(namesIn(await index.refresh())).toEqual([A, B]);
    expect(openAtListing).toEqual([0, 0]);
  });

  it("leaves what was read to the next refresh", async () => {
    const { index, takeOpened } = makeIndex(
      await makeStoreFolder({ [A]: makeEvents(3), [B]: makeEvents(2_000) }),
    );
    const abort = new AbortController();
    const onProgress = () => {
      abort.abort(new Error("enough"));
    };
    await expect(index.refresh({ signal: abort.signal, onProgress })).rejects.toThrow("enough");
    expect(takeOpened()).toEqual([A, B]);
    await index.refresh();
    expect(takeOpened()).toEqual([B]);
  });

  it("gets the reason where it has given up already", async () => {
    const { index, listingCount } = makeIndex(await makeStoreFolder({}));
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(index.refresh({ signal })).rejects.toThrow("enough");
    await index.refresh();
    expect(listingCount()).toBe(1);
  });
});
