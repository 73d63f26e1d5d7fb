import { describe, expect, it } from "vitest";
import { EXPORT_FORMATS } from "../../shared/formats.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { exportBytes, rangesOf, STORES } from "./wireStores.ts";

const CASES = STORES.flatMap(([name, makeStore]) =>
  EXPORT_FORMATS.map(({ id }) => ({ name, makeStore, format: id })),
);

describe.each(CASES)("$format of $name", ({ makeStore, format }) => {
  it("starts with the same bytes in the preview as in the export", async () => {
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
      const label = JSON.stringify(range);
      expect(shown.equals(bytes.subarray(0, shown.length)), label).toBe(true);
      if (byteCount === undefined) {
        expect(bytes.length, label).toBeGreaterThan(32_768);
        // At most one character that would be truncated is left out.
        expect(shown.length, label).toBeGreaterThan(32_768 - 4);
        expect(shown.length, label).toBeLessThanOrEqual(32_768);
      } else {
        expect(byteCount, label).toBe(bytes.length);
        expect(shown.equals(bytes), label).toBe(true);
      }
    }
  });

  it("opens the start of the export in an editor, up to 1 MB", async () => {
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
