import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ErrorBoundary } from "../../../webview/ui/ErrorBoundary.tsx";

describe("content that fails to render", () => {
  // React also logs each error to the console.
  beforeEach(() => {
    vi.spyOn(console, "error").mockReturnValue();
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("is replaced by a message, and is reported with its reason", () => {
    const problems = show(() => {
      throw new Error("a broken row");
    });
    expect(screen.getByRole("alert").textContent).toContain("Could not show the panel.");
    expect(problems).toEqual([expect.stringContaining("Error: a broken row")]);
  });

  it("is rendered again on request", async () => {
    let isBroken = true;
    show(() => {
      if (isBroken) throw new Error("a broken row");
      return "All is well.";
    });
    isBroken = false;
    await userEvent.click(screen.getByText("Try Again"));
    expect(screen.getByText("All is well.")).toBeDefined();
  });
});

/** Renders the content and returns the reported problems. */
function show(renderContent: () => ReactNode): readonly string[] {
  const problems: string[] = [];
  const Content = () => renderContent();
  render(
    <ErrorBoundary
      onProblem={(message) => {
        problems.push(message);
      }}
    >
      <Content />
    </ErrorBoundary>,
  );
  return problems;
}
