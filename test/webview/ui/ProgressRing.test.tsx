import { act, render } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ProgressRing } from "../../../webview/ui/ProgressRing.tsx";

describe("the progress ring", () => {
  afterEach(() => {
    document.body.className = "";
    vi.restoreAllMocks();
  });

  it("is animated", () => {
    expect(isAnimated(render(<ProgressRing />))).toBe(true);
  });

  it("is static if the system prefers reduced motion", () => {
    const unchanged = window.matchMedia("print");
    vi.spyOn(window, "matchMedia").mockImplementation((query) =>
      Object.assign(unchanged, {
        matches: query === "(prefers-reduced-motion: reduce)",
      }),
    );
    expect(isAnimated(render(<ProgressRing />))).toBe(false);
  });

  it("becomes static when VS Code switches to reduced motion", async () => {
    const ring = render(<ProgressRing />);
    await act(async () => {
      document.body.classList.add("vscode-reduce-motion");
      await Promise.resolve();
    });
    expect(isAnimated(ring)).toBe(false);
  });
});

function isAnimated({ container }: { readonly container: HTMLElement }): boolean {
  return container.querySelector("vscode-progress-ring") !== null;
}
