import { describe, expect, it } from "vitest";
import {
  INITIAL_STATE,
  parsePanelState,
  reducePanelState,
  type PanelState,
} from "../../../webview/kept/panelState.ts";

const SAVED: PanelState = {
  ...INITIAL_STATE,
  range: { kind: "last30Days" },
  chartView: "table",
  tab: "files",
  format: "otlp",
  filter: { text: "ssh", errorsOnly: true, newestFirst: false },
  fileSort: { column: "bytes", isDescending: false },
};

describe("the saved state", () => {
  it("is restored", () => {
    expect(parsePanelState(structuredClone(SAVED))).toEqual(SAVED);
  });

  it.each(["range", "chartView", "tab", "format", "filter", "fileSort", "selected"] as const)(
    "keeps everything else if a field is invalid: %s",
    (field) => {
      const { [field]: initial, ...others } = { selected: undefined, ...INITIAL_STATE };
      const parsed = parsePanelState({ ...SAVED, [field]: "of a later version" });
      expect(parsed).toEqual({ ...SAVED, [field]: initial });
      expect(Object.keys(others)).not.toContain(field);
    },
  );

  it("gets defaults for fields that an older version did not save", () => {
    const { chartView, ...earlier } = SAVED;
    expect(chartView).toBe("table");
    expect(parsePanelState(earlier)).toEqual({ ...SAVED, chartView: "chart" });
  });

  it("is ignored if it has another version", () => {
    expect(parsePanelState({ ...SAVED, version: 2 })).toEqual(INITIAL_STATE);
  });
});

describe("the open event", () => {
  const selected = { fileName: "telemetry-2026-11-17-1a2b3c4d.jsonl", offset: 0, byteCount: 20 };
  const open: PanelState = { ...SAVED, source: "own /own", selected };

  it("is closed when the folder changes, but not when the first folder is shown after a reload", () => {
    const shown = { kind: "sourceShown", source: "folder /other" } as const;
    expect(reducePanelState(open, shown).selected).toBeUndefined();
    const { source, ...unknown } = open;
    expect(source).toBeDefined();
    expect(reducePanelState(unknown, shown).selected).toBe(selected);
  });

  it("stays open when switching between chart and table", () => {
    const next = reducePanelState(open, { kind: "chartViewChosen", chartView: "chart" });
    expect([next.chartView, next.selected]).toEqual(["chart", selected]);
  });
});
