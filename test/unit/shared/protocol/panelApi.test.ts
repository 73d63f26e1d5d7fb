import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { PANEL_API } from "../../../../shared/protocol/panelApi.ts";
import type { Definition } from "../../../../shared/protocol/message.ts";

/** A part of a schema that accepts any string, or any value at all. */
interface OpenPart {
  readonly path: string;
  readonly type: string;
  readonly maxLength: number | undefined;
}

const CLOSED_TYPES = ["number", "boolean", "literal", "picklist", "custom"];

/** The parts of a schema that are neither numbers nor picklists. */
function openParts(schema: unknown, path = ""): readonly OpenPart[] {
  const { type, entries, options, wrapped, item, pipe } = schema as Record<string, unknown>;
  if (typeof type !== "string") throw new Error(`${path} is not a schema.`);
  if (CLOSED_TYPES.includes(type)) return [];
  if (type === "object") {
    const members = Object.entries(entries as object) as [string, unknown][];
    return members.flatMap(([key, member]) => openParts(member, `${path}.${key}`));
  }
  if (type === "variant")
    return (options as unknown[]).flatMap((option) => openParts(option, path));
  if (type === "optional") return openParts(wrapped, path);
  if (type === "array") return openParts(item, `${path}[]`);
  const actions = (pipe ?? []) as readonly Record<string, unknown>[];
  const limit = actions.find((action) => action["type"] === "max_length")?.["requirement"];
  return [{ path, type, maxLength: typeof limit === "number" ? limit : undefined }];
}

const SENT = (Object.entries(PANEL_API) as [string, Definition][]).filter(
  ([, { kind }]) => kind !== "event",
);

describe.each(SENT)("the parameters of %s", (_, { params }) => {
  it("have no free text but file names, a filter, and a message: no path, URL, or command", () => {
    for (const { path, type, maxLength } of openParts(params)) {
      expect(type, path).toBe("string");
      expect(path).toMatch(/\.(fileName|text|message)$/);
      expect(maxLength, path).toBeLessThanOrEqual(4_000);
    }
  });

  it.each([
    ["a path", { path: "/etc/passwd" }],
    ["a URL", { url: "https://example.com" }],
    ["a command", { command: "workbench.action.quit" }],
    ["a folder", { folder: "/etc" }],
  ])("drop %s", (_, extra) => {
    const parsed = v.parse(params, { ...PARAMS, ...extra });
    expect(JSON.stringify(parsed)).not.toMatch(/etc|https|quit/);
  });
});

const VIEW = { range: { kind: "allTime" }, nowMs: 0 };
/** Valid parameters for every method. */
const PARAMS = {
  ...VIEW,
  view: VIEW,
  format: "json",
  text: "",
  errorsOnly: false,
  newestFirst: false,
  queryId: 0,
  offset: 0,
  limit: 1,
  sortBy: "day",
  isDescending: false,
  ref: { fileName: "a", offset: 0, byteCount: 2 },
  target: { kind: "everything" },
  kind: "own",
  id: 0,
  fileName: "a",
  exportId: 0,
  message: "",
};

describe("the table of messages", () => {
  it("would fail the check if it contained a path", () => {
    expect(openParts(v.object({ path: v.string() }))).toEqual([
      { path: ".path", type: "string", maxLength: undefined },
    ]);
    expect(openParts(v.object({ any: v.unknown() }))[0]?.type).toBe("unknown");
  });

  it("has a timeout for every request that does not wait for the user", () => {
    const unlimited = SENT.filter(
      ([, definition]) => definition.kind === "request" && definition.timeoutMs === undefined,
    );
    expect(unlimited.map(([method]) => method).sort()).toEqual([
      "chooseFolder",
      "deleteRecorded",
      "exportRange",
      "openPreview",
    ]);
  });
});
