import { ProtocolError } from "../../shared/protocol/envelope.ts";

/** The sentence that says why something failed. */
export function describeFailure(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

/** Whether somebody gave up on it, so that there is nothing to tell. */
export function isCancelled(failure: unknown): boolean {
  return failure instanceof ProtocolError && failure.code === "cancelled";
}
