import { describe, expect, it } from "vitest";
import { environmentName } from "../../../scripts/breakpointWidths.ts";
import { BREAKPOINTS } from "../../../webview/ui/breakpoints.ts";
import { declarationsOf, readSheets, readSources, selectorsOf } from "./sheets.ts";

const SHEETS = readSheets();
const STYLED = SHEETS.filter(({ name }) => name !== "ui/tokens.css");
const TOKENS = declarationsOf(SHEETS.find(({ name }) => name === "ui/tokens.css")?.css ?? "").map(
  ({ property }) => property,
);

/** Spacing is a token, 0, the width of a border, or auto. */
const SPACE = /^(?:0|1px|auto|var\(--(?:space|size)-[\w-]+\)|calc\([^)]*var\(--space-.*\)|\s)+$/;
const FONT_SIZE = /^(?:inherit|var\(--font-size-[a-z]+\))$/;

/** Physical properties. Those that depend on the writing direction have logical names. */
const PHYSICAL =
  /^(?:(?:min-|max-)?(?:width|height)|left|right|top|bottom|(?:margin|padding|border|inset)-(?:left|right|top|bottom).*|border-(?:top|bottom)-(?:left|right)-radius|overflow-[xy]|float|clear)$/;

function violations(css: string, property: RegExp, value: RegExp): readonly string[] {
  return declarationsOf(css)
    .filter((declaration) => property.test(declaration.property) && !value.test(declaration.value))
    .map((declaration) => `${declaration.property}: ${declaration.value}`);
}

describe.each(STYLED.map(({ name, css }) => [name, css] as const))(
  "the style sheet %s",
  (_, css) => {
    it("takes font sizes from the tokens", () => {
      expect(violations(css, /^font-size$/, FONT_SIZE)).toEqual([]);
    });

    it("takes line heights and radii from the tokens", () => {
      expect(violations(css, /^line-height$/, /^var\(--line-height-[a-z]+\)$/)).toEqual([]);
      expect(violations(css, /radius$/, /^(?:0|50%|var\(--radius-[a-z]+\)|\s)+$/)).toEqual([]);
    });

    it("takes spacing from the tokens", () => {
      expect(
        violations(css, /^(?:(?:row-|column-)?gap|(?:margin|padding)(?:-.+)?)$/, SPACE),
      ).toEqual([]);
    });

    it("uses logical properties only", () => {
      const properties = declarationsOf(css).map(({ property }) => property);
      expect(properties.filter((property) => PHYSICAL.test(property))).toEqual([]);
      expect(violations(css, /^text-align$/, /^(?:start|center|end)$/)).toEqual([]);
      expect(css).not.toContain("translateX(");
    });

    it("queries only the widths of the breakpoints", () => {
      const queries = [...css.matchAll(/@(?:media|container)\b([^{]*)/g)].map(([, query = ""]) =>
        query.trim(),
      );
      const allowed = Object.keys(BREAKPOINTS).flatMap((name) => [
        `(width < env(${environmentName(name)}))`,
        `(width >= env(${environmentName(name)}))`,
      ]);
      expect(queries.filter((query) => !allowed.includes(query))).toEqual([]);
    });

    it("uses only tokens that exist", () => {
      const read = [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name = ""]) => name);
      const known = [...TOKENS, ...declarationsOf(css).map(({ property }) => property)];
      expect(read.filter((name) => !name.startsWith("--vscode-") && !known.includes(name))).toEqual(
        [],
      );
    });
  },
);

describe("tokens and breakpoints", () => {
  it.each(TOKENS)("include no unused token: %s", (token) => {
    const users = [...SHEETS.map(({ css }) => css), ...readSources().values()];
    expect(users.some((text) => text.includes(`var(${token}`))).toBe(true);
  });

  it.each(Object.keys(BREAKPOINTS))("include no unused breakpoint: %s", (name) => {
    const inSheet = STYLED.some(({ css }) => css.includes(`env(${environmentName(name)})`));
    const inSource = [...readSources().values()].some((text) =>
      text.includes(`BREAKPOINTS.${name}`),
    );
    expect(inSheet || inSource).toBe(true);
  });
});

describe("toolkit elements", () => {
  it("are selected only by style sheets in ui/", () => {
    const selecting = SHEETS.filter(({ css }) =>
      selectorsOf(css).some((selector) => /(?<![.\w-])vscode-/.test(selector)),
    ).map(({ name }) => name);
    expect(selecting.length).toBeGreaterThan(0);
    expect(selecting.filter((name) => !name.startsWith("ui/"))).toEqual([]);
  });
});
