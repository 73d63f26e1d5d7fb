import { ExportError } from "../export/exportJob.ts";
import { toError } from "../platform/fileSystem.ts";
import type { L10n } from "../platform/l10n.ts";

/** The sentence for the user about what was thrown: what happened, to what, and why. */
export function describeFailure({ t }: L10n, error: unknown): string {
  if (!(error instanceof ExportError)) return toError(error).message;
  const reason = toError(error.cause).message;
  switch (error.failure) {
    case "folderUnreadable":
      return t("The telemetry folder {0} could not be read: {1}", error.place, reason);
    case "documentUnwritable":
      return t(
        "The export to {0} failed and left what was there untouched: {1}",
        error.place,
        reason,
      );
  }
}
