import { promisify } from "node:util";
import { cleanup, configure, getConfig } from "@testing-library/react";
import { afterEach } from "vitest";
import { PATIENCE_MS } from "../support/patience.ts";

/** More than React and the answers of a scripted host take after one another. */
const QUIET_TURNS = 20;

/** As it is before a test puts another clock in its place. */
const nextTurn = promisify(setImmediate);

const config = getConfig();
configure({
  asyncUtilTimeout: PATIENCE_MS,
  // What is found or done is on the page before React has run the effects of it, which ask the
  // host. A busy machine is seen between the two.
  asyncWrapper: (find: () => Promise<unknown>) =>
    config.asyncWrapper(async (): Promise<unknown> => {
      const found = await find();
      for (let turn = 0; turn < QUIET_TURNS; turn++) await nextTurn();
      return found;
    }),
});

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

afterEach(cleanup);
