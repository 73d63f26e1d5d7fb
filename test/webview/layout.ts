import { fireEvent } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

/**
 * Stubs what jsdom lacks: the size of elements, and scroll events. Call it at the top of a test
 * file.
 */
export function layOut({ widthPx = 1_000, heightPx = 480 } = {}): void {
  const scrolled = new WeakMap<Element, number>();

  beforeEach(() => {
    stubGetter(HTMLElement.prototype, "clientWidth", () => widthPx);
    stubGetter(HTMLElement.prototype, "clientHeight", () => heightPx);
    stubGetter(HTMLElement.prototype, "offsetHeight", () => 28);
    vi.spyOn(Element.prototype, "scrollTop", "get").mockImplementation(function (this: Element) {
      return scrolled.get(this) ?? 0;
    });
    vi.spyOn(Element.prototype, "scrollTop", "set").mockImplementation(function (
      this: Element,
      top: number,
    ) {
      scrolled.set(this, Math.max(0, top));
      queueMicrotask(() => {
        fireEvent.scroll(this);
      });
    });
    vi.stubGlobal(
      "ResizeObserver",
      class {
        readonly #listener: ResizeObserverCallback;

        constructor(listener: ResizeObserverCallback) {
          this.#listener = listener;
        }

        observe(target: Element): void {
          const entry = {
            target,
            contentRect: new DOMRect(0, 0, widthPx, heightPx),
            borderBoxSize: [],
            contentBoxSize: [],
            devicePixelContentBoxSize: [],
          };
          this.#listener([entry], this);
        }

        unobserve(): void {
          // Sizes never change.
        }

        disconnect(): void {
          // Nothing to disconnect.
        }
      },
    );
  });

  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}

function stubGetter(
  prototype: HTMLElement,
  name: "clientWidth" | "clientHeight" | "offsetHeight",
  get: () => number,
): void {
  Object.defineProperty(prototype, name, { configurable: true, get });
}
