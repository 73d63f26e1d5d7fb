import { act, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";

describe("starting the page", () => {
  afterEach(() => {
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it("mounts the page in the element with the ID root and sends the ready request", async () => {
    const posted: unknown[] = [];
    vi.stubGlobal("acquireVsCodeApi", () => ({
      postMessage: (message: unknown) => posted.push(message),
      getState: () => undefined,
      setState: () => undefined,
    }));
    const root = document.createElement("div");
    root.id = "root";
    document.body.append(root);
    await act(() => import("../../webview/main.tsx"));
    expect(root.contains(await screen.findByRole("status"))).toBe(true);
    expect(posted).toContainEqual(expect.objectContaining({ kind: "request", method: "ready" }));
  });

  it("throws in a document without that element", async () => {
    await expect(import("../../webview/main.tsx")).rejects.toThrow(
      'The page has no element with the id "root".',
    );
  });
});
