import { t } from "@vscode/l10n";
import { ProtocolError } from "../../shared/protocol/envelope.ts";

/**
 * The sentence that says why something failed. What the connection itself tells is said in the
 * page's language; the rest the host has said in it already.
 */
export function describeFailure(failure: unknown): string {
  if (failure instanceof ProtocolError) return describeProtocolError(failure);
  return failure instanceof Error ? failure.message : String(failure);
}

/** Whether somebody gave up on it, so that there is nothing to tell. */
export function isCancelled(failure: unknown): boolean {
  return failure instanceof ProtocolError && failure.code === "cancelled";
}

function describeProtocolError({ code, message }: ProtocolError): string {
  switch (code) {
    case "cancelled":
      return t("Cancelled.");
    case "timedOut":
      return t("There was no answer in time. Try again; the log may say why.");
    case "versionMismatch":
      return t("The panel is of another version than the extension. Reload the window.");
    case "unknownMethod":
    case "invalidParams":
    case "invalidMessage":
      return t("The panel asked for what the extension does not know. Reload the window.");
    case "notFound":
    case "refused":
    case "io":
    case "internal":
      return message;
  }
}
