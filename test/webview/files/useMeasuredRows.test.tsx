import { act, fireEvent, renderHook } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useMeasuredRows } from "../../../webview/files/useMeasuredRows.ts";

const KEYS = Array.from({ length: 100 }, (_, index) => `row ${index}`);

/** Notifies all observers of the sizes of their elements. */
let notifyObservers: () => void = () => undefined;

beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      readonly #targets = new Set<Element>();

      constructor(listener: ResizeObserverCallback) {
        const notifyEarlier = notifyObservers;
        notifyObservers = () => {
          notifyEarlier();
          const entries = [...this.#targets].map((target) => ({ target }));
          // The panel reads nothing else of an entry.
          listener(entries as ResizeObserverEntry[], this);
        };
      }

      observe(target: Element): void {
        this.#targets.add(target);
      }

      unobserve(target: Element): void {
        this.#targets.delete(target);
      }

      disconnect(): void {
        this.#targets.clear();
      }
    },
  );
});

function showRows() {
  notifyObservers = () => undefined;
  const scroller = document.createElement("div");
  Object.defineProperty(scroller, "clientHeight", { value: 280 });
  const rendered = renderHook(() => useMeasuredRows({ current: scroller }, KEYS));
  return {
    scroller,
    rows: () => rendered.result.current,
    scrollTo: (pixels: number) => {
      scroller.scrollTop = pixels;
      fireEvent.scroll(scroller);
    },
    measure: (key: string, height: number) => {
      const row = document.createElement("div");
      row.dataset["key"] = key;
      Object.defineProperty(row, "offsetHeight", { value: height });
      act(() => {
        rendered.result.current.measure(row);
        notifyObservers();
      });
    },
  };
}

describe("useMeasuredRows", () => {
  it("renders a few rows beyond the visible ones", () => {
    const { rows, scrollTo } = showRows();
    expect(rows().rendered.map(({ index }) => index)).toEqual([...KEYS.keys()].slice(0, 20));
    scrollTo(28 * 50);
    const renderedRows = rows().rendered.map(({ index }) => index);
    expect([renderedRows[0], renderedRows.at(-1)]).toEqual([40, 69]);
  });

  it("moves rows down if a row above is higher than expected", () => {
    const { rows, measure } = showRows();
    measure("row 1", 128);
    expect(
      rows()
        .rendered.slice(0, 3)
        .map(({ topPx }) => topPx),
    ).toEqual([0, 28, 156]);
    expect(rows().totalPx).toBe(100 * 28 + 100);
  });

  it("keeps the visible rows in place if a row above is higher than expected", () => {
    const { scroller, scrollTo, measure } = showRows();
    scrollTo(28 * 50 + 5);
    measure("row 45", 128);
    expect(scroller.scrollTop).toBe(28 * 50 + 105);
    measure("row 52", 128);
    expect(scroller.scrollTop).toBe(28 * 50 + 105);
  });
});
