import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSampleLinter, type SampleLinter } from "../support/sampleLinter.ts";

const ROOT = join(import.meta.dirname, "../..");

/** One file of each folder, whose text a test replaces: rules are told apart by path. */
const FILES = {
  root: "webview/App.tsx",
  format: "webview/format/counts.ts",
  ui: "webview/ui/Button.tsx",
  host: "webview/host/useAction.ts",
  kept: "webview/kept/keptPage.ts",
  files: "webview/files/FilesView.tsx",
  chart: "webview/chart/DayChart.tsx",
} as const;

type Place = keyof typeof FILES;

let samples: SampleLinter;

beforeAll(async () => {
  samples = await createSampleLinter(Object.values(FILES));
});

afterAll(() => samples.dispose());

async function messagesOf(path: string, code: string): Promise<readonly string[]> {
  const messages = await samples.lint(path, code);
  return messages.map(({ ruleId, message }) => `${ruleId ?? "fatal"}: ${message}`);
}

function lint(place: Place, code: string): Promise<readonly string[]> {
  return messagesOf(FILES[place], code);
}

function sourceFolders(): readonly string[] {
  const names = readdirSync(join(ROOT, "webview"), { recursive: true, encoding: "utf8" });
  const sources = names.filter((name) => /[\\/].*\.tsx?$/.test(name));
  return [...new Set(sources.map((name) => name.replace(/[\\/].*/, "")))];
}

describe("the folders of webview/", () => {
  it("are all declared", async () => {
    for (const folder of sourceFolders()) {
      const filePath = `webview/${folder}/thing.mjs`;
      expect(await messagesOf(filePath, "export const answer = 42;"), folder).toEqual([]);
    }
  });

  it("are the rows of docs/architecture.md", () => {
    const page = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
    const cells = [...page.matchAll(/^\| (`webview\/[^|]*?`) +\|/gm)].map(([, cell = ""]) => cell);
    const folders = cells.flatMap((cell) => cell.match(/(?<=`webview\/).+?(?=\/`)/g) ?? []);
    expect(folders.toSorted()).toEqual(sourceFolders().toSorted());
  });

  it("fail if one is not declared, with a message that says what to do", async () => {
    const messages = await messagesOf("webview/brandnew/thing.mjs", "export const answer = 42;");
    expect(messages).toEqual([
      expect.stringMatching(
        /^webview\/folders: webview\/brandnew\/ is not declared: add it to eslint/,
      ),
    ]);
  });
});

describe("imports of later folders and of other features are refused", () => {
  it.each<[Place, string]>([
    ["files", "../events/EventsView.tsx"],
    ["chart", "../calendar/RangePicker.tsx"],
    ["files", "../App.tsx"],
    ["files", "../touchedDays.ts"],
    ["kept", "../ui/Button.tsx"],
    ["kept", "../files/FilesView.tsx"],
    ["ui", "../host/HostContext.ts"],
    ["ui", "../kept/panelState.ts"],
    ["ui", "../files/FilesView.tsx"],
    ["host", "../ui/Button.tsx"],
    ["host", "../kept/panelState.ts"],
    ["format", "../host/HostContext.ts"],
    ["format", "../ui/percent.ts"],
    ["format", "../main.tsx"],
  ])("%s/ imports %s", async (place, source) => {
    expect(await lint(place, `import "${source}";`)).toEqual([
      expect.stringMatching(/^webview\/folders: /),
    ]);
  });

  it("type-only imports are refused too", async () => {
    const code = `import type { FileList } from "../files/fileList.ts";\nexport type List = FileList;`;
    expect(await lint("chart", code)).toEqual([
      expect.stringContaining("Features must not import each other: move what chart/ and files/"),
    ]);
  });

  it("a style sheet of another folder is refused", async () => {
    expect(await lint("files", 'import "../ui/Button.css";')).toEqual([
      expect.stringContaining("use a component"),
    ]);
  });
});

