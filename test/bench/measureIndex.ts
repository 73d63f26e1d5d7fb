import { promises as fs } from "node:fs";
import { DayIndex } from "../../extension/store/index/dayIndex.ts";
import { CountTally, tallyFiles } from "../../extension/store/index/countTally.ts";
import { listStoreFiles } from "../../extension/store/storeFiles.ts";
import { makeEvents, toJsonLines } from "../support/events.ts";

const APPENDED_EVENTS = 100;

/**
 * Prints how long the index of a store takes, and for how long it blocks the event loop. The files
 * are in the page cache of the system, and only the index is cold.
 */
export async function measureIndex(title: string, store: string, rounds: number): Promise<void> {
  const times = {
    cold: [] as number[],
    coldCpu: [] as number[],
    hold: [] as number[],
    holdCpu: [] as number[],
    unchanged: [] as number[],
    unchangedHoldCpu: [] as number[],
    cached: [] as number[],
    grown: [] as number[],
  };
  let totals = new CountTally().totals;
  for (let round = 0; round < rounds; round++) {
    const cache = memoryCache();
    const index = openIndex(store, cache);
    const cpuBeforeMs = threadCpuMs();
    times.cold.push(await timeOf(() => index.refresh()));
    times.coldCpu.push(threadCpuMs() - cpuBeforeMs);
    await index.flush();
    totals = (await tallyFiles((await index.refresh()).summaries)).totals;
    times.unchanged.push(await timeOf(() => index.refresh()));
    const next = openIndex(store, cache);
    times.cached.push(await timeOf(() => next.refresh()));
    await withGrownFile(store, async () => {
      times.grown.push(await timeOf(() => index.refresh()));
      await index.flush();
    });
    // A separate run, because watching the event loop takes time.
    const watched = openIndex(store, memoryCache());
    const hold = await longestHold(async () => {
      await watched.refresh();
      await watched.flush();
    });
    times.hold.push(hold.wallMs);
    times.holdCpu.push(hold.cpuMs);
    const unchanged = await longestHold(async () => {
      await watched.refresh();
    });
    times.unchangedHoldCpu.push(unchanged.cpuMs);
  }
  const { fileCount, byteCount, eventCount } = totals;
  console.log(
    `\nIndex of ${title}: ${fileCount} files, ${eventCount} events, ` +
      `${(byteCount / 1e6).toFixed(0)} MB, ${rounds} rounds\n`,
  );
  console.log("| index | median ms | min–max ms |");
  console.log("|---|---|---|");
  printRow("cold", times.cold);
  printRow("cold: processor time of the thread", times.coldCpu);
  printRow("cold: longest hold of the event loop", times.hold);
  printRow("cold: longest hold in processor time", times.holdCpu);
  printRow("nothing has changed", times.unchanged);
  printRow("nothing has changed: longest hold in processor time", times.unchangedHoldCpu);
  printRow("nothing has changed, from the saved cache", times.cached);
  printRow(`one file has ${APPENDED_EVENTS} more events`, times.grown);
}

function memoryCache() {
  let saved: string | undefined;
  return {
    load: () => Promise.resolve(saved),
    save: (text: string) => {
      saved = text;
      return Promise.resolve();
    },
  };
}

function openIndex(directory: string, cache: ReturnType<typeof memoryCache>): DayIndex {
  return new DayIndex({
    fs,
    directory,
    cache,
    onNotice: (message) => {
      throw new Error(message);
    },
  });
}

/** Restores the store afterward for other measurements. */
async function withGrownFile(store: string, measure: () => Promise<void>): Promise<void> {
  const file = (await listStoreFiles(fs, store)).at(-1);
  if (file === undefined) throw new Error(`${store} is empty.`);
  await fs.appendFile(file.path, toJsonLines(makeEvents(APPENDED_EVENTS, file.day)));
  try {
    await measure();
  } finally {
    await fs.truncate(file.path, file.byteCount);
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * The longest wall time and CPU time between two turns of the event loop. Uses a callback in each
 * turn, because `monitorEventLoopDelay` is limited by the resolution of its timer. Other programs
 * increase the wall time, but not the CPU time.
 */
async function longestHold(work: () => Promise<void>) {
  const longest = { wallMs: 0, cpuMs: 0 };
  let last = { wallMs: performance.now(), cpuMs: threadCpuMs() };
  const takeTurn = () => {
    const now = { wallMs: performance.now(), cpuMs: threadCpuMs() };
    longest.wallMs = Math.max(longest.wallMs, now.wallMs - last.wallMs);
    longest.cpuMs = Math.max(longest.cpuMs, now.cpuMs - last.cpuMs);
    last = now;
    immediate = setImmediate(takeTurn);
  };
  let immediate = setImmediate(takeTurn);
  try {
    await work();
  } finally {
    clearImmediate(immediate);
  }
  return longest;
}

/** CPU time of this thread only, without file system and garbage collector threads. */
function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function printRow(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (share: number) =>
    (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(1);
  console.log(`| ${name} | ${at(0.5)} | ${at(0)}–${at(1)} |`);
}
