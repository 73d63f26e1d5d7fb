import { describe, expect, it } from "vitest";
import {
  INITIAL_STATE,
  parsePanelState,
  reducePanelState,
  type PanelState,
} from "../../../webview/kept/panelState.ts";

const CHOSEN: PanelState = {
  ...INITIAL_STATE,
  range: { kind: "last30Days" },
  chartView: "table",
  tab: "files",
  format: "otlp",
  filter: { text: "ssh", errorsOnly: true, newestFirst: false },
  fileSort: { column: "bytes", isDescending: false },
};

describe("what was kept", () => {
  it("is found again", () => {
    expect(parsePanelState(structuredClone(CHOSEN))).toEqual(CHOSEN);
  });

  it.each(["range", "chartView", "tab", "format", "filter", "fileSort", "selected"] as const)(
    "loses nothing else where it is not known: %s",
    (field) => {
      const { [field]: initial, ...others } = { selected: undefined, ...INITIAL_STATE };
      const parsed = parsePanelState({ ...CHOSEN, [field]: "of a later version" });
      expect(parsed).toEqual({ ...CHOSEN, [field]: initial });
      expect(Object.keys(others)).not.toContain(field);
    },
  );

  it("gets what an earlier version did not keep", () => {
    const { chartView, ...earlier } = CHOSEN;
    expect(chartView).toBe("table");
    expect(parsePanelState(earlier)).toEqual({ ...CHOSEN, chartView: "chart" });
  });

  it("is nothing of another version", () => {
    expect(parsePanelState({ ...CHOSEN, version: 2 })).toEqual(INITIAL_STATE);
  });
});

describe("the event that is open", () => {
  const selected = { fileName: "telemetry-2026-11-17-1a2b3c4d.jsonl", offset: 0, byteCount: 20 };
  const open: PanelState = { ...CHOSEN, source: "own /own", selected };

  it("is closed in another folder, and stays in the first one after a reload", () => {
    const shown = { kind: "sourceShown", source: "folder /other" } as const;
    expect(reducePanelState(open, shown).selected).toBeUndefined();
    const { source, ...unknown } = open;
    expect(source).toBeDefined();
    expect(reducePanelState(unknown, shown).selected).toBe(selected);
  });

  it("stays open in the table as in the chart", () => {
    const next = reducePanelState(open, { kind: "chartViewChosen", chartView: "chart" });
    expect([next.chartView, next.selected]).toEqual(["chart", selected]);
  });
});
