import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const WEBVIEW = join(import.meta.dirname, "../../../webview");

export interface Sheet {
  /** Relative to webview/, such as "ui/Button.css". */
  readonly name: string;
  /** Without comments. */
  readonly css: string;
}

export interface Declaration {
  readonly property: string;
  readonly value: string;
}

/** The style sheets of the page, sorted by name. */
export function readSheets(): readonly Sheet[] {
  return globSync("**/*.css", { cwd: WEBVIEW })
    .sort()
    .map((name) => {
      const text = readFileSync(join(WEBVIEW, name), "utf8");
      return { name: name.replaceAll("\\", "/"), css: text.replaceAll(/\/\*.*?\*\//gs, "") };
    });
}

/** The declarations of a style sheet, in order. */
export function declarationsOf(css: string): readonly Declaration[] {
  return [...css.matchAll(/(?<=[{;]\s*)(-{0,2}[a-z][\w-]*)\s*:\s*([^;{}]+)(?=;)/g)].map(
    ([, property = "", value = ""]) => ({ property, value: value.replaceAll(/\s+/g, " ").trim() }),
  );
}

/** The selectors of a style sheet, including those in queries. */
export function selectorsOf(css: string): readonly string[] {
  return [...css.matchAll(/(?<=^|[{};])\s*([^{};@]+)(?=\{)/g)].map(([, selector = ""]) =>
    selector.trim(),
  );
}

/** The sources of the page, by their paths relative to webview/. */
export function readSources(): ReadonlyMap<string, string> {
  return new Map(
    globSync("**/*.{ts,tsx}", { cwd: WEBVIEW }).map((name) => [
      name.replaceAll("\\", "/"),
      readFileSync(join(WEBVIEW, name), "utf8"),
    ]),
  );
}
