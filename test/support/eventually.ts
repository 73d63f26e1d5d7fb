import { vi } from "vitest";
import { PATIENCE_MS } from "./patience.ts";

/** Retries `check` until it doesn't throw, and resolves to its result. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS, interval: 10 });
}
