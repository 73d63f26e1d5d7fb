import { beforeEach, vi } from "vitest";

export interface WindowFocus {
  /** Whether the user is in the window, as the window says. */
  isInside: boolean;
}

/**
 * Says whether the window has the focus, which jsdom takes for gone with the element that had it.
 * To be called at the top of a test file.
 */
export function stubWindowFocus(): WindowFocus {
  const focus: WindowFocus = { isInside: true };
  beforeEach(() => {
    focus.isInside = true;
    vi.spyOn(document, "hasFocus").mockImplementation(() => focus.isInside);
  });
  return focus;
}
