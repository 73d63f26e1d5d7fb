import { join, relative, resolve, sep } from "node:path";
import jsxA11y from "eslint-plugin-jsx-a11y-x";
import reactHooks from "eslint-plugin-react-hooks";

/**
 * The order of imports in webview/, from left to right:
 *
 *     format → ui, host → kept → features → the files of webview/ itself
 *
 * A file imports from its own folder, from those to the left, and from shared/. ui and host know
 * nothing of each other, and so do the features: the files of webview/ itself join them.
 */
const SHARED_FOLDERS = {
  /** Texts: of dates, counts, ranges, failures. */
  format: [],
  /** Components and hooks that any part of the page may use; the toolkit is behind them. */
  ui: ["format"],
  /** The connection to the extension, and hooks that ask it. */
  host: ["format"],
  /** What outlives the page: it is destroyed while it is hidden. */
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

/** The folder of webview/ that a path is in, "" for webview/ itself, undefined for elsewhere. */
function folderOf(root, path) {
  const parts = relative(join(root, "webview"), path).split(sep);
  if (parts[0] === "..") return undefined;
  return parts.length === 1 ? "" : parts[0];
}

/** The folders that a folder may import from beside itself; undefined for one without a role. */
function leftOf(folder) {
  if (folder === "") return [...Object.keys(SHARED_FOLDERS), ...FEATURE_FOLDERS];
  if (FEATURE_FOLDERS.includes(folder)) return Object.keys(SHARED_FOLDERS);
  return SHARED_FOLDERS[folder];
}

function problemOf(from, to, source) {
  if (to === undefined || to === from) return undefined;
  if (!leftOf(from).includes(to)) {
    return FEATURE_FOLDERS.includes(from) && FEATURE_FOLDERS.includes(to)
      ? `Features know nothing of each other: move what ${from}/ and ${to}/ share to ui/, format/ or host/, or join them in a file of webview/ itself.`
      : `${from}/ is to the left of ${to === "" ? "the files of webview/ itself" : `${to}/`} (eslint/webviewRules.mjs): pass in what it needs.`;
  }
  return source.endsWith(".css") && from !== ""
    ? "A style sheet belongs to the components of its folder: use a component, or a class of ui/utilities.css."
    : undefined;
}

/** Holds imports to the order above. */
const folders = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const from = folderOf(context.cwd, context.filename);
    if (from === undefined) return {};
    if (leftOf(from) === undefined) {
      const message = `webview/${from}/ has no role: name it in eslint/webviewRules.mjs, as a feature or as what others share.`;
      return { Program: (node) => context.report({ node, message }) };
    }
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== "string" || !source.startsWith(".")) return;
      const to = folderOf(context.cwd, resolve(context.filename, "..", source));
      const message = problemOf(from, to, source);
      if (message !== undefined) context.report({ node, message });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

const NO_HOST_CODE = {
  group: ["**/extension/**", "**/test/**", "node:*"],
  message: "The webview imports shared/ and browser libraries only.",
};
const NO_VSCODE = {
  name: "vscode",
  message: "The webview talks to the host by messages (shared/protocol/).",
};
const NO_TOOLKIT = {
  group: ["@vscode/webview-ui-toolkit", "@vscode/webview-ui-toolkit/**"],
  message:
    "The toolkit is archived: only webview/ui/ imports it, so that it can be replaced there.",
};

const DYNAMIC_IMPORT = {
  selector: "ImportExpression",
  message: "The page is one script: import at the top of the file, where imports are checked.",
};
const TOOLKIT_MESSAGE =
  "Elements of the toolkit are drawn and looked for in webview/ui/ alone: use its component.";
const TOOLKIT_TAG = "vscode-(button|checkbox|dropdown|link|option|progress-ring|radio|text-field)";
const TOOLKIT_ELEMENTS = [
  { selector: "JSXOpeningElement[name.name=/^vscode-/]", message: TOOLKIT_MESSAGE },
  { selector: `Literal[value=/\\b${TOOLKIT_TAG}/]`, message: TOOLKIT_MESSAGE },
  { selector: `TemplateElement[value.raw=/\\b${TOOLKIT_TAG}/]`, message: TOOLKIT_MESSAGE },
];

/** The rules of webview/. `restrictedSyntax` are those of all sources, which hold here as well. */
export function webviewRules(restrictedSyntax) {
  return [
    {
      files: ["webview/**"],
      plugins: { "react-hooks": reactHooks, webview: { rules: { folders } } },
      rules: {
        ...reactHooks.configs["recommended-latest"].rules,
        "webview/folders": "error",
        "no-restricted-imports": [
          "error",
          { paths: [NO_VSCODE], patterns: [NO_HOST_CODE, NO_TOOLKIT] },
        ],
        "no-restricted-syntax": ["error", ...restrictedSyntax, DYNAMIC_IMPORT, ...TOOLKIT_ELEMENTS],
      },
    },
    {
      files: ["webview/**/*.tsx"],
      extends: [jsxA11y.configs.strict],
      rules: {
        // What scrolls is a region, and takes the focus so that the keyboard can scroll it.
        "jsx-a11y-x/no-noninteractive-tabindex": ["error", { tags: [], roles: ["region"] }],
      },
    },
    {
      files: ["webview/ui/**"],
      rules: {
        "no-restricted-imports": ["error", { paths: [NO_VSCODE], patterns: [NO_HOST_CODE] }],
        "no-restricted-syntax": ["error", ...restrictedSyntax, DYNAMIC_IMPORT],
      },
    },
  ];
}
