import type { EventError } from "../../shared/event.ts";
import { ERROR_REASONS, RecordableError, type ErrorReason } from "./recordableError.ts";

/** Recorded instead of the message of any other error, which may contain anything. */
export const UNEXPECTED_ERROR = "Unexpected error";

/** Followed by the name of the system call, such as "open". */
export const SYSTEM_CALL_FAILED = "System call failed";

/** A name in code, such as "TypeError". Paths, URIs, hosts and sentences have other characters. */
const IDENTIFIER = /^[A-Za-z_$][\w$]{0,63}$/;

/** A code of Node or the system, such as "ENOENT" or "ERR_INVALID_ARG_TYPE". */
const SYSTEM_CODE = /^[A-Z][A-Z0-9_]{1,63}$/;

/** A system call, such as "scandir". After "spawn", Node adds the path of the program. */
const SYSTEM_CALL = /^[a-z][a-z0-9_]{0,31}$/;

/** Codes of `vscode.FileSystemError`. */
const FILE_SYSTEM_CODES: ReadonlySet<string> = new Set([
  "FileExists",
  "FileIsADirectory",
  "FileNotADirectory",
  "FileNotFound",
  "NoPermissions",
  "Unavailable",
  "Unknown",
]);

/**
 * Describes a thrown value by what may be recorded: the reason of a `RecordableError`; of anything
 * else its class and, for a system error, code and system call, but never its message. Never
 * throws, even if reading a member does.
 */
export function describeError(thrown: unknown): EventError {
  if (typeof thrown !== "object" || thrown === null) {
    return { message: UNEXPECTED_ERROR, type: thrown === null ? "null" : typeof thrown };
  }
  const isError = isInstance(thrown, Error);
  const type = (isError ? nameOf(thrown) : undefined) ?? constructorName(thrown);
  const code = codeOf(thrown);
  return {
    message: reasonOf(thrown) ?? systemCallOf(thrown) ?? UNEXPECTED_ERROR,
    ...(type !== undefined && { type }),
    ...(code !== undefined && { code }),
  };
}

function reasonOf(thrown: object): string | undefined {
  if (!isInstance(thrown, RecordableError)) return undefined;
  const reason = read(thrown, "reason");
  // Untyped code could set any reason.
  const isKnown = typeof reason === "string" && Object.hasOwn(ERROR_REASONS, reason);
  return isKnown ? ERROR_REASONS[reason as ErrorReason] : undefined;
}

function systemCallOf(thrown: object): string | undefined {
  const call = read(thrown, "syscall");
  if (typeof call !== "string" || !SYSTEM_CALL.test(call)) return undefined;
  return `${SYSTEM_CALL_FAILED}: ${call}`;
}

function codeOf(thrown: object): string | undefined {
  const code = read(thrown, "code");
  if (typeof code === "number") return String(code);
  if (typeof code !== "string") return undefined;
  return SYSTEM_CODE.test(code) || FILE_SYSTEM_CODES.has(code) ? code : undefined;
}

function constructorName(thrown: object): string | undefined {
  const constructor = read(thrown, "constructor");
  return typeof constructor === "function" ? nameOf(constructor) : undefined;
}

function nameOf(from: object): string | undefined {
  const name = read(from, "name");
  return typeof name === "string" && IDENTIFIER.test(name) ? name : undefined;
}

function isInstance(thrown: object, of: typeof Error | typeof RecordableError): boolean {
  try {
    return thrown instanceof of;
  } catch {
    return false;
  }
}

function read(from: object, name: string): unknown {
  try {
    return Reflect.get(from, name);
  } catch {
    return undefined;
  }
}
