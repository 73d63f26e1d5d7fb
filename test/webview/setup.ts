import { cleanup, configure } from "@testing-library/react";
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

// jsdom lays nothing out and knows no pointers.
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.hasPointerCapture = () => false;

// A machine that does other things as well draws a page in more than the second of the default.
configure({ asyncUtilTimeout: 4_000 });

afterEach(cleanup);
