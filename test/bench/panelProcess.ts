/**
 * Uses the host side of the panel like a person with a large store: opens, counts, scrolls,
 * filters, and closes. Runs in a separate process to measure its memory. The argument is the
 * folder.
 */
import { setImmediate } from "node:timers/promises";
import type { AnchoredRange } from "../../shared/protocol/values.ts";
import { PANEL_NOW_MS, PanelTestbed } from "../support/panelTestbed.ts";
import { seededRandom } from "../support/seededRandom.ts";

const PAGE_ROWS = 100;
const PAGES = 300;

const [directory = ""] = process.argv.slice(2);
const view: AnchoredRange = { range: { kind: "allTime" }, nowMs: PANEL_NOW_MS };
const random = seededRandom(27);
const bed = new PanelTestbed({ directory });
let peakBytes = 0;
const startBytes = process.memoryUsage.rss();

console.log("| step | ms | peak RSS growth MB |");
console.log("|---|---|---|");
await step("first answer, nothing read yet", () => bed.client.request("ready", {}));
const count = await step("counts of all time, index cold", () =>
  bed.client.request("countRange", view),
);
const all = { view, text: "", errorsOnly: false, newestFirst: true };
const found = await step("all events, newest first, until the last", () =>
  bed.client.request("queryEvents", all),
);
await step(`scroll: ${PAGES} pages of ${PAGE_ROWS} rows anywhere`, async () => {
  for (let page = 0; page < PAGES; page++) {
    const offset = Math.floor(random() * (found.matchedCount - PAGE_ROWS));
    const params = { queryId: found.queryId, offset, limit: PAGE_ROWS };
    const { rows } = await bed.client.request("pageEvents", params);
    if (rows.length !== PAGE_ROWS) throw new Error(`${rows.length} rows at ${offset}`);
  }
});
const errors = await step("errors only", () =>
  bed.client.request("queryEvents", { ...all, errorsOnly: true }),
);
const text = await step('text filter "econn"', () =>
  bed.client.request("queryEvents", { ...all, text: "econn" }),
);
await step("preview as OTLP/JSON", () => bed.client.request("preview", { view, format: "otlp" }));
bed.session.dispose();

console.log(
  `\n${count.eventCount} events, ${count.fileCount} files, ${(count.byteCount / 1e6).toFixed(0)} MB; ` +
    `found ${found.matchedCount}, errors ${errors.matchedCount}, text ${text.matchedCount}; ` +
    `RSS at the start ${(startBytes / 1e6).toFixed(0)} MB`,
);

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  peakBytes = process.memoryUsage.rss();
  const ended = new AbortController();
  const watching = watchMemory(ended.signal);
  const startMs = performance.now();
  const result = await work();
  const ms = performance.now() - startMs;
  ended.abort();
  await watching;
  const growthMb = (peakBytes - startBytes) / 1e6;
  console.log(`| ${name} | ${ms.toFixed(0)} | ${growthMb.toFixed(0)} |`);
  return result;
}

async function watchMemory(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
    await setImmediate();
  }
}
