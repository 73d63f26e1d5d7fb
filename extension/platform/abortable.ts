/**
 * Whether `thrown` is an AbortError, as thrown by a signal aborted without a reason. Never throws.
 */
export function isAbortError(thrown: unknown): boolean {
  try {
    return thrown instanceof Error && thrown.name === "AbortError";
  } catch {
    // A proxy or a getter may throw, which must not replace the original error.
    return false;
  }
}

/**
 * Settles like `work`, or rejects with the signal's reason as soon as it is aborted. Aborting does
 * not stop the work; its result is ignored.
 */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => {
    reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
