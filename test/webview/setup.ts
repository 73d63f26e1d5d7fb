import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

// jsdom has no media queries, which the toolkit asks for as soon as it is loaded.
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

afterEach(cleanup);
