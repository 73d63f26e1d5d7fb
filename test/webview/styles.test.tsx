import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(import.meta.dirname, "../../webview/styles.css"), "utf8");

describe("the stylesheet of the page", () => {
  it("takes every colour and font from the theme of VS Code", () => {
    const themed = /^\s*((?:[\w-]+-)?colou?r|background|fill|stroke|font-family):\s*(.+);$/gm;
    const values = [...css.matchAll(themed)].map(([, , value]) => value);
    expect(values.length).toBeGreaterThan(0);
    expect(values.filter((value) => !/^var\(--vscode-[\w-]+\)$/.test(value ?? ""))).toEqual([]);
  });

  it("names no colour of its own", () => {
    expect(css).not.toMatch(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|lab|lch|oklab|oklch|color)a?\(/i);
  });

  it("reads no variable but those of VS Code", () => {
    const variables = [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name);
    expect(variables.filter((name) => !name?.startsWith("--vscode-"))).toEqual([]);
  });
});
