import { beforeEach, vi } from "vitest";

export interface WindowFocus {
  /** Whether the window has the focus. */
  isInside: boolean;
}

/**
 * Stubs whether the window has the focus. In jsdom, it loses the focus with the focused element.
 * Call it at the top of a test file.
 */
export function stubWindowFocus(): WindowFocus {
  const focus: WindowFocus = { isInside: true };
  beforeEach(() => {
    focus.isInside = true;
    vi.spyOn(document, "hasFocus").mockImplementation(() => focus.isInside);
  });
  return focus;
}
