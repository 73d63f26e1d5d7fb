import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const webviewFolder = join(import.meta.dirname, "../../webview");
const sheets = globSync("**/*.css", { cwd: webviewFolder })
  .sort()
  .map((name) => [name, readFileSync(join(webviewFolder, name), "utf8")] as const);

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
    const own = css.replaceAll(/var\([^)]*\)|\/\*.*?\*\//gs, "");
    expect(own).not.toMatch(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|lab|lch|oklab|oklch)a?\(/i);
    expect(own).not.toMatch(/:[^;{]*\b(?:black|white|red|green|blue|gray|grey|yellow|orange)\b/i);
  });

  it("reads no variable but those of VS Code and those it is given by the page", () => {
    const variables = [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name);
    expect(variables.filter((name) => !/^--(?:vscode|panel)-/.test(name ?? ""))).toEqual([]);
  });
});
