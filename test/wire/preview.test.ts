import { describe, expect, it } from "vitest";
import { EXPORT_FORMATS } from "../../shared/formats.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { exportBytes, rangesOf, STORES } from "./wireStores.ts";

const CASES = STORES.flatMap(([name, makeStore]) =>
  EXPORT_FORMATS.map(({ id }) => ({ name, makeStore, format: id })),
);

describe.each(CASES)("$format of $name", ({ makeStore, format }) => {
  it("begins in the preview with the very bytes of the export", async () => {
    const directory = await makeStore();
    const panel = new PanelTestbed({ directory });
    await panel.open();
    for (const range of await rangesOf(directory)) {
      const { bytes } = await exportBytes(directory, range, format);
      const { text, byteCount } = await panel.client.request("preview", {
        view: panel.view(range),
        format,
      });
      const shown = Buffer.from(text);
      const what = JSON.stringify(range);
      expect(shown.equals(bytes.subarray(0, shown.length)), what).toBe(true);
      if (byteCount === undefined) {
        expect(bytes.length, what).toBeGreaterThan(32_768);
        // No more is left out than the character that would be cut.
        expect(shown.length, what).toBeGreaterThan(32_768 - 4);
        expect(shown.length, what).toBeLessThanOrEqual(32_768);
      } else {
        expect(byteCount, what).toBe(bytes.length);
        expect(shown.equals(bytes), what).toBe(true);
      }
    }
  });

  it("opens in the editor as the export has it, up to 1 MB", async () => {
    const directory = await makeStore();
    const panel = new PanelTestbed({ directory });
    await panel.open();
    const { bytes } = await exportBytes(directory, { kind: "allTime" }, format);
    await panel.client.request("openPreview", { view: panel.view(), format });
    const [call] = panel.user.done;
    const shown = Buffer.from(call?.[1] ?? "nothing was opened");
    expect(call?.[0]).toBe("open preview");
    expect(shown.length).toBeGreaterThan(Math.min(bytes.length, 1_048_576) - 4);
    expect(shown.length).toBeLessThanOrEqual(1_048_576);
    expect(shown.equals(bytes.subarray(0, shown.length))).toBe(true);
  });
});
