import { vi } from "vitest";
import { PATIENCE_MS } from "./patience.ts";

/** Checks again and again until `check` no longer throws, and gives what it gives. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS, interval: 10 });
}
