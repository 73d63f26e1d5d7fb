import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ESLint, Linter } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, it } from "vitest";
import { layers, LAYERS } from "../../eslint/layers.mjs";

const ROOT = join(import.meta.dirname, "../..");

/** The messages of the rule for code in a folder, one per violation. */
function violations(folder: string, code: string): readonly string[] {
  const config: Linter.Config = {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parser: tseslint.parser },
    plugins: { layers: { rules: { imports: layers } } },
    rules: { "layers/imports": "error" },
  };
  const linter = new Linter({ cwd: ROOT });
  return linter
    .verify(code, [config], { filename: join(ROOT, folder, "written.ts") })
    .map(({ message }) => message);
}

/** How a file in one folder names a file in the other. */
function pathBetween(folder: string, target: string): string {
  const path = relative(folder, `${target}/some.ts`);
  return path.startsWith(".") ? path : `./${path}`;
}

/** Folders with sources, as they are on the disk. */
function sourceFolders(): readonly string[] {
  const files = ["shared", "extension"].flatMap((top) =>
    readdirSync(join(ROOT, top), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => dirname(join(top, name))),
  );
  return [...new Set(files)].sort();
}

const FOLDERS = LAYERS.flat();

const PAIRS = FOLDERS.flatMap((folder) =>
  FOLDERS.filter((target) => target !== folder).map((target) => [folder, target] as const),
);

function layerOf(folder: string): number {
  return LAYERS.findIndex((layer) => layer.includes(folder));
}

describe("the folders of shared/ and extension/", () => {
  it("are exactly those in LAYERS", () => {
    expect([...FOLDERS].sort()).toEqual(sourceFolders());
  });

  it("are reported if they are not declared", () => {
    expect(violations("extension/newcomer", "export const one = 1;")).toEqual([
      expect.stringMatching(
        /^extension\/newcomer\/ is not declared: .*LAYERS in eslint\/layers\.mjs/,
      ),
    ]);
  });

  it("are the rows of docs/architecture.md, in the same order", () => {
    const page = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
    const rows = [...page.matchAll(/^\| (`(?:shared|extension)\/.*?`) +\|/gm)].map(
      ([, cell = ""]) => [...cell.matchAll(/`([^`]+)\/`/g)].map(([, folder]) => folder),
    );
    const byName = (folders: readonly (string | undefined)[]) => folders.toSorted();
    expect(rows.map(byName)).toEqual(LAYERS.map(byName));
  });

  it.each(PAIRS.filter(([folder, target]) => layerOf(target) >= layerOf(folder)))(
    "%s/ must not import %s/",
    (folder, target) => {
      const code = `import "${pathBetween(folder, target)}";`;
      expect(violations(folder, code)).toEqual([expect.stringContaining("must not import")]);
    },
  );

  it.each(PAIRS.filter(([folder, target]) => layerOf(target) < layerOf(folder)))(
    "%s/ may import %s/",
    (folder, target) => {
      expect(violations(folder, `import "${pathBetween(folder, target)}";`)).toEqual([]);
    },
  );

  it.each(["../../webview/main.tsx", "../support/events.ts", "../../scripts/start.ts"])(
    "must not import %s, which is not part of the host",
    (path) => {
      expect(violations("extension/vscode", `import "${path}";`)).toHaveLength(1);
      expect(violations("shared/protocol", `import "${path}";`)).toHaveLength(1);
    },
  );
});

describe("every form of import is checked", () => {
  it.each([
    'import { one } from "../vscode/log.ts"; export const two = one;',
    'import type { One } from "../vscode/log.ts"; export type Two = One;',
    'export { one } from "../vscode/log.ts";',
    'export * from "../vscode/log.ts";',
    'export const one = await import("../vscode/log.ts");',
    'export type One = import("../vscode/log.ts").One;',
    'export const one = require("../vscode/log.ts");',
  ])("%s", (code) => {
    expect(violations("extension/store", code)).toEqual([
      expect.stringContaining("extension/store/ must not import extension/vscode/"),
    ]);
  });

  it.each(['await import("vscode");', 'import * as v from "vscode"; v;', 'require("vscode");'])(
    "%s",
    (code) => {
      expect(violations("extension/panel", code)).toEqual([
        expect.stringContaining("pass in what you need"),
      ]);
    },
  );
});

describe("an import that lint cannot check", () => {
  it.each([
    "await import(`vscode`);",
    'const name = "vscode"; await import(name);',
    "require(`node:fs`);",
    'process.getBuiltinModule("node:fs");',
    'import { createRequire } from "node:module"; createRequire;',
  ])("is refused: %s", (code) => {
    expect(violations("extension/panel", code)).toHaveLength(1);
  });
});

describe("packages", () => {
  it.each([
    ["extension/recording", "node:fs"],
    ["extension/recording", "node:path"],
    ["extension/otlp", "node:path"],
    ["extension/store/reading", "node:fs"],
    ["extension/panel", "node:fs/promises"],
    ["extension/vscode", "node:fs"],
    ["shared", "node:path"],
    ["shared", "react"],
    ["shared/protocol", "vscode"],
    ["extension/cli", "vscode"],
    ["extension/store/query", "lodash"],
    ["extension", "vscode"],
    ["extension/export", "node:https"],
    ["extension/cli", "node:child_process"],
  ])("are refused: %s/ imports %s", (folder, name) => {
    expect(violations(folder, `import "${name}";`)).toHaveLength(1);
  });

  it.each([
    ["extension/platform", "node:fs"],
    ["extension/cli", "node:fs"],
    ["extension", "node:fs"],
    ["extension/vscode", "vscode"],
    ["extension/store/index", "node:path"],
    ["shared/protocol", "valibot"],
    ["extension/store/index", "valibot"],
  ])("are allowed: %s/ imports %s", (folder, name) => {
    expect(violations(folder, `import "${name}";`)).toEqual([]);
  });

  it("allow type-only imports, except from vscode", () => {
    const types = (name: string) => `import type { One } from "${name}"; export type Two = One;`;
    expect(violations("extension/store/reading", types("node:fs/promises"))).toEqual([]);
    expect(violations("extension/store/reading", types("vscode"))).toHaveLength(1);
  });
});

/** Every source below the folder, by its path relative to the root. */
function sourcesOf(top: string): readonly string[] {
  return readdirSync(join(ROOT, top), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(top, name));
}

it("applies to every source of shared/ and extension/", async () => {
  const eslint = new ESLint({ cwd: ROOT });
  for (const path of ["shared", "extension"].flatMap(sourcesOf)) {
    const config = (await eslint.calculateConfigForFile(join(ROOT, path))) as Linter.Config;
    expect(config.rules?.["layers/imports"], path).toEqual([2]);
  }
});

it("is not disabled by any source, nor are the rules of the webview", () => {
  // Not a comment that disables a rule, but the pattern of one.
  const comment = /eslint-disable.*(layers\/|webview\/|jsx-a11y|no-restricted-|disable \*\/)/;
  const sources = ["shared", "extension", "webview"].flatMap(sourcesOf);
  const disabling = sources.filter((path) => comment.test(readFileSync(join(ROOT, path), "utf8")));
  // React requires a namespace for the types of elements.
  expect(disabling).toEqual([join("webview", "ui", "toolkit.ts")]);
});
