/**
 * How long a test waits for what must come. It proves nothing, it only ends a test that would hang:
 * far longer than the slowest and busiest machine takes.
 */
export const PATIENCE_MS = 60_000;

/** For a test or a hook, which may wait for one thing after the other. */
export const TEST_TIMEOUT_MS = 5 * PATIENCE_MS;
