import { toError } from "../../platform/fileSystem.ts";

/** A file is there and cannot be read. */
export class UnreadableFileError extends Error {
  override readonly name = "UnreadableFileError";
  readonly fileName: string;
  /** What the system says. */
  readonly reason: string;

  constructor(fileName: string, cause: unknown) {
    const reason = toError(cause).message;
    super(`${fileName} could not be read: ${reason}`, { cause });
    this.fileName = fileName;
    this.reason = reason;
  }
}
