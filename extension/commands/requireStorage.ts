import type { L10n } from "../platform/l10n.ts";
import { RecordableError } from "../recording/recordableError.ts";

/** The telemetry folder. Throws, for the user, if telemetry is not stored on this machine. */
export function requireStorage(directory: string | undefined, t: L10n["t"]): string {
  if (directory !== undefined) return directory;
  throw new RecordableError("storageNotLocal", t("Telemetry is not stored on this machine."));
}
