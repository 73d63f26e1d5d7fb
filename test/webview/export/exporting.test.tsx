import { act, renderHook, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import type { ExportVerdict } from "../../../shared/protocol/values.ts";
import { useExport } from "../../../webview/export/useExport.ts";
import { HostContext } from "../../../webview/host/HostContext.ts";
import { findViolations } from "../accessibilityRules.ts";
import { createScriptedHost, type ScriptedHost } from "../scriptedHost.ts";
import { requestsFor, chooseFormat, LAST_WEEK, showExport, SOME_EVENTS } from "./exportFixture.tsx";

const EXPORTED: ExportVerdict = {
  outcome: "exported",
  exportId: 7,
  savedAs: "x.json",
  message: "Exported 16 events from 2 files to x.json (12B).",
  hasProblems: false,
};

interface PendingExport {
  readonly host: ScriptedHost;
  readonly report: (readBytes: number, totalBytes: number) => void;
  readonly end: (verdict: ExportVerdict | ProtocolError) => void;
  readonly isAborted: () => boolean;
}

/** A host with one export that reports progress and ends when the test says so. */
function pendingHost(): PendingExport {
  let context: { signal: AbortSignal; report: (progress: never) => void } | undefined;
  const ending = Promise.withResolvers<ExportVerdict>();
  const host = createScriptedHost({
    preview: () => Promise.resolve({ text: "[" }),
    exportRange: (_, requestContext) => {
      context = requestContext;
      return ending.promise;
    },
  });
  return {
    host,
    report: (readBytes, totalBytes) => context?.report({ readBytes, totalBytes } as never),
    end: (verdict) => {
      if (verdict instanceof ProtocolError) ending.reject(verdict);
      else ending.resolve(verdict);
    },
    isAborted: () => context?.signal.aborted === true,
  };
}

async function startExport(): Promise<void> {
  await userEvent.click(screen.getByText("Export as JSON array…"));
  await screen.findByRole("progressbar");
}

describe("an export", () => {
  it("exports the selected range and format, and shows its progress", async () => {
    const { host, report } = pendingHost();
    showExport(host);
    await startExport();
    expect(requestsFor(host, "exportRange")).toEqual([{ view: LAST_WEEK, format: "json" }]);
    const bar = screen.getByRole("progressbar", { name: "Exporting telemetry" });
    expect(bar.ariaValueText).toBe("Choose where to save the file…");
    expect(bar.ariaValueNow).toBeNull();
    report(34_000, 112_000);
    expect(await screen.findByText("Read 33.20KB of 109.38KB")).toBeDefined();
    expect([bar.ariaValueNow, bar.ariaValueMax]).toEqual(["34000", "112000"]);
    expect(await findViolations(document.body)).toEqual([]);
  });

  it("runs once if it is started twice in a row", async () => {
    const { host } = pendingHost();
    const wrapper = ({ children }: { readonly children: ReactNode }) => (
      <HostContext.Provider value={host.client}>{children}</HostContext.Provider>
    );
    const { result } = renderHook(() => useExport(LAST_WEEK, "json", "own /own"), { wrapper });
    await act(async () => {
      result.current.start();
      result.current.start();
      await Promise.resolve();
    });
    expect(requestsFor(host, "exportRange")).toHaveLength(1);
  });

  it("disables its button while it runs", async () => {
    const { host } = pendingHost();
    showExport(host);
    await startExport();
    expect(isDisabled("Export as JSON array…")).toBe(true);
  });

  it("keeps the focus on the button that started it", async () => {
    const { host } = pendingHost();
    showExport(host);
    const button = screen.getByText("Export as JSON array…");
    button.focus();
    button.click();
    await screen.findByRole("progressbar");
    expect(document.activeElement).toBe(button);
    button.click();
    expect(requestsFor(host, "exportRange")).toHaveLength(1);
  });

  it("moves the focus from Cancel to its result when it ends", async () => {
    const { host, end } = pendingHost();
    showExport(host);
    await startExport();
    screen.getByText("Cancel").focus();
    end(EXPORTED);
    const outcome = (await screen.findByText(EXPORTED.message)).closest("[tabindex='-1']");
    expect(document.activeElement).toBe(outcome);
  });

  it("can be canceled", async () => {
    const { host, end, isAborted } = pendingHost();
    showExport(host);
    await startExport();
    await userEvent.click(screen.getByText("Cancel"));
    await waitFor(() => {
      expect(isAborted()).toBe(true);
    });
    end(new ProtocolError("cancelled", "Cancelled."));
    expect(await screen.findByText("Canceled. Nothing was exported.")).toBeDefined();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  it("shows its result if it finished before the cancellation arrived", async () => {
    const { host, end } = pendingHost();
    showExport(host);
    await startExport();
    await userEvent.click(screen.getByText("Cancel"));
    end(EXPORTED);
    expect(await screen.findByText(EXPORTED.message)).toBeDefined();
    expect(screen.queryByText("Canceled. Nothing was exported.")).toBeNull();
  });

  it("announces its result, and can be opened and revealed", async () => {
    const { host, end } = pendingHost();
    showExport(host);
    await startExport();
    end(EXPORTED);
    await waitFor(() => {
      expect(screen.getByRole("status").textContent).toContain(EXPORTED.message);
    });
    await userEvent.click(screen.getByText("Open"));
    await userEvent.click(screen.getByText("Reveal"));
    expect(host.commands).toEqual([
      { method: "openExport", params: { exportId: 7 } },
      { method: "revealExport", params: { exportId: 7 } },
    ]);
    expect(screen.queryByText("Show Log")).toBeNull();
    expect(await findViolations(document.body)).toEqual([]);
  });

  it("with problems shows a warning and a link to the log", async () => {
    const { host, end } = pendingHost();
    const { container } = showExport(host);
    await startExport();
    end({ ...EXPORTED, hasProblems: true });
    await userEvent.click(await screen.findByText("Show Log"));
    expect(host.commands).toEqual([{ method: "showLog", params: {} }]);
    expect(container.querySelector(".export-outcome .icon-warning")).not.toBeNull();
  });

  it("of an empty range says so, and offers nothing to open", async () => {
    const { host, end } = pendingHost();
    showExport(host);
    await startExport();
    end({ outcome: "empty", message: "Nothing was exported.", hasProblems: false });
    expect(await screen.findByText("Nothing was exported.")).toBeDefined();
    expect(screen.queryByText("Open")).toBeNull();
  });

  it("shows nothing if the dialog was dismissed", async () => {
    const { host, end } = pendingHost();
    showExport(host);
    await startExport();
    end({ outcome: "dismissed" });
    await waitFor(() => {
      expect(screen.queryByRole("progressbar")).toBeNull();
    });
    expect(screen.getByRole("status").textContent).toBe("");
  });

  it("shows why it failed, and can be retried", async () => {
    const { host, end } = pendingHost();
    showExport(host);
    await startExport();
    end(new ProtocolError("io", "The disk is full."));
    expect(await screen.findByText("The disk is full.")).toBeDefined();
    await userEvent.click(screen.getByText("Try Again"));
    expect(requestsFor(host, "exportRange")).toHaveLength(2);
  });

  it("continues while its view is hidden", async () => {
    const { host, end, isAborted } = pendingHost();
    const { showAgain } = showExport(host);
    await startExport();
    showAgain({ count: SOME_EVENTS, isViewShown: false });
    expect(isAborted()).toBe(false);
    end(EXPORTED);
    showAgain({ count: SOME_EVENTS });
    expect(await screen.findByText(EXPORTED.message)).toBeDefined();
  });

  it("keeps its result when another format is selected, because the file still exists", async () => {
    const { host, end } = pendingHost();
    showExport(host);
    await startExport();
    end(EXPORTED);
    await screen.findByText(EXPORTED.message);
    chooseFormat("otlp");
    await screen.findByText("Export as OTLP/JSON…");
    expect(screen.getByText(EXPORTED.message)).toBeDefined();
  });

  it("clears its failure when another format is selected", async () => {
    const { host, end } = pendingHost();
    showExport(host);
    await startExport();
    end(new ProtocolError("io", "The disk is full."));
    await screen.findByText("The disk is full.");
    chooseFormat("otlp");
    await screen.findByText("Export as OTLP/JSON…");
    expect(screen.queryByText("The disk is full.")).toBeNull();
  });
});

function isDisabled(button: string): boolean {
  return screen.getByText(button).getAttribute("aria-disabled") === "true";
}
