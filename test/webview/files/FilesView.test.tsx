import { fireEvent, screen, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import { NEWEST_MS } from "../events/storedEvents.ts";
import { layOut } from "../layout.ts";
import { createScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";
import { cellTexts, fileRows, renderFiles } from "./renderFiles.tsx";
import { fileRow, storeFiles } from "./storedFiles.ts";

layOut();

describe("the files of a range", () => {
  it("are listed with their size and counts", async () => {
    const stored = storeFiles(1);
    stored.rows = [fileRow(0xab, { segment: 2, eventCount: 1_234, skippedLineCount: 7 })];
    await renderFiles(createScriptedHost(stored.answers));
    expect(cellTexts(fileRows()[0]).slice(1, 8)).toEqual([
      "2026-11-17",
      "000000ab",
      "2",
      "1.50KB",
      "1,234",
      "3",
      "7",
    ]);
    expect(screen.getByRole("status").textContent).toBe("1 file");
  });

  it("are sorted by a clicked column, and reversed by a second click", async () => {
    const host = createScriptedHost(storeFiles(3).answers);
    const { sorts } = await renderFiles(host);
    fireEvent.click(screen.getByRole("button", { name: "Size" }));
    await settle();
    expect(sorts).toEqual([{ column: "bytes", isDescending: true }]);
    expect(host.requests.at(-1)?.params).toMatchObject({ sortBy: "bytes", isDescending: true });
    expect(sortOf("Size")).toBe("descending");
    expect(sortOf("Day (UTC)")).toBe("none");
    fireEvent.click(screen.getByRole("button", { name: "Size" }));
    await settle();
    expect(sortOf("Size")).toBe("ascending");
  });

  it("can be opened, revealed, and deleted by name", async () => {
    const host = createScriptedHost(storeFiles(2).answers);
    const { deletions } = await renderFiles(host);
    const fileName = "telemetry-2026-11-17-00000001.jsonl";
    for (const verb of ["Open", "Reveal", "Delete"]) click(`${verb} ${fileName}`);
    await settle();
    expect(host.commands).toEqual([
      { method: "openFile", params: { fileName } },
      { method: "revealFile", params: { fileName } },
    ]);
    expect(deletions).toEqual([{ kind: "file", fileName }]);
  });

  it("cannot be deleted while they may be in use, and say so", async () => {
    const stored = storeFiles(1);
    stored.rows = [fileRow(0, { isBeingWritten: true })];
    const { deletions } = await renderFiles(createScriptedHost(stored.answers));
    expect(cellTexts(fileRows()[0])[2]).toBe("00000000 may still be in use");
    const label = "Cannot delete telemetry-2026-11-17-00000000.jsonl: it may still be in use";
    expect(screen.getByTitle(label).getAttribute("aria-disabled")).toBe("true");
    click(label);
    expect(deletions).toEqual([]);
  });

  it("cannot be deleted in a read-only folder", async () => {
    await renderFiles(createScriptedHost(storeFiles(1).answers), { isReadOnly: true });
    expect(screen.queryByTitle(/^Delete/)).toBeNull();
  });

  it("show more in their details", async () => {
    const stored = storeFiles(1);
    stored.rows = [
      fileRow(0, {
        firstMs: NEWEST_MS - 1_000,
        lastMs: NEWEST_MS,
        misfiledEventCount: 2,
        frequentEvents: [{ name: "activation", count: 5 }],
        skippedLineCount: 3,
        skippedLines: [{ lineNumber: 12, reason: "not JSON" }],
        unreadReason: "EACCES",
      }),
    ];
    await renderFiles(createScriptedHost(stored.answers));
    expect(screen.queryByText("Line 12: not JSON")).toBeNull();
    click("Details of telemetry-2026-11-17-00000000.jsonl");
    const details = fileRows()[1]?.textContent;
    expect(details).toContain("telemetry-2026-11-17-00000000.jsonl");
    expect(details).toContain("From 2026-11-17 09:41:22.123 UTC to 2026-11-17 09:41:23.123 UTC");
    expect(details).toContain("2 events have a timestamp on a different day");
    expect(details).toContain("activation 5 events");
    expect(details).toContain("Line 12: not JSON");
    expect(details).toContain("and 2 more");
    expect(details).toContain("Could not read the whole file: EACCES");
    click("Details of telemetry-2026-11-17-00000000.jsonl");
    expect(screen.queryByText("Line 12: not JSON")).toBeNull();
  });

  it("show their details in a separate row, and whether they are expanded", async () => {
    await renderFiles(createScriptedHost(storeFiles(3).answers));
    const title = "Details of telemetry-2026-11-17-00000001.jsonl";
    expect(screen.getByTitle(title).getAttribute("aria-expanded")).toBe("false");
    click(title);
    expect(screen.getByTitle(title).getAttribute("aria-expanded")).toBe("true");
    expect(fileRows().map((row) => row.getAttribute("aria-rowindex"))).toEqual([
      "2",
      "3",
      "4",
      "5",
    ]);
    expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("5");
    const columnCount = screen.getAllByRole("columnheader").length;
    expect(fileRows().map((row) => columnsOf(row))).toEqual(Array(4).fill(columnCount));
  });

  it("are marked if they have skipped lines or are unreadable", async () => {
    const stored = storeFiles(2);
    stored.rows[1] = fileRow(1, {
      unreadReason: "EACCES",
      skippedLineCount: 1,
      skippedLines: [{ lineNumber: 4, reason: "no name" }],
    });
    const { container } = await renderFiles(createScriptedHost(stored.answers));
    expect(container.querySelectorAll(".file-mark")).toHaveLength(2);
    expect(screen.getByText("only partly readable")).toBeTruthy();
    expect(screen.getByTitle("Line 4: no name")).toBeTruthy();
  });

  it("show hostile text verbatim", async () => {
    const stored = storeFiles(1);
    const name = `<img src=x onerror="alert(1)">\u202E`;
    stored.rows = [
      fileRow(0, {
        frequentEvents: [{ name, count: 1 }],
        skippedLineCount: 1,
        skippedLines: [{ lineNumber: 1, reason: name }],
      }),
    ];
    const { container } = await renderFiles(createScriptedHost(stored.answers));
    click("Details of telemetry-2026-11-17-00000000.jsonl");
    expect(screen.getByText(name)).toBeTruthy();
    expect(container.querySelector("img")).toBeNull();
  });

  it("are replaced by a message if there are none", async () => {
    await renderFiles(createScriptedHost(storeFiles(0).answers), { header: <p>Above</p> });
    expect(screen.getByRole("status").textContent).toBe("0 files");
    expect(screen.getByText("Above")).toBeTruthy();
    expect(screen.queryByRole("table")).toBeNull();
  });

  it("show why they could not be listed, and are listed again on request", async () => {
    const { answers } = storeFiles(2);
    let attempt = 0;
    const host = createScriptedHost({
      listFiles: (params, context) =>
        ++attempt === 1
          ? Promise.reject(new ProtocolError("io", "The folder could not be read."))
          : answers.listFiles(params, context),
    });
    await renderFiles(host);
    expect(screen.getByRole("alert").textContent).toContain("The folder could not be read.");
    fireEvent.click(screen.getByText("Try Again"));
    await settle();
    expect(fileRows()).toHaveLength(2);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("pass the accessibility rules that don't need layout", async () => {
    const stored = storeFiles(4);
    stored.rows[1] = fileRow(1, { isBeingWritten: true, unreadReason: "EACCES" });
    const { container } = await renderFiles(createScriptedHost(stored.answers));
    click("Details of telemetry-2026-11-17-00000001.jsonl");
    const { violations } = await axe.run(container, {
      rules: { "color-contrast": { enabled: false } },
    });
    expect(violations).toEqual([]);
  });
});

function sortOf(title: string): string | null | undefined {
  return screen.getByRole("columnheader", { name: title }).getAttribute("aria-sort");
}

/** How many columns the cells of a row span. */
function columnsOf(row: HTMLElement): number {
  return within(row)
    .getAllByRole("cell")
    .reduce((count, cell) => count + Number(cell.getAttribute("aria-colspan") ?? 1), 0);
}

function click(title: string): void {
  fireEvent.click(screen.getByTitle(title));
}
