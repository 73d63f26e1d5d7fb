import { describe, expect, it } from "vitest";
import { findDefinition } from "../../../../shared/protocol/message.ts";
import { PANEL_API } from "../../../../shared/protocol/panelApi.ts";

describe("findDefinition", () => {
  it("returns the definition in the table", () => {
    expect(findDefinition(PANEL_API, "ready")).toBe(PANEL_API.ready);
  });

  it.each(["toString", "constructor", "__proto__", "hasOwnProperty", "Ready", ""])(
    "returns undefined for %j",
    (method) => {
      expect(findDefinition(PANEL_API, method)).toBeUndefined();
    },
  );
});
