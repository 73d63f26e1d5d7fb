import { join, relative, resolve, sep } from "node:path";
import jsxA11y from "eslint-plugin-jsx-a11y-x";
import reactHooks from "eslint-plugin-react-hooks";

/**
 * The import order of webview/, from left to right:
 *
 *     format → ui, host → kept → features → the files of webview/ itself
 *
 * A file may import from its own folder, from folders to the left, and from shared/. ui and host
 * must not import each other, and neither must features: the files of webview/ itself combine them.
 */
const SHARED_FOLDERS = {
  /** Formats dates, counts, ranges, and failures. */
  format: [],
  /** Components and hooks for any part of the page; they wrap the toolkit. */
  ui: ["format"],
  /** The connection to the host, and hooks that send requests. */
  host: ["format"],
  /** State that outlives the page, which is destroyed while hidden. */
  kept: ["format", "host"],
};
const FEATURE_FOLDERS = [
  "calendar",
  "chart",
  "empty",
  "events",
  "export",
  "files",
  "header",
  "summary",
];

const PACKAGES = ["@vscode/l10n", "react", "react-day-picker", "react-dom", "valibot"];
/** The toolkit is archived, so it is only used here and can be replaced. */
const PACKAGES_OF_UI = ["@vscode/codicons", "@vscode/webview-ui-toolkit"];

/** The folder of webview/ that contains the path; "" for webview/ itself, undefined outside it. */
function folderOf(root, path) {
  const parts = relative(join(root, "webview"), path).split(sep);
  if (parts[0] === "..") return undefined;
  return parts.length === 1 ? "" : parts[0];
}

/** The other folders that a folder may import from; undefined if it is not declared. */
function leftOf(folder) {
  if (folder === "") return [...Object.keys(SHARED_FOLDERS), ...FEATURE_FOLDERS];
  if (FEATURE_FOLDERS.includes(folder)) return Object.keys(SHARED_FOLDERS);
  return SHARED_FOLDERS[folder];
}

function packageProblem(folder, name) {
  const isOf = (names) => names.some((one) => name === one || name.startsWith(`${one}/`));
  if (isOf(PACKAGES) || (folder === "ui" && isOf(PACKAGES_OF_UI))) return undefined;
  if (isOf(PACKAGES_OF_UI)) return `Only webview/ui/ may import ${name}: use its components.`;
  return name === "vscode"
    ? "The webview communicates with the host through messages (shared/protocol/)."
    : `The webview may import only shared/ and the packages named in eslint/webviewRules.mjs, not ${name}.`;
}

function folderProblem(from, to, source) {
  if (to === from) return undefined;
  if (!leftOf(from).includes(to)) {
    return FEATURE_FOLDERS.includes(from) && FEATURE_FOLDERS.includes(to)
      ? `Features must not import each other: move what ${from}/ and ${to}/ share to ui/, format/ or host/, or combine them in a file of webview/ itself.`
      : `${from}/ must not import ${to === "" ? "the files of webview/ itself" : `${to}/`} (see eslint/webviewRules.mjs): pass in what it needs.`;
  }
  return source.endsWith(".css") && from !== ""
    ? "Style sheets belong to the components of their folder: use a component, or a class of ui/utilities.css."
    : undefined;
}

/** Enforces the import order, and which packages may be imported. */
const folders = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const from = folderOf(context.cwd, context.filename);
    if (from === undefined) return {};
    if (leftOf(from) === undefined) {
      const message = `webview/${from}/ is not declared: add it to eslint/webviewRules.mjs, as a feature or as a shared folder.`;
      return { Program: (node) => context.report({ node, message }) };
    }
    const pathProblem = (path, source) => {
      const to = folderOf(context.cwd, path);
      if (to !== undefined) return folderProblem(from, to, source);
      const isShared = !relative(join(context.cwd, "shared"), path).startsWith("..");
      return isShared ? undefined : "The webview may import only webview/ and shared/.";
    };
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== "string") return;
      const message = source.startsWith(".")
        ? pathProblem(resolve(context.filename, "..", source), source)
        : packageProblem(from, source);
      if (message !== undefined) context.report({ node, message });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

const DYNAMIC_IMPORT = {
  selector: "ImportExpression",
  message: "The page is a single script: use a static import, which is checked.",
};
const TOOLKIT_MESSAGE =
  "Only webview/ui/ may render or query toolkit elements: use its components.";
const TOOLKIT_TAG = "vscode-(button|checkbox|dropdown|link|option|progress-ring|radio|text-field)";
const TOOLKIT_ELEMENTS = [
  { selector: "JSXOpeningElement[name.name=/^vscode-/]", message: TOOLKIT_MESSAGE },
  { selector: `Literal[value=/\\b${TOOLKIT_TAG}/]`, message: TOOLKIT_MESSAGE },
  { selector: `TemplateElement[value.raw=/\\b${TOOLKIT_TAG}/]`, message: TOOLKIT_MESSAGE },
];

/** The rules for webview/. `restrictedSyntax` are the restrictions for all sources. */
export function webviewRules(restrictedSyntax) {
  return [
    {
      files: ["webview/**"],
      plugins: { "react-hooks": reactHooks, webview: { rules: { folders } } },
      rules: {
        ...reactHooks.configs["recommended-latest"].rules,
        "webview/folders": "error",
        "no-restricted-syntax": ["error", ...restrictedSyntax, DYNAMIC_IMPORT, ...TOOLKIT_ELEMENTS],
      },
    },
    {
      files: ["webview/**/*.tsx"],
      extends: [jsxA11y.configs.strict],
      rules: {
        // Scrollable regions are focusable so that they can be scrolled with the keyboard.
        "jsx-a11y-x/no-noninteractive-tabindex": ["error", { tags: [], roles: ["region"] }],
      },
    },
    {
      files: ["webview/ui/**"],
      rules: {
        "no-restricted-syntax": ["error", ...restrictedSyntax, DYNAMIC_IMPORT],
      },
    },
  ];
}
