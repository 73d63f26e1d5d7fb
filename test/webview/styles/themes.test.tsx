import { describe, expect, it } from "vitest";
import { readSheets } from "./sheets.ts";

const sheets = readSheets().map(({ name, css }) => [name, css] as const);

/** A variable of the theme or the page, a mix of such, or what takes its colour from elsewhere. */
const THEMED =
  /^(?:transparent|inherit|currentColor|none|(?:color-mix\(in srgb, )?var\(--(?:vscode|panel)-[\w-]+.*)$/;

describe.each(sheets)("the style sheet %s", (_, css) => {
  it("takes every colour and font from the theme of VS Code", () => {
    const declarations = /^\s*((?:[\w-]+-)?colou?r|background|fill|stroke|font-family):\s*(.+);$/gm;
    const values = [...css.matchAll(declarations)].map(([, , value]) => value ?? "");
    expect(values.filter((value) => !THEMED.test(value))).toEqual([]);
  });

  it("names no colour of its own", () => {
    const own = css.replaceAll(/var\([^)]*\)/g, "");
    expect(own).not.toMatch(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|lab|lch|oklab|oklch)a?\(/i);
    expect(own).not.toMatch(/:[^;{]*\b(?:black|white|red|green|blue|gray|grey|yellow|orange)\b/i);
  });
});
