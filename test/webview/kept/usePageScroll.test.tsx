import { fireEvent, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KeptPage } from "../../../webview/kept/keptPage.ts";
import { usePageScroll } from "../../../webview/kept/usePageScroll.ts";

/** The height and scroll position of the page, which jsdom doesn't have. */
const layout = { heightPx: 0, top: 0, scrollToCalls: 0, resized: () => undefined as unknown };

beforeEach(() => {
  Object.assign(layout, { heightPx: 500, top: 0, scrollToCalls: 0 });
  vi.spyOn(document.documentElement, "scrollHeight", "get").mockImplementation(
    () => layout.heightPx,
  );
  vi.spyOn(document.documentElement, "clientHeight", "get").mockReturnValue(500);
  vi.spyOn(window, "scrollY", "get").mockImplementation(() => layout.top);
  vi.spyOn(window, "scrollTo").mockImplementation((...args: unknown[]) => {
    layout.scrollToCalls++;
    scrollTo((args as [{ readonly top: number }])[0].top);
  });
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(listener: () => void) {
        layout.resized = listener;
      }

      observe(): void {
        layout.resized();
      }

      disconnect(): void {
        layout.resized = () => undefined;
      }
    },
  );
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function scrollTo(top: number): void {
  layout.top = Math.min(top, layout.heightPx - 500);
  fireEvent.scroll(window);
}

function growTo(heightPx: number): void {
  layout.heightPx = heightPx;
  layout.resized();
}

function openPage(top: number): KeptPage {
  const kept = { state: undefined, scrolls: { list: 0, page: top } };
  const page = new KeptPage({ savedState: kept, saveState: () => undefined });
  renderHook(() => {
    usePageScroll(page);
  });
  return page;
}

describe("the page", () => {
  it("restores its scroll position as soon as it is high enough", () => {
    const page = openPage(300);
    growTo(700);
    expect([layout.top, page.pageScroll]).toEqual([0, 300]);
    growTo(800);
    expect([layout.top, page.pageScroll]).toEqual([300, 300]);
  });

  it("is not scrolled if it was at the top", () => {
    openPage(0);
    growTo(800);
    expect(layout.scrollToCalls).toBe(0);
  });

  it("restores its scroll position only once", () => {
    openPage(300);
    growTo(800);
    scrollTo(0);
    growTo(900);
    expect(layout.top).toBe(0);
  });

  it("keeps the position that the user scrolled to", () => {
    const page = openPage(300);
    growTo(700);
    scrollTo(100);
    growTo(800);
    expect([layout.top, page.pageScroll]).toEqual([100, 100]);
  });

  it.each([
    ["the wheel", () => fireEvent.wheel(document.body)],
    ["a key", () => fireEvent.keyDown(document.body)],
    ["a pointer", () => fireEvent.pointerDown(document.body)],
  ])("does not restore its scroll position after %s is used", (_, use) => {
    openPage(300);
    use();
    growTo(800);
    expect(layout.top).toBe(0);
  });
});
