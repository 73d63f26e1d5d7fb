import type { Linter } from "eslint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSampleLinter, type SampleLinter } from "../support/sampleLinter.ts";

/** Files whose text a test replaces: rules are told apart by path. */
const FILES = {
  store: "extension/store/fileName.ts",
  vscode: "extension/vscode/settings.ts",
  commands: "extension/vscode/commands.ts",
  program: "extension/extension.ts",
  shared: "shared/days.ts",
  webview: "webview/main.tsx",
} as const;

type Place = keyof typeof FILES;

let samples: SampleLinter;

beforeAll(async () => {
  samples = await createSampleLinter(Object.values(FILES));
});

afterAll(() => samples.dispose());

function lint(place: Place, code: string): Promise<readonly Linter.LintMessage[]> {
  return samples.lint(FILES[place], code);
}

async function rulesBrokenBy(place: Place, code: string): Promise<string[]> {
  return (await lint(place, code)).map(({ ruleId, message }) => ruleId ?? message);
}

describe("commands", () => {
  it.each(["registerCommand", "registerTextEditorCommand"])(
    "are registered by %s in extension/vscode/commands.ts alone",
    async (method) => {
      const code = `import * as vscode from "vscode";\nexport const made = vscode.commands.${method}("coder.x", () => undefined);`;
      expect(await rulesBrokenBy("commands", code)).toEqual([]);
      expect(await rulesBrokenBy("vscode", code)).toEqual(["no-restricted-syntax"]);
    },
  );

  it("are not registered by another name either", async () => {
    const code = `import { commands } from "vscode";\nconst { registerCommand } = commands;\nexport const made = registerCommand("coder.x", () => undefined);`;
    expect(await rulesBrokenBy("vscode", code)).toContain("no-restricted-syntax");
  });
});

describe("a localized text", () => {
  const ERRORS = [
    'throw new Error(t("No"));',
    'throw new Error(l10n.t("No"));',
    'throw new Error(vscode.l10n.t("No {0}", 5));',
    'throw new Error(user.l10n.t("No"), { cause: 5 });',
    "throw new Error(`${t('No')}: 5`);",
    'throw new TypeError([t("No"), "5"].join(" "));',
    'throw Error(t("No"));',
  ];
  const DECLARATIONS =
    "declare const t: (text: string, ...args: readonly number[]) => string;\n" +
    "declare const l10n: { readonly t: typeof t };\n" +
    "declare const user: { readonly l10n: typeof l10n };\n" +
    "declare const vscode: { readonly l10n: typeof l10n };\n";

  it.each(ERRORS)("cannot be the message of an error, which is for the log: %s", async (code) => {
    for (const place of ["store", "vscode", "commands", "program"] as const) {
      const broken = await rulesBrokenBy(place, `${DECLARATIONS}${code}`);
      expect(broken).toContain("no-restricted-syntax");
    }
  });

  it("cannot be the message of an error either if a class holds the function", async () => {
    const code =
      "export class A { readonly #t = (text: string) => text; go(): never { " +
      'throw new Error(this.#t("No")); } }';
    expect(await rulesBrokenBy("store", code)).toContain("no-restricted-syntax");
  });

  it("can be shown by a recordable error", async () => {
    const code =
      DECLARATIONS +
      "declare class RecordableError extends Error { constructor(reason: string, shown: string); }\n" +
      'throw new RecordableError("folderNotLocal", t("No"));';
    expect(await rulesBrokenBy("store", code)).not.toContain("no-restricted-syntax");
  });
});

describe("general rules", () => {
  it.each<[string, Place, string, string]>([
    [
      "a barrel",
      "store",
      'export { parseUtcDay } from "../../shared/days.ts";',
      "no-restricted-syntax",
    ],
    ["a barrel of everything", "shared", 'export * from "./event.ts";', "no-restricted-syntax"],
    ["a barrel in commands.ts", "commands", 'export * from "./log.ts";', "no-restricted-syntax"],
    ["a default export", "store", "export default 5;", "no-restricted-syntax"],
    ["an enum", "store", "export enum Level { Off }", "no-restricted-syntax"],
    [
      "a promise that nobody waits for",
      "store",
      "export function run(work: () => Promise<void>): void { work(); }",
      "@typescript-eslint/no-floating-promises",
    ],
    [
      "a promise where a plain callback is wanted",
      "store",
      "export const all = [1].forEach(async () => { await Promise.resolve(); });",
      "@typescript-eslint/no-misused-promises",
    ],
    // This "any" is in a sample that lint must refuse.
    ["any", "store", "export const value: any = 5;", "@typescript-eslint/no-explicit-any"],
    [
      "an assertion that something is there",
      "store",
      "export const first = (list: readonly number[]): number => list[0]!;",
      "@typescript-eslint/no-non-null-assertion",
    ],
    [
      "a loose comparison",
      "store",
      "export const same = (a: string): boolean => a == '';",
      "eqeqeq",
    ],
  ])("refuses %s", async (_, place, code, rule) => {
    expect(await rulesBrokenBy(place, code)).toContain(rule);
  });

  it.each(Object.keys(FILES) as Place[])("accepts ordinary code in %s/", async (place) => {
    expect(await rulesBrokenBy(place, "export const answer = 42;")).toEqual([]);
  });
});
