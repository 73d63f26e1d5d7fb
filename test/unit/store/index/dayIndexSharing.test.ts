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

/** An index whose listing blocks until `release`. `started` resolves when the listing starts. */
async function makeBlockedIndex() {
  const folder = await makeStoreFolder({ [A]: makeEvents(3), [B]: makeEvents(4) });
  const started = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<undefined>();
  let listingCount = 0;
  const openedNames: string[] = [];
  const blocking = interceptFileSystem(fs, async ({ name, path }, proceed) => {
    if (name === "open") openedNames.push(path.slice(folder.length + 1));
    if (name !== "readdir") return proceed();
    listingCount++;
    const names = await proceed();
    started.resolve(undefined);
    await released.promise;
    return names;
  });
  const index = new DayIndex({ fs: blocking, directory: folder, onNotice: () => undefined });
  const release = () => {
    released.resolve(undefined);
  };
  return {
    folder,
    index,
    started: started.promise,
    release,
    openedNames,
    listings: () => listingCount,
  };
}

describe("concurrent refreshes", () => {
  it("are combined if both are requested before the first one starts", async () => {
    const { index, listingCount } = makeIndex(await makeStoreFolder({ [A]: makeEvents(3) }));
    const [one, other] = await Promise.all([index.refresh(), index.refresh()]);
    expect(one).toBe(other);
    expect(listingCount()).toBe(1);
  });

  it("requested during a refresh share the next one, which includes recent changes", async () => {
    const { folder, index, started, release, listings } = await makeBlockedIndex();
    const first = index.refresh();
    await started;
    await writeFile(join(folder, nameOf("cccccccc")), toJsonLines(makeEvents(1)));
    const second = index.refresh();
    const third = index.refresh();
    release();
    expect(namesIn(await first)).toEqual([A, B]);
    expect(namesIn(await second)).toEqual([A, B, nameOf("cccccccc")]);
    expect(await third).toBe(await second);
    expect(listings()).toBe(2);
  });

  it("report progress to all callers", async () => {
    const { index } = makeIndex(await makeStoreFolder({ [A]: makeEvents(3) }));
    const reported: string[] = [];
    await Promise.all([
      index.refresh({ onProgress: () => reported.push("one") }),
      index.refresh({ onProgress: () => reported.push("other") }),
    ]);
    expect(reported.sort()).toEqual(["one", "other"]);
  });

  it("fail for all callers, but not for the next one", async () => {
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

describe("aborting a refresh", () => {
  it("rejects immediately, while other callers get their result", async () => {
    const { index, started, release } = await makeBlockedIndex();
    const abort = new AbortController();
    const aborted = index.refresh({ signal: abort.signal });
    const other = index.refresh();
    await started;
    abort.abort(new Error("enough"));
    await expect(aborted).rejects.toThrow("enough");
    release();
    expect(namesIn(await other)).toEqual([A, B]);
  });

  it("stops the refresh if no other caller needs it", async () => {
    const { folder, index, started, release, openedNames } = await makeBlockedIndex();
    const abort = new AbortController();
    const aborted = index.refresh({ signal: abort.signal });
    await started;
    abort.abort(new Error("enough"));
    await expect(aborted).rejects.toThrow("enough");
    release();
    expect(namesIn(await index.refresh())).toEqual([A, B]);
    // Only the second refresh opened files, each once.
    expect(openedNames.sort()).toEqual([A, B]);
    expect(openPaths(folder)).toEqual([]);
  });

  it("does not abort the next refresh for later callers", async () => {
    const { index, started, release, listings } = await makeBlockedIndex();
    const running = index.refresh();
    await started;
    const abort = new AbortController();
    const aborted = index.refresh({ signal: abort.signal });
    abort.abort(new Error("enough"));
    const later = index.refresh();
    release();
    await expect(aborted).rejects.toThrow("enough");
    expect(await later).toBe(await running);
    expect(listings()).toBe(2);
  });

  it("closes all files before the next refresh starts", async () => {
    const folder = await makeStoreFolder({ [A]: makeEvents(3), [B]: makeEvents(3) });
    const abort = new AbortController();
    const openAtListing: number[] = [];
    const watched = interceptFileSystem(fs, async ({ name, path }, proceed) => {
      if (name === "readdir") openAtListing.push(openPaths(folder).length);
      if (name === "handle.read") abort.abort(new Error("enough"));
      // A slow disk.
      for (let turn = 0; name === "handle.close" && path.includes(B) && turn < 50; turn++) {
        await setImmediate();
      }
      return proceed();
    });
    const index = new DayIndex({ fs: watched, directory: folder, onNotice: () => undefined });
    const aborted = index.refresh({ signal: abort.signal });
    await expect(aborted).rejects.toThrow("enough");
    expect(namesIn(await index.refresh())).toEqual([A, B]);
    expect(openAtListing).toEqual([0, 0]);
  });

  it("keeps the files that were read for the next refresh", async () => {
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

  it("rejects if the signal is already aborted", async () => {
    const { index, listingCount } = makeIndex(await makeStoreFolder({}));
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(index.refresh({ signal })).rejects.toThrow("enough");
    await index.refresh();
    expect(listingCount()).toBe(1);
  });
});
