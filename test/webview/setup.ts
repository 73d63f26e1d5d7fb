import { promisify } from "node:util";
import { cleanup, configure, getConfig } from "@testing-library/react";
import { afterEach } from "vitest";
import { PATIENCE_MS } from "../support/patience.ts";

/** More turns than React and a scripted host take in sequence. */
const QUIET_TURNS = 20;

/** Captured before a test installs fake timers. */
const nextTurn = promisify(setImmediate);

const config = getConfig();
configure({
  asyncUtilTimeout: PATIENCE_MS,
  // An element appears before React runs the effects that send requests. On a busy machine, a test
  // could continue in between.
  asyncWrapper: (find: () => Promise<unknown>) =>
    config.asyncWrapper(async (): Promise<unknown> => {
      const found = await find();
      for (let turn = 0; turn < QUIET_TURNS; turn++) await nextTurn();
      return found;
    }),
});

// jsdom has no media queries, which the toolkit uses when it loads.
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

// jsdom has neither layout nor pointer capture.
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.hasPointerCapture = () => false;

afterEach(cleanup);
