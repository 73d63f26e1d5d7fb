import * as v from "valibot";

/** Raised for changes that an older peer would misread; not for a new optional field. */
export const PROTOCOL_VERSION = 1;

/** Why a request failed. The list is closed, so that both ends know every code. */
export const ERROR_CODES = [
  /** The message is malformed, or not one the panel may send. */
  "invalidMessage",
  "invalidParams",
  "unknownMethod",
  "versionMismatch",
  "cancelled",
  "timedOut",
  /** What was requested does not exist, or no longer does. */
  "notFound",
  /** Not allowed, such as deleting from a read-only folder. */
  "refused",
  /** The file system or the export target failed. */
  "io",
  "internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

const version = v.number();
const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const method = v.pipe(v.string(), v.maxLength(64));

/** The panel chooses the ids and uses each one once per page. */
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

/** A message from the panel to the host. */
export type ToHost = v.InferOutput<typeof toHost>;

/** A message from the host to the panel. */
export type ToPanel = v.InferOutput<typeof toPanel>;

/** Parses a message; undefined if it is malformed. The caller must check the version. */
export function parseToHost(message: unknown): ToHost | undefined {
  const parsed = v.safeParse(toHost, message);
  return parsed.success ? parsed.output : undefined;
}

/** Parses a message; undefined if it is malformed. The caller must check the version. */
export function parseToPanel(message: unknown): ToPanel | undefined {
  const parsed = v.safeParse(toPanel, message);
  return parsed.success ? parsed.output : undefined;
}

/** A failed request, on either end. The message is a sentence for the user. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
