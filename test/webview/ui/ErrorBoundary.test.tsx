import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ErrorBoundary } from "../../../webview/ui/ErrorBoundary.tsx";

describe("content that cannot be drawn", () => {
  // React writes each such error to the console as well.
  beforeEach(() => {
    vi.spyOn(console, "error").mockReturnValue();
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("is replaced by a sentence, and is told of with its reason", () => {
    const problems = show(() => {
      throw new Error("a broken row");
    });
    expect(screen.getByRole("alert").textContent).toContain("Could not show the panel.");
    expect(problems).toEqual([expect.stringContaining("Error: a broken row")]);
  });

  it("is drawn again when that is asked for", async () => {
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

/** Gives what is told of. */
function show(draw: () => ReactNode): readonly string[] {
  const problems: string[] = [];
  const Content = () => draw();
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
