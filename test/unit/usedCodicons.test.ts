import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keepIcons } from "../../scripts/usedCodicons.ts";
import { ICON_NAMES } from "../../webview/ui/iconNames.ts";

const SHEET = readFileSync(
  join(import.meta.dirname, "../../node_modules/@vscode/codicons/dist/codicon.css"),
  "utf8",
);

describe("the codicons in the bundle", () => {
  it("are exactly those that the panel uses", () => {
    const { sheet, glyphs } = keepIcons(SHEET, ICON_NAMES);
    const kept = [...sheet.matchAll(/^\.codicon-([\w-]+):before/gm)].map(([, name]) => name);
    expect(kept).toEqual(ICON_NAMES);
    expect(glyphs).toHaveLength(ICON_NAMES.length);
  });

  it("keep their font and common styles", () => {
    const { sheet, glyphs } = keepIcons(SHEET, ["trash"]);
    expect(sheet).toMatch(/@font-face \{[^}]*codicon\.ttf[^}]*\}/);
    expect(sheet).toMatch(/16px\/1 codicon/);
    expect(sheet.match(/\{/g)).toHaveLength(3);
    expect(glyphs.codePointAt(0)?.toString(16)).toBe("ea81");
  });

  it("must exist", () => {
    expect(() => keepIcons(SHEET, ["trash", "no-such-icon"])).toThrow(
      "Unknown codicon: no-such-icon",
    );
  });

  it("cannot be read from a style sheet with another structure", () => {
    expect(() => keepIcons('.codicon-trash:before { content: "\\ea81" }', ["trash"])).toThrow();
  });
});
