/**
 * How long a test waits for something that must happen. It only ends tests that would hang, and is
 * far longer than the slowest and busiest machine takes.
 */
export const PATIENCE_MS = 60_000;

/** For a test or a hook, which may wait for several things in sequence. */
export const TEST_TIMEOUT_MS = 5 * PATIENCE_MS;
