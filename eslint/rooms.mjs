import { dirname, posix, relative, sep } from "node:path";

/**
 * The folders of the sources, from left to right. A folder may import itself and any folder on a
 * step before its own; folders on one step know nothing of each other.
 */
export const STEPS = [
  ["shared"],
  ["shared/protocol"],
  ["extension/platform"],
  ["extension/recording"],
  ["extension/pausing", "extension/store"],
  ["extension/store/reading", "extension/store/writing"],
  ["extension/store/index"],
  ["extension/store/query", "extension/store/retention"],
  ["extension/otlp"],
  ["extension/export"],
  ["extension/actions"],
  ["extension/cli", "extension/commands", "extension/panel"],
  ["extension/wiring"],
  ["extension/vscode"],
  ["extension"],
];

/** Who may import what is not of this project. Types are free, but for VS Code's. */
const PACKAGES = [
  { name: /^vscode$/, folders: ["extension/vscode", "extension"], areTypesFree: false },
  { name: /^node:fs(\/|$)/, folders: ["extension/platform", "extension/cli", "extension"] },
  { name: /^node:/, folders: "extension", except: ["extension/recording", "extension/otlp"] },
  { name: /^valibot$/, folders: "all" },
];

const MESSAGES = {
  undeclared:
    "{{folder}}/ is not declared: give it a place in STEPS of eslint/rooms.mjs and a line in docs/architecture.md.",
  room: "{{folder}}/ must not know {{target}}/ (docs/architecture.md): turn the dependency around, or pass in what you need.",
  outside: "Sources import no tests, scripts or files outside of shared/, extension/ and webview/.",
  package: "{{folder}}/ must not import {{name}}: {{advice}}",
};

const ADVICE = {
  vscode:
    "only extension/vscode/ and extension/extension.ts speak to VS Code; pass in what you need.",
  fs: "take a FileSystem (extension/platform/fileSystem.ts) as a parameter.",
  other:
    "pass in what you need, or extend PACKAGES of eslint/rooms.mjs if this is a new dependency.",
};

/** Holds every import to the order of the folders, types and dynamic imports included. */
export const rooms = {
  meta: { type: "problem", schema: [], messages: MESSAGES },
  create(context) {
    const root = context.cwd;
    const folder = toPosix(relative(root, dirname(context.filename)));
    const check = (node, source, isTypeOnly) => {
      if (typeof source !== "string") return;
      const problem = source.startsWith(".")
        ? roomProblem(folder, posix.join(folder, posix.dirname(source)))
        : packageProblem(folder, source, isTypeOnly);
      if (problem !== undefined) context.report({ node, ...problem });
    };
    return {
      Program(node) {
        if (stepOf(folder) === -1) {
          context.report({ node, messageId: "undeclared", data: { folder } });
        }
      },
      ImportDeclaration: (node) => check(node, node.source.value, isTypeImport(node)),
      ExportNamedDeclaration: (node) => check(node, node.source?.value, false),
      ExportAllDeclaration: (node) => check(node, node.source.value, false),
      ImportExpression: (node) => check(node, node.source.value, false),
      TSImportType: (node) =>
        check(node, node.source?.value ?? node.argument?.literal?.value, true),
      'CallExpression[callee.name="require"]': (node) =>
        check(node, node.arguments[0]?.value, false),
    };
  },
};

function roomProblem(folder, target) {
  const step = stepOf(folder);
  const targetStep = stepOf(target);
  if (targetStep === -1) return { messageId: "outside" };
  if (folder === target || targetStep < step) return undefined;
  return { messageId: "room", data: { folder, target } };
}

function packageProblem(folder, name, isTypeOnly) {
  const rule = PACKAGES.find((one) => one.name.test(name));
  const isAllowed =
    rule !== undefined && ((isTypeOnly && rule.areTypesFree !== false) || mayImport(rule, folder));
  if (isAllowed) return undefined;
  const advice = /^vscode$/.test(name)
    ? ADVICE.vscode
    : /^node:fs/.test(name)
      ? ADVICE.fs
      : ADVICE.other;
  return { messageId: "package", data: { folder, name, advice } };
}

function mayImport({ folders, except = [] }, folder) {
  if (folders === "all") return true;
  if (except.includes(folder)) return false;
  if (typeof folders === "string") return folder === folders || folder.startsWith(`${folders}/`);
  return folders.includes(folder);
}

function isTypeImport({ importKind, specifiers }) {
  if (importKind === "type") return true;
  return specifiers.length > 0 && specifiers.every((one) => one.importKind === "type");
}

function stepOf(folder) {
  return STEPS.findIndex((step) => step.includes(folder));
}

function toPosix(path) {
  return path.split(sep).join("/");
}