describe("imports of earlier folders are allowed", () => {
  it.each<[Place, string]>([
    ["root", "./files/FilesView.tsx"],
    ["root", "./ui/utilities.css"],
    ["files", "./FilesView.css"],
    ["files", "../ui/Button.tsx"],
    ["files", "../host/HostContext.ts"],
    ["files", "../kept/panelState.ts"],
    ["files", "../format/counts.ts"],
    ["files", "../../shared/days.ts"],
    ["kept", "../host/vscodeApi.ts"],
    ["host", "../format/failures.ts"],
    ["ui", "../format/counts.ts"],
    ["ui", "@vscode/webview-ui-toolkit"],
    ["ui", "@vscode/codicons/dist/codicon.css"],
    ["root", "react-dom/client"],
    ["host", "valibot"],
  ])("%s/ imports %s", async (place, source) => {
    expect(await lint(place, `import "${source}";`)).toEqual([]);
  });
});

describe("other code is refused", () => {
  it.each<[Place, string]>([
    ["files", "vscode"],
    ["ui", "vscode"],
    ["host", "node:path"],
    ["ui", "fs"],
    ["files", "lodash"],
    ["files", "playwright-core"],
    ["kept", "../../extension/panel/dispatcher.ts"],
    ["ui", "../../test/webview/settle.ts"],
    ["files", "../../scripts/commonFields.ts"],
    ["root", "../eslint/layers.mjs"],
    ["root", "../vite.config.ts"],
    ["root", "@vscode/webview-ui-toolkit"],
    ["files", "@vscode/webview-ui-toolkit/react"],
    ["files", "@vscode/codicons/dist/codicon.css"],
  ])("%s/ imports %s", async (place, source) => {
    const messages = await lint(place, `import "${source}";`);
    expect(messages).toEqual([expect.stringMatching(/^webview\/folders: /)]);
  });

  it.each<[Place, string]>([
    ["files", "vscode"],
    ["ui", "vscode"],
    ["host", "node:path"],
    ["root", "../extension/panel/dispatcher.ts"],
    ["files", "./FilesView.tsx"],
  ])("%s/ imports %s at run time", async (place, source) => {
    const code = `export const load = async (): Promise<unknown> => import("${source}");`;
    expect(await lint(place, code)).toContainEqual(
      expect.stringMatching(/^no-restricted-syntax: The page is a single script/),
    );
  });
});

describe("toolkit elements are allowed only in ui/", () => {
  it.each([
    ["drawn", "export const Go = () => <vscode-button>Go</vscode-button>;"],
    ["looked for", 'export const find = () => document.querySelector("div > vscode-text-field");'],
    [
      "looked for by a template",
      "export const find = (n: string) => `vscode-radio:nth-child(${n})`;",
    ],
  ])("and must not be %s elsewhere", async (_, code) => {
    const isOfToolkit = (message: string) => message.includes("toolkit elements");
    expect((await lint("files", code)).filter(isOfToolkit)).toHaveLength(1);
    expect((await lint("ui", code)).filter(isOfToolkit)).toEqual([]);
  });
});

describe("JSX that is not accessible is refused", () => {
  it.each([
    ["a click without a key", "<div onClick={() => undefined} />", "click-events-have-key-events"],
    ["an image without a text", '<img src="a.svg" />', "alt-text"],
    ["a role without what it needs", '<div role="option" />', "role-has-required-aria-props"],
    ["a stop of Tab that does nothing", "<p tabIndex={0} />", "no-noninteractive-tabindex"],
    ["an attribute that does not exist", '<p aria-lable="x" />', "aria-props"],
  ])("%s", async (_, jsx, rule) => {
    const messages = await lint("files", `export const Part = () => ${jsx};`);
    expect(messages).toContainEqual(expect.stringContaining(`jsx-a11y-x/${rule}`));
  });
});

describe("general rules", () => {
  it.each(["files", "ui"] as const)("apply in %s/", async (place) => {
    const messages = await lint(place, "export default 5;\nexport * from './a.ts';");
    expect(messages.filter((message) => message.startsWith("no-restricted-syntax"))).toHaveLength(
      2,
    );
  });

  it.each(Object.keys(FILES) as Place[])("accepts ordinary code in %s/", async (place) => {
    expect(await lint(place, "export const answer = 42;")).toEqual([]);
  });
});
