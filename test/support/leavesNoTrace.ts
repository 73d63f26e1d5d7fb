import { afterAll, expect, vi } from "vitest";

/** State that test files in the same process could leak. */
function stateOfProcess() {
  const listeners = process.eventNames().map((name) => [name, process.listenerCount(name)]);
  return {
    folder: process.cwd(),
    env: { ...process.env },
    listeners: Object.fromEntries(listeners) as Record<string, number>,
    hasFakeTimers: vi.isFakeTimers(),
    prototypeMembers: Object.keys(Object.prototype),
  };
}

const before = stateOfProcess();

// Registered first, so it runs last.
afterAll(() => {
  expect(stateOfProcess(), "The test file leaves the process changed; undo it there").toEqual(
    before,
  );
});
