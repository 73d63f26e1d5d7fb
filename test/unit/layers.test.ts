import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ESLint, Linter } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, it } from "vitest";
import { layers, LAYERS } from "../../eslint/layers.mjs";

const ROOT = join(import.meta.dirname, "../..");

/** What the wall says of a file in that folder with that code: one message an offence. */
function offences(folder: string, code: string): readonly string[] {
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
  it("are declared, each of them, and no other", () => {
    expect([...FOLDERS].sort()).toEqual(sourceFolders());
  });

  it("are refused where they are not declared", () => {
    expect(offences("extension/newcomer", "export const one = 1;")).toEqual([
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
      expect(offences(folder, code)).toEqual([expect.stringContaining("must not import")]);
    },
  );

  it.each(PAIRS.filter(([folder, target]) => layerOf(target) < layerOf(folder)))(
    "%s/ may import %s/",
    (folder, target) => {
      expect(offences(folder, `import "${pathBetween(folder, target)}";`)).toEqual([]);
    },
  );

  it.each(["../../webview/main.tsx", "../support/events.ts", "../../scripts/start.ts"])(
    "must not import %s, which is no part of the host",
    (path) => {
      expect(offences("extension/vscode", `import "${path}";`)).toHaveLength(1);
      expect(offences("shared/protocol", `import "${path}";`)).toHaveLength(1);
    },
  );
});

describe("every way to import is held to the walls", () => {
  it.each([
    'import { one } from "../vscode/log.ts"; export const two = one;',
    'import type { One } from "../vscode/log.ts"; export type Two = One;',
    'export { one } from "../vscode/log.ts";',
    'export * from "../vscode/log.ts";',
    'export const one = await import("../vscode/log.ts");',
    'export type One = import("../vscode/log.ts").One;',
    'export const one = require("../vscode/log.ts");',
  ])("%s", (code) => {
    expect(offences("extension/store", code)).toEqual([
      expect.stringContaining("extension/store/ must not import extension/vscode/"),
    ]);
  });

  it.each(['await import("vscode");', 'import * as v from "vscode"; v;', 'require("vscode");'])(
    "%s",
    (code) => {
      expect(offences("extension/panel", code)).toEqual([
        expect.stringContaining("pass in what you need"),
      ]);
    },
  );
});

describe("modules of others", () => {
  it.each([
    ["extension/recording", "node:fs"],
    ["extension/recording", "node:path"],
    ["extension/otlp", "node:crypto"],
    ["extension/store/reading", "node:fs"],
    ["extension/panel", "node:fs/promises"],
    ["extension/vscode", "node:fs"],
    ["shared", "node:path"],
    ["shared", "react"],
    ["shared/protocol", "vscode"],
    ["extension/cli", "vscode"],
    ["extension/store/query", "lodash"],
  ])("are refused: %s/ imports %s", (folder, name) => {
    expect(offences(folder, `import "${name}";`)).toHaveLength(1);
  });

  it.each([
    ["extension/platform", "node:fs"],
    ["extension/cli", "node:fs"],
    ["extension", "node:fs"],
    ["extension", "vscode"],
    ["extension/vscode", "vscode"],
    ["extension/store/index", "node:path"],
    ["shared/protocol", "valibot"],
    ["extension/store/index", "valibot"],
  ])("are allowed: %s/ imports %s", (folder, name) => {
    expect(offences(folder, `import "${name}";`)).toEqual([]);
  });

  it("may lend their types, but for those of VS Code", () => {
    const types = (name: string) => `import type { One } from "${name}"; export type Two = One;`;
    expect(offences("extension/store/reading", types("node:fs/promises"))).toEqual([]);
    expect(offences("extension/store/reading", types("vscode"))).toHaveLength(1);
  });
});

it("lint holds every source of the host and of shared/ to its walls", async () => {
  const eslint = new ESLint({ cwd: ROOT });
  for (const path of ["extension/store/fileName.ts", "extension/extension.ts", "shared/days.ts"]) {
    const config = (await eslint.calculateConfigForFile(join(ROOT, path))) as Linter.Config;
    expect(config.rules?.["layers/imports"]).toEqual([2]);
  }
});

it("no source switches a wall off", () => {
  const offenders = ["shared", "extension"].flatMap((top) =>
    readdirSync(join(ROOT, top), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .filter((name) => /eslint-disable.*layers/.test(readFileSync(join(ROOT, top, name), "utf8"))),
  );
  expect(offenders).toEqual([]);
});
