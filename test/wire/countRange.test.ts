import { describe, expect, it } from "vitest";
import { EXPORT_FORMATS } from "../../shared/formats.ts";
import { DAY_MS } from "../../shared/days.ts";
import { PanelTestbed, PANEL_NOW_MS } from "../support/panelTestbed.ts";
import { seededRandom } from "../support/seededRandom.ts";
import { exportBytes, rangesOf, STORES } from "./wireStores.ts";

describe.each(STORES)("counting %s", (_, makeStore) => {
  it("matches the report of an export in both formats", async () => {
    const directory = await makeStore();
    const panel = new PanelTestbed({ directory });
    await panel.open();
    const random = seededRandom(8);
    for (const range of await rangesOf(directory)) {
      const isPreset = range.kind !== "days" && range.kind !== "allTime";
      for (let moment = 0; moment < (isPreset ? 6 : 1); moment++) {
        const nowMs = PANEL_NOW_MS - Math.floor(random() * moment * 3 * DAY_MS);
        const counted = await panel.client.request("countRange", { range, nowMs });
        for (const { id } of EXPORT_FORMATS) {
          const { eventCount, report } = (await exportBytes(directory, range, id, nowMs)).summary;
          expect(counted, `${id} of ${JSON.stringify({ range, nowMs })}`).toMatchObject({
            eventCount,
            fileCount: report.fileCount,
            byteCount: report.byteCount,
            skippedLineCount: report.skippedLineCount,
            unreadFileCount: report.unreadFiles.length,
          });
        }
      }
    }
  });

  it("matches the totals of the snapshot for all time", async () => {
    const panel = new PanelTestbed({ directory: await makeStore() });
    const { totals, days } = await panel.open();
    const counted = await panel.client.request("countRange", panel.view());
    expect(counted).toMatchObject(totals);
    expect(counted.days).toEqual(days);
  });
});
