import { t } from "@vscode/l10n";
import { ProtocolError } from "../../shared/protocol/envelope.ts";

/** A message for the user. Messages from the host are already localized. */
export function describeFailure(failure: unknown): string {
  if (failure instanceof ProtocolError) return describeProtocolError(failure);
  return failure instanceof Error ? failure.message : String(failure);
}

/** Whether the failure is a cancellation, which is not reported. */
export function isCancelled(failure: unknown): boolean {
  return failure instanceof ProtocolError && failure.code === "cancelled";
}

function describeProtocolError({ code, message }: ProtocolError): string {
  switch (code) {
    case "cancelled":
      return t("Canceled.");
    case "timedOut":
      return t("The extension did not respond in time. Try again, or see the log for details.");
    case "versionMismatch":
      return t("The panel and the extension have different versions. Reload the window.");
    case "unknownMethod":
    case "invalidParams":
    case "invalidMessage":
      return t("The extension did not understand a request from the panel. Reload the window.");
    case "notFound":
    case "refused":
    case "io":
    case "internal":
      return message;
  }
}
