import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { L10N_BUNDLE_PATH, localizedTexts, renderL10nBundle } from "../../scripts/l10nBundle.ts";
import { EXPORT_FORMATS } from "../../shared/formats.ts";

describe("the committed bundle", () => {
  const committed = readFileSync(L10N_BUNDLE_PATH, "utf8");
  const entries = Object.entries(JSON.parse(committed) as Readonly<Record<string, unknown>>);

  it("contains the strings of the sources", () => {
    const hint = "l10n/bundle.l10n.json does not match the sources: run `npm run docs`";
    expect(committed === renderL10nBundle(), hint).toBe(true);
  });

  it("maps each string to itself, sorted", () => {
    expect(entries.length).toBeGreaterThan(30);
    expect(entries.filter(([text, translation]) => text !== translation)).toEqual([]);
    expect(entries.map(([text]) => text)).toEqual(entries.map(([text]) => text).sort());
  });

  it("contains the descriptions of the export formats", () => {
    const texts = entries.map(([text]) => text);
    for (const { detail } of EXPORT_FORMATS) expect(texts).toContain(detail);
  });
});

describe("localizedTexts", () => {
  const textsOf = (source: string) => localizedTexts("extension/example.tsx", source);

  it.each([
    ['t("a")', ["a"]],
    ["l10n.t('a {0}', 5)", ["a {0}"]],
    ["vscode.l10n.t(`a`)", ["a"]],
    ['this.#t("a")', ["a"]],
    ['t("a" + "b" + `c`)', ["abc"]],
    ['t("a \\"b\\"\\n\\u2026")', ['a "b"\n…']],
    ['const x = <p title={t("a")}>{t("b", t("c"))}</p>;', ["a", "b", "c"]],
    ['t("b"); t("a"); t("b");', ["b", "a", "b"]],
  ])("finds the strings in %s", (source, texts) => {
    expect(textsOf(source)).toEqual(texts);
  });

  it.each(['// t("a")', `'t("a")'`, 'test("a")', 'x.test("a")', "const { t } = l10n;", 'at("a")'])(
    "finds no strings in %s",
    (source) => {
      expect(textsOf(source)).toEqual([]);
    },
  );

  it("finds the possible values of a known expression", () => {
    expect(textsOf("t(format.detail)")).toEqual(EXPORT_FORMATS.map(({ detail }) => detail));
  });

  it.each([
    "t(text)",
    "t(`a ${b}`)",
    't("a" + b)',
    "t(b ? 'x' : 'y')",
    "t()",
    "t({ message: 'a' })",
  ])("throws for %s, with its location", (call) => {
    expect(() => textsOf(`\n${call};`)).toThrow(/^extension\/example\.tsx:2: t\(/);
  });
});
