import { act, render } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ProgressRing } from "../../../webview/ui/ProgressRing.tsx";

describe("the progress ring", () => {
  afterEach(() => {
    document.body.className = "";
    vi.restoreAllMocks();
  });

  it("turns", () => {
    expect(isTurning(render(<ProgressRing />))).toBe(true);
  });

  it("stands still where the system asks for less motion", () => {
    const unchanged = window.matchMedia("print");
    vi.spyOn(window, "matchMedia").mockImplementation((query) =>
      Object.assign(unchanged, {
        matches: query === "(prefers-reduced-motion: reduce)",
      }),
    );
    expect(isTurning(render(<ProgressRing />))).toBe(false);
  });

  it("stands still as soon as VS Code asks for less motion", async () => {
    const ring = render(<ProgressRing />);
    await act(async () => {
      document.body.classList.add("vscode-reduce-motion");
      await Promise.resolve();
    });
    expect(isTurning(ring)).toBe(false);
  });
});

function isTurning({ container }: { readonly container: HTMLElement }): boolean {
  return container.querySelector("vscode-progress-ring") !== null;
}
