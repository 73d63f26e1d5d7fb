import { ExportError } from "../export/exportJob.ts";
import { toError } from "../platform/fileSystem.ts";
import type { L10n } from "../platform/l10n.ts";

/** A message for the user: what failed, on which file or folder, and why. */
export function describeFailure({ t }: L10n, error: unknown): string {
  if (!(error instanceof ExportError)) return toError(error).message;
  const reason = toError(error.cause).message;
  switch (error.reason) {
    case "folderUnreadable":
      return t("Could not read the telemetry folder {0}: {1}", error.place, reason);
    case "documentUnwritable":
      return error.mayBeIncomplete
        ? t("Could not export to {0}. The output may be incomplete. {1}", error.place, reason)
        : t("Could not export to {0}. No existing file was changed. {1}", error.place, reason);
    case "targetIsInput":
      return t(
        "{0} would be read as a telemetry file by the next export. Choose another name or folder.",
        error.place,
      );
  }
}
