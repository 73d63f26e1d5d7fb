import { act, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";

describe("the start of the page", () => {
  afterEach(() => {
    document.body.replaceChildren();
    vi.resetModules();
  });

  it("mounts the page into the element with the id root", async () => {
    const root = document.createElement("div");
    root.id = "root";
    document.body.append(root);
    await act(() => import("../../webview/main.tsx"));
    expect(root.contains(screen.getByRole("main"))).toBe(true);
  });

  it("says what is missing in a document without that element", async () => {
    await expect(import("../../webview/main.tsx")).rejects.toThrow(
      'The page has no element with the id "root".',
    );
  });
});
