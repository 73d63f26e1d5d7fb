import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import type { RangeCount } from "../../../shared/protocol/values.ts";
import { findViolations } from "../accessibilityRules.ts";
import { createScriptedHost } from "../scriptedHost.ts";
import { rangeCountWith } from "../snapshots.ts";
import { chooseFormat, LAST_WEEK, showExport, SOME_EVENTS } from "./exportFixture.tsx";

const preview = () => Promise.resolve({ text: '[\n{"a":1}\n]\n', byteCount: 12 });

describe("the export view", () => {
  it("offers each format with a description", () => {
    showExport(createScriptedHost({ preview }));
    const radios = [...document.querySelectorAll("vscode-radio")].map((radio) => radio.textContent);
    expect(radios).toEqual([
      "JSON array One JSON document with one event per line, for reading and review",
      "OTLP/JSON OpenTelemetry log records, as accepted by any OTLP/HTTP endpoint",
    ]);
  });

  it("names the selected format on its button", async () => {
    showExport(createScriptedHost({ preview }));
    expect(screen.getByText("Export as JSON array…")).toBeDefined();
    chooseFormat("otlp");
    expect(await screen.findByText("Export as OTLP/JSON…")).toBeDefined();
  });

  it.each<[string, Partial<RangeCount>, string[]]>([
    ["of a clean range", {}, ["Events16 (1 error)", "Source files2"]],
    [
      "of a range with gaps",
      { skippedLineCount: 3, misfiledEventCount: 5, unreadFileCount: 1 },
      [
        "Events16 (1 error)",
        "Source files2",
        "Misfiled5 in files for other daysIncluded because exports select events by timestamp, not by file.",
        "Skipped lines3Lines that are not valid events. They are not exported.",
        "Unreadable files1Files that could not be read completely.",
      ],
    ],
  ])("shows the totals %s", (_, changes, facts) => {
    showExport(createScriptedHost({}), { count: { ...SOME_EVENTS, ...changes } });
    const terms = screen.getAllByRole("term");
    expect(terms.map((term) => term.parentElement?.textContent)).toEqual(facts);
  });

  it("shows the size of the document once it is known", async () => {
    showExport(createScriptedHost({ preview }));
    const term = await screen.findByText("Document size");
    expect(term.parentElement?.textContent).toBe("Document size12B");
  });

  it("says that the range is still being counted", () => {
    showExport(createScriptedHost({ preview }), { count: undefined });
    expect(screen.getByText("Counting…")).toBeDefined();
    expect(isDisabled("Export as JSON array…")).toBe(false);
  });

  it("says that there is nothing to export", () => {
    showExport(createScriptedHost({ preview }), { count: rangeCountWith() });
    expect(screen.getByText("No events to export")).toBeDefined();
    expect(isDisabled("Export as JSON array…")).toBe(true);
    expect(isDisabled("Open Preview in Editor")).toBe(true);
    expect(screen.queryByLabelText("Export preview")).toBeNull();
  });

  it("opens the preview of the selected range and format in an editor", async () => {
    const host = createScriptedHost({ preview, openPreview: () => Promise.resolve({}) });
    showExport(host);
    await userEvent.click(screen.getByText("Open Preview in Editor"));
    const params = { view: LAST_WEEK, format: "json" };
    expect(host.requests).toContainEqual({ method: "openPreview", params });
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("shows why the preview cannot be opened", async () => {
    const openPreview = () => Promise.reject(new ProtocolError("io", "The file is locked."));
    showExport(createScriptedHost({ preview, openPreview }));
    await userEvent.click(screen.getByText("Open Preview in Editor"));
    expect((await screen.findByRole("alert")).textContent).toContain("The file is locked.");
  });

  it.each([
    ["with events", SOME_EVENTS],
    ["without events", rangeCountWith()],
    ["before it is counted", undefined],
  ])("has no accessibility violations %s", async (_, count) => {
    showExport(createScriptedHost({ preview }), { count });
    await screen.findByText("Export as JSON array…");
    expect(await findViolations(document.body)).toEqual([]);
  });
});

function isDisabled(button: string): boolean {
  return screen.getByText(button).getAttribute("aria-disabled") === "true";
}
