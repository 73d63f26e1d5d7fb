import { toError } from "../../platform/fileSystem.ts";

/** A file exists but cannot be read. */
export class UnreadableFileError extends Error {
  override readonly name = "UnreadableFileError";
  readonly fileName: string;
  /** Message of the system error. */
  readonly reason: string;

  constructor(fileName: string, cause: unknown) {
    const reason = toError(cause).message;
    super(`${fileName} could not be read: ${reason}`, { cause });
    this.fileName = fileName;
    this.reason = reason;
  }
}
