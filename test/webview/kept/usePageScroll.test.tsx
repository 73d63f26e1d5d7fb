import { fireEvent, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KeptPage } from "../../../webview/kept/keptPage.ts";
import { usePageScroll } from "../../../webview/kept/usePageScroll.ts";

/** What jsdom lacks: a page with a height, and where it is scrolled to. */
const laidOut = { heightPx: 0, top: 0, commands: 0, resized: () => undefined as unknown };

beforeEach(() => {
  Object.assign(laidOut, { heightPx: 500, top: 0, commands: 0 });
  vi.spyOn(document.documentElement, "scrollHeight", "get").mockImplementation(
    () => laidOut.heightPx,
  );
  vi.spyOn(document.documentElement, "clientHeight", "get").mockReturnValue(500);
  vi.spyOn(window, "scrollY", "get").mockImplementation(() => laidOut.top);
  vi.spyOn(window, "scrollTo").mockImplementation((...given: unknown[]) => {
    laidOut.commands++;
    scrollTo((given as [{ readonly top: number }])[0].top);
  });
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(listener: () => void) {
        laidOut.resized = listener;
      }

      observe(): void {
        laidOut.resized();
      }

      disconnect(): void {
        laidOut.resized = () => undefined;
      }
    },
  );
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function scrollTo(top: number): void {
  laidOut.top = Math.min(top, laidOut.heightPx - 500);
  fireEvent.scroll(window);
}

function growTo(heightPx: number): void {
  laidOut.heightPx = heightPx;
  laidOut.resized();
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
  it("stands where it was as soon as it is high enough, and not before", () => {
    const page = openPage(300);
    growTo(700);
    expect([laidOut.top, page.pageScroll]).toEqual([0, 300]);
    growTo(800);
    expect([laidOut.top, page.pageScroll]).toEqual([300, 300]);
  });

  it("is not scrolled where it was at its top", () => {
    openPage(0);
    growTo(800);
    expect(laidOut.commands).toBe(0);
  });

  it("is scrolled back once", () => {
    openPage(300);
    growTo(800);
    scrollTo(0);
    growTo(900);
    expect(laidOut.top).toBe(0);
  });

  it("stays where somebody has scrolled it, and keeps that", () => {
    const page = openPage(300);
    growTo(700);
    scrollTo(100);
    growTo(800);
    expect([laidOut.top, page.pageScroll]).toEqual([100, 100]);
  });

  it.each([
    ["the wheel", () => fireEvent.wheel(document.body)],
    ["a key", () => fireEvent.keyDown(document.body)],
    ["a pointer", () => fireEvent.pointerDown(document.body)],
  ])("stays at its top once somebody uses it with %s", (_, use) => {
    openPage(300);
    use();
    growTo(800);
    expect(laidOut.top).toBe(0);
  });
});
