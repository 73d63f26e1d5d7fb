import { describe, expect, it } from "vitest";
import { readSheets } from "./sheets.ts";

const sheets = readSheets().map(({ name, css }) => [name, css] as const);

/** A variable of the theme or the page, a mix of them, or a keyword without a color of its own. */
const THEMED =
  /^(?:transparent|inherit|currentColor|none|(?:color-mix\(in srgb, )?var\(--(?:vscode|panel)-[\w-]+.*)$/;

describe.each(sheets)("the style sheet %s", (_, css) => {
  it("takes all colors and fonts from the VS Code theme", () => {
    const declarations = /^\s*((?:[\w-]+-)?colou?r|background|fill|stroke|font-family):\s*(.+);$/gm;
    const values = [...css.matchAll(declarations)].map(([, , value]) => value ?? "");
    expect(values.filter((value) => !THEMED.test(value))).toEqual([]);
  });

  it("has no colors of its own", () => {
    const own = css.replaceAll(/var\([^)]*\)/g, "");
    expect(own).not.toMatch(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|lab|lch|oklab|oklch)a?\(/i);
    expect(own).not.toMatch(/:[^;{]*\b(?:black|white|red|green|blue|gray|grey|yellow|orange)\b/i);
  });
});
