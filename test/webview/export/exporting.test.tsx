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
import { askedFor, chooseFormat, LAST_WEEK, showExport, SOME_EVENTS } from "./exportFixture.tsx";

const EXPORTED: ExportVerdict = {
  outcome: "exported",
  exportId: 7,
  savedAs: "x.json",
  message: "Exported 16 events from 2 files to x.json (12B).",
  hasProblems: false,
};

interface Held {
  readonly host: ScriptedHost;
  readonly report: (readBytes: number, totalBytes: number) => void;
  readonly end: (verdict: ExportVerdict | ProtocolError) => void;
  readonly isAborted: () => boolean;
}

/** A host with one export that does what the test says. */
function heldHost(): Held {
  let context: { signal: AbortSignal; report: (progress: never) => void } | undefined;
  const ending = Promise.withResolvers<ExportVerdict>();
  const host = createScriptedHost({
    preview: () => Promise.resolve({ text: "[" }),
    exportRange: (_, given) => {
      context = given;
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
  it("asks for what is chosen, and tells how far it is", async () => {
    const { host, report } = heldHost();
    showExport(host);
    await startExport();
    expect(askedFor(host, "exportRange")).toEqual([{ view: LAST_WEEK, format: "json" }]);
    const bar = screen.getByRole("progressbar", { name: "Exporting telemetry" });
    expect(bar.ariaValueText).toBe("Select where to save…");
    expect(bar.ariaValueNow).toBeNull();
    report(34_000, 112_000);
    expect(await screen.findByText("Read 33.20KB of 109.38KB")).toBeDefined();
    expect([bar.ariaValueNow, bar.ariaValueMax]).toEqual(["34000", "112000"]);
    expect(await findViolations(document.body)).toEqual([]);
  });

  it("that is started twice at once is one", async () => {
    const { host } = heldHost();
    const wrapper = ({ children }: { readonly children: ReactNode }) => (
      <HostContext.Provider value={host.client}>{children}</HostContext.Provider>
    );
    const { result } = renderHook(() => useExport(LAST_WEEK, "json", "own /own"), { wrapper });
    await act(async () => {
      result.current.start();
      result.current.start();
      await Promise.resolve();
    });
    expect(askedFor(host, "exportRange")).toHaveLength(1);
  });

  it("has a button that cannot be pressed while it runs", async () => {
    const { host } = heldHost();
    showExport(host);
    await startExport();
    expect(isDisabled("Export as JSON array…")).toBe(true);
  });

  it("leaves the focus on the button that began it", async () => {
    const { host } = heldHost();
    showExport(host);
    const button = screen.getByText("Export as JSON array…");
    button.focus();
    button.click();
    await screen.findByRole("progressbar");
    expect(document.activeElement).toBe(button);
    button.click();
    expect(askedFor(host, "exportRange")).toHaveLength(1);
  });

  it("gives the focus of its Cancel to its outcome when it ends", async () => {
    const { host, end } = heldHost();
    showExport(host);
    await startExport();
    screen.getByText("Cancel").focus();
    end(EXPORTED);
    const outcome = (await screen.findByText(EXPORTED.message)).closest("[tabindex='-1']");
    expect(document.activeElement).toBe(outcome);
  });

  it("is cancelled at the host, and nothing is left of it", async () => {
    const { host, end, isAborted } = heldHost();
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

  it("that was written before its cancel arrived is shown as what it is", async () => {
    const { host, end } = heldHost();
    showExport(host);
    await startExport();
    await userEvent.click(screen.getByText("Cancel"));
    end(EXPORTED);
    expect(await screen.findByText(EXPORTED.message)).toBeDefined();
    expect(screen.queryByText("Canceled. Nothing was exported.")).toBeNull();
  });

  it("ends with its verdict read out, and the document can be opened and revealed", async () => {
    const { host, end } = heldHost();
    showExport(host);
    await startExport();
    end(EXPORTED);
    await waitFor(() => {
      expect(screen.getByRole("status").textContent).toContain(EXPORTED.message);
    });
    await userEvent.click(screen.getByText("Open"));
    await userEvent.click(screen.getByText("Reveal"));
    expect(host.told).toEqual([
      { method: "openExport", params: { exportId: 7 } },
      { method: "revealExport", params: { exportId: 7 } },
    ]);
    expect(screen.queryByText("Show Log")).toBeNull();
    expect(await findViolations(document.body)).toEqual([]);
  });

  it("with problems warns and leads to the log", async () => {
    const { host, end } = heldHost();
    const { container } = showExport(host);
    await startExport();
    end({ ...EXPORTED, hasProblems: true });
    await userEvent.click(await screen.findByText("Show Log"));
    expect(host.told).toEqual([{ method: "showLog", params: {} }]);
    expect(container.querySelector(".export-outcome .icon-warning")).not.toBeNull();
  });

  it("of an empty range says so, and there is nothing to open", async () => {
    const { host, end } = heldHost();
    showExport(host);
    await startExport();
    end({ outcome: "empty", message: "Nothing was exported.", hasProblems: false });
    expect(await screen.findByText("Nothing was exported.")).toBeDefined();
    expect(screen.queryByText("Open")).toBeNull();
  });

  it("that was dismissed in the dialog says nothing", async () => {
    const { host, end } = heldHost();
    showExport(host);
    await startExport();
    end({ outcome: "dismissed" });
    await waitFor(() => {
      expect(screen.queryByRole("progressbar")).toBeNull();
    });
    expect(screen.getByRole("status").textContent).toBe("");
  });

  it("that failed says why and can be tried again", async () => {
    const { host, end } = heldHost();
    showExport(host);
    await startExport();
    end(new ProtocolError("io", "The disk is full."));
    expect(await screen.findByText("The disk is full.")).toBeDefined();
    await userEvent.click(screen.getByText("Try Again"));
    expect(askedFor(host, "exportRange")).toHaveLength(2);
  });

  it("goes on and ends while its view is not shown", async () => {
    const { host, end, isAborted } = heldHost();
    const { showAgain } = showExport(host);
    await startExport();
    showAgain({ count: SOME_EVENTS, isViewShown: false });
    expect(isAborted()).toBe(false);
    end(EXPORTED);
    showAgain({ count: SOME_EVENTS });
    expect(await screen.findByText(EXPORTED.message)).toBeDefined();
  });

  it("keeps its verdict when something else is chosen, as the document is still there", async () => {
    const { host, end } = heldHost();
    showExport(host);
    await startExport();
    end(EXPORTED);
    await screen.findByText(EXPORTED.message);
    chooseFormat("otlp");
    await screen.findByText("Export as OTLP/JSON…");
    expect(screen.getByText(EXPORTED.message)).toBeDefined();
  });

  it("that failed is no news once something else is chosen", async () => {
    const { host, end } = heldHost();
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
