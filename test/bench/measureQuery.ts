import { promises as fs } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { systemClock } from "../../extension/platform/clock.ts";
import {
  createEventFilter,
  type EventFilterOptions,
} from "../../extension/store/query/eventFilter.ts";
import { EventQuery } from "../../extension/store/query/eventQuery.ts";
import { listStoreFiles, type StoreFile } from "../../extension/store/storeFiles.ts";
import { MAX_PAGE_BYTES, MAX_PAGE_ROWS } from "../../shared/protocol/values.ts";

interface Figures {
  readonly firstPageMs: number | undefined;
  readonly scanMs: number;
  readonly matchedCount: number;
  readonly pageMs: number;
  readonly pageRows: number;
  readonly rssGrowthMb: number;
  readonly longestTurnMs: number;
}

const QUERIES: readonly (EventFilterOptions & { readonly name: string })[] = [
  { name: "all events", text: "", errorsOnly: false },
  { name: "errors", text: "", errorsOnly: true },
  { name: "frequent text (econn)", text: "econn", errorsOnly: false },
  { name: "text without matches", text: "no such text", errorsOnly: false },
];

/** Prints how long it takes to find events, newest first, in a folder of telemetry files. */
export async function measureQuery(directory: string): Promise<void> {
  const files = await listStoreFiles(fs, directory);
  const megabytes = files.reduce((sum, { byteCount }) => sum + byteCount, 0) / 1e6;
  console.log(`\nQueries in ${files.length} files, ${megabytes.toFixed(0)} MB\n`);
  console.log(
    "| query | first page ms | scan ms | matched | page of 500 ms | rows | RSS growth MB | longest turn ms |",
  );
  console.log("|---|---|---|---|---|---|---|---|");
  for (const { name, ...filter } of QUERIES) {
    const figures = await measure(files, filter);
    console.log(
      `| ${name} | ${figures.firstPageMs?.toFixed(0) ?? "none"} | ${figures.scanMs.toFixed(0)} | ` +
        `${figures.matchedCount} | ${figures.pageMs.toFixed(1)} | ${figures.pageRows} | ` +
        `${figures.rssGrowthMb.toFixed(0)} | ${figures.longestTurnMs.toFixed(1)} |`,
    );
  }
}

async function measure(files: readonly StoreFile[], options: EventFilterOptions): Promise<Figures> {
  const query = new EventQuery({
    fs,
    clock: systemClock,
    files,
    range: {},
    filter: createEventFilter(options),
    newestFirst: true,
  });
  const watch = watchProcess();
  const startMs = performance.now();
  let firstPage: Promise<number> | undefined;
  const { matchedCount } = await query.run(new AbortController().signal, (progress) => {
    if (progress.matchedCount === 0) return;
    firstPage ??= query
      .page(0, MAX_PAGE_ROWS, MAX_PAGE_BYTES)
      .then(() => performance.now() - startMs);
  });
  const scanMs = performance.now() - startMs;
  const seen = await watch.stop();
  const pageStartMs = performance.now();
  const page = await query.page(Math.floor(matchedCount / 2), MAX_PAGE_ROWS, MAX_PAGE_BYTES);
  const pageMs = performance.now() - pageStartMs;
  return {
    firstPageMs: await firstPage,
    scanMs,
    matchedCount,
    pageMs,
    pageRows: page.length,
    ...seen,
  };
}

/** Measures the memory in each turn of the event loop, and the duration of turns. */
function watchProcess() {
  const startRss = process.memoryUsage.rss();
  let peakRss = startRss;
  let longestTurnMs = 0;
  const stopping = new AbortController();
  const watching = (async () => {
    let turnMs = performance.now();
    while (!stopping.signal.aborted) {
      await setImmediate();
      const nowMs = performance.now();
      longestTurnMs = Math.max(longestTurnMs, nowMs - turnMs);
      turnMs = nowMs;
      peakRss = Math.max(peakRss, process.memoryUsage.rss());
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await watching;
      return { rssGrowthMb: (peakRss - startRss) / 1e6, longestTurnMs };
    },
  };
}
