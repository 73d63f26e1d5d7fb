import { act, fireEvent, renderHook } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useMeasuredRows } from "../../../webview/files/useMeasuredRows.ts";

const KEYS = Array.from({ length: 100 }, (_, index) => `row ${index}`);

/** Tells of the sizes of the elements that are observed, once each. */
let tellSizes: () => void = () => undefined;

beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      readonly #targets = new Set<Element>();

      constructor(listener: ResizeObserverCallback) {
        const tellEarlier = tellSizes;
        tellSizes = () => {
          tellEarlier();
          const entries = [...this.#targets].map((target) => ({ target }));
          // The rest of an entry is nothing that the panel reads.
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
  tellSizes = () => undefined;
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
        tellSizes();
      });
    },
  };
}

describe("rows of which only those in sight are drawn", () => {
  it("are drawn a few beyond what is in sight", () => {
    const { rows, scrollTo } = showRows();
    expect(rows().rendered.map(({ index }) => index)).toEqual([...KEYS.keys()].slice(0, 20));
    scrollTo(28 * 50);
    const drawn = rows().rendered.map(({ index }) => index);
    expect([drawn[0], drawn.at(-1)]).toEqual([40, 69]);
  });

  it("push those below them down by what they are higher than expected", () => {
    const { rows, measure } = showRows();
    measure("row 1", 128);
    expect(
      rows()
        .rendered.slice(0, 3)
        .map(({ topPx }) => topPx),
    ).toEqual([0, 28, 156]);
    expect(rows().totalPx).toBe(100 * 28 + 100);
  });

  it("leave what is in sight where it is when one above turns out to be higher", () => {
    const { scroller, scrollTo, measure } = showRows();
    scrollTo(28 * 50 + 5);
    measure("row 45", 128);
    expect(scroller.scrollTop).toBe(28 * 50 + 105);
    measure("row 52", 128);
    expect(scroller.scrollTop).toBe(28 * 50 + 105);
  });
});
