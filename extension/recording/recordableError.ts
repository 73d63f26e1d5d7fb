import { errorCode } from "../platform/fileSystem.ts";

/**
 * Why something failed, as it may be recorded: in English, and the same on every machine. A reason
 * must not contain anything that varies, such as a name, a path, a host or another error's message.
 */
export const ERROR_REASONS = {
  documentUnwritable: "The document could not be written",
  folderNotLocal: "The selected folder is not on this machine",
  folderUnreadable: "The telemetry folder could not be read",
  pauseNotShared: "The pause could not be shared with other windows",
  resumeNotShared: "The end of the pause could not be shared with other windows",
  storageNotLocal: "Telemetry is not stored on this machine",
  targetIsInput: "The document would be a telemetry file of the exported folder",
} as const;

export type ErrorReason = keyof typeof ERROR_REASONS;

/**
 * An error with one text to record and another to show. `message` is for the user: it may be
 * localized and name paths, and is never recorded.
 */
export class RecordableError extends Error {
  override readonly name: string = "RecordableError";
  readonly reason: ErrorReason;
  /** Code of the cause, if that is a system error. */
  readonly code: string | undefined;

  constructor(reason: ErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
    this.code = errorCode(options?.cause);
  }
}
