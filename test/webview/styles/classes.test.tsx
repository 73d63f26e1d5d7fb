import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { readSheets, readSources, selectorsOf } from "./sheets.ts";

/** Classes set by others: VS Code on the body, and the calendar. */
const FOREIGN = /^(?:vscode-|rdp-)/;

interface Class {
  readonly name: string;
  /** The name is the prefix of several classes. */
  readonly isPrefix: boolean;
}

/** The classes that a source sets: all strings in values of `className`. */
function classesIn(fileName: string, source: string): readonly Class[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const classes: Class[] = [];
  const add = (text: string, isIncomplete: boolean) => {
    const words = text.split(/\s+/);
    words.forEach((name, index) => {
      if (name !== "") classes.push({ name, isPrefix: isIncomplete && index === words.length - 1 });
    });
  };
  const collect = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) add(node.text, false);
    else if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node)) add(node.text, true);
    else if (ts.isTemplateTail(node)) add(node.text, false);
    else if (ts.isConditionalExpression(node)) {
      collect(node.whenTrue);
      collect(node.whenFalse);
    } else ts.forEachChild(node, collect);
  };
  const visit = (node: ts.Node): void => {
    const isAttribute = ts.isJsxAttribute(node) && node.name.getText(file) === "className";
    const isProperty = ts.isPropertyAssignment(node) && node.name.getText(file) === "className";
    const initializer = isAttribute || isProperty ? node.initializer : undefined;
    if (initializer === undefined) ts.forEachChild(node, visit);
    else collect(initializer);
  };
  visit(file);
  return classes;
}

const SET = [...readSources()].map(([name, source]) => ({
  name,
  folder: dirname(name),
  classes: classesIn(name, source),
}));

const STYLED = readSheets().map(({ name, css }) => ({
  name,
  folder: dirname(name),
  classes: [
    ...new Set(
      selectorsOf(css)
        .flatMap((selector) => [...selector.matchAll(/\.([a-z][\w-]*)/g)])
        .map(([, found = ""]) => found),
    ),
  ].filter((found) => !FOREIGN.test(found)),
}));

function isSet(styled: string, { name, isPrefix }: Class): boolean {
  return isPrefix ? styled.startsWith(name) : styled === name;
}

describe.each(STYLED.map((sheet) => [sheet.name, sheet] as const))(
  "the style sheet %s",
  (_, sheet) => {
    it("styles only classes that its folder sets", () => {
      // utilities.css is for all folders.
      const sources = SET.filter(
        ({ folder }) => sheet.name === "ui/utilities.css" || folder === sheet.folder,
      );
      const dead = sheet.classes.filter(
        (styled) => !sources.some(({ classes }) => classes.some((set) => isSet(styled, set))),
      );
      expect(dead).toEqual([]);
    });
  },
);

describe("the classes of the page", () => {
  it("are styled or used by a test", () => {
    const styled = STYLED.flatMap(({ classes }) => classes);
    const tests = globSync("{webview,vscode}/**/*.{ts,tsx}", {
      cwd: join(import.meta.dirname, "../.."),
      exclude: ["**/node_modules/**"],
    })
      .map((name) => readFileSync(join(import.meta.dirname, "../..", name), "utf8"))
      .join("\n");
    const unused = SET.flatMap(({ name, classes }) =>
      classes
        .filter((set) => !styled.some((other) => isSet(other, set)))
        .filter((set) => !tests.includes(`.${set.name}`) && !set.name.startsWith("codicon"))
        .map((set) => `${name}: ${set.name}`),
    );
    expect(unused).toEqual([]);
  });
});
