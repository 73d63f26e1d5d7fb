import * as v from "valibot";

/** Raised when an older other end would misunderstand; a further optional field needs no rise. */
export const PROTOCOL_VERSION = 1;

/** Why a request was not fulfilled. The list is closed: both ends know what each one means. */
export const ERROR_CODES = [
  /** The message has the wrong shape, or names no message the panel may send. */
  "invalidMessage",
  "invalidParams",
  "unknownMethod",
  "versionMismatch",
  "cancelled",
  "timedOut",
  /** What was asked for is not there, or not any more. */
  "notFound",
  /** Not allowed here, such as a deletion in a folder that is shown read-only. */
  "refused",
  /** The file system, or what was to be written to, failed. */
  "io",
  "internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

const version = v.number();
const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const method = v.pipe(v.string(), v.maxLength(64));

/** Ids are chosen by the panel, and each is used once in the life of a page. */
const toHost = v.variant("kind", [
  v.object({ version, kind: v.literal("request"), id, method, params: v.unknown() }),
  v.object({ version, kind: v.literal("command"), method, params: v.unknown() }),
]);

const toPanel = v.variant("kind", [
  v.object({ version, kind: v.literal("result"), id, result: v.unknown() }),
  v.object({
    version,
    kind: v.literal("error"),
    id,
    error: v.object({ code: v.picklist(ERROR_CODES), message: v.string() }),
  }),
  v.object({ version, kind: v.literal("progress"), id, progress: v.unknown() }),
  v.object({ version, kind: v.literal("event"), method, params: v.unknown() }),
]);

/** What the panel posts to the host. */
export type ToHost = v.InferOutput<typeof toHost>;

/** What the host posts to the panel. */
export type ToPanel = v.InferOutput<typeof toPanel>;

/** The message, or undefined for anything else; the version is still to be compared. */
export function parseToHost(message: unknown): ToHost | undefined {
  const parsed = v.safeParse(toHost, message);
  return parsed.success ? parsed.output : undefined;
}

/** The message, or undefined for anything else; the version is still to be compared. */
export function parseToPanel(message: unknown): ToPanel | undefined {
  const parsed = v.safeParse(toPanel, message);
  return parsed.success ? parsed.output : undefined;
}

/** A request that was not fulfilled, at either end. The message is a sentence for the user. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
