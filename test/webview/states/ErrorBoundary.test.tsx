import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ReactNode } from "react";
import { HostContext } from "../../../webview/host/HostContext.ts";
import { ErrorBoundary } from "../../../webview/states/ErrorBoundary.tsx";
import { createScriptedHost, type ScriptedHost } from "../scriptedHost.ts";

describe("content that cannot be drawn", () => {
  // React writes each such error to the console as well.
  beforeEach(() => {
    vi.spyOn(console, "error").mockReturnValue();
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("is replaced by a sentence, and the log is told why", async () => {
    const host = show(() => {
      throw new Error("a broken row");
    });
    expect(screen.getByRole("alert").textContent).toContain("could not be shown");
    await expect.poll(() => host.told).toHaveLength(1);
    expect(host.told[0]).toMatchObject({
      method: "reportProblem",
      params: { message: expect.stringContaining("Error: a broken row") as unknown },
    });
  });

  it("is reported by no more than the host takes", async () => {
    const host = show(() => {
      throw new Error("x".repeat(10_000));
    });
    await expect.poll(() => host.told).toHaveLength(1);
  });

  it("is drawn again when that is asked for", async () => {
    let isBroken = true;
    show(() => {
      if (isBroken) throw new Error("a broken row");
      return "All is well.";
    });
    isBroken = false;
    await userEvent.click(screen.getByText("Reload the panel's content"));
    expect(screen.getByText("All is well.")).toBeDefined();
  });
});

function show(draw: () => ReactNode): ScriptedHost {
  const host = createScriptedHost({});
  const Content = () => draw();
  render(
    <HostContext.Provider value={host.client}>
      <ErrorBoundary>
        <Content />
      </ErrorBoundary>
    </HostContext.Provider>,
  );
  return host;
}
