import { dirname, posix, relative, sep } from "node:path";

/**
 * Source folders, lowest layer first. A folder may import itself and any folder in a lower layer;
 * folders in the same layer must not import each other.
 */
export const LAYERS = [
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

/** Which folders may import which packages. Type-only imports are free, except from `vscode`. */
const PACKAGES = [
  { name: /^vscode$/, folders: ["extension/vscode"], allowsTypes: false },
  { name: /^node:fs(\/|$)/, folders: ["extension/platform", "extension/cli", "extension"] },
  // Nothing may use the network or start programs (SECURITY.md), nor load modules unseen.
  { name: /^node:(child_process|cluster|dgram|dns|http|https|http2|module|net|tls)$/, folders: [] },
  { name: /^node:crypto$/, folders: "extension", except: ["extension/recording"] },
  { name: /^node:/, folders: "extension", except: ["extension/recording", "extension/otlp"] },
  { name: /^valibot$/, folders: "all" },
];

const MESSAGES = {
  undeclared:
    "{{folder}}/ is not declared: add it to LAYERS in eslint/layers.mjs and to docs/architecture.md.",
  layer:
    "{{folder}}/ must not import {{target}}/ (see docs/architecture.md): invert the dependency, or pass in what you need.",
  outside: "Sources must not import tests, scripts, or files outside shared/ and extension/.",
  dynamic: "Use a static import, or a string literal as the source, so that lint can check it.",
  package: "{{folder}}/ must not import {{name}}: {{advice}}",
};

const ADVICE = {
  vscode: "only extension/vscode/ may use VS Code's API; pass in what you need.",
  fs: "accept a FileSystem (extension/platform/fileSystem.ts) as a parameter instead.",
  other: "pass in what you need, or add a new dependency to PACKAGES in eslint/layers.mjs.",
};

/** Enforces the layers on every import, including type-only and dynamic ones. */
export const layers = {
  meta: { type: "problem", schema: [], messages: MESSAGES },
  create(context) {
    const root = context.cwd;
    const folder = toPosix(relative(root, dirname(context.filename)));
    const check = (node, source, isTypeOnly) => {
      if (typeof source !== "string") return;
      const problem = source.startsWith(".")
        ? layerProblem(folder, posix.join(folder, posix.dirname(source)))
        : packageProblem(folder, source, isTypeOnly);
      if (problem !== undefined) context.report({ node, ...problem });
    };
    const checkDynamic = (node, source) => {
      if (typeof source?.value === "string") check(node, source.value, false);
      else context.report({ node, messageId: "dynamic" });
    };
    return {
      Program(node) {
        if (layerOf(folder) === -1) {
          context.report({ node, messageId: "undeclared", data: { folder } });
        }
      },
      ImportDeclaration: (node) => check(node, node.source.value, isTypeImport(node)),
      ExportNamedDeclaration: (node) => check(node, node.source?.value, false),
      ExportAllDeclaration: (node) => check(node, node.source.value, false),
      ImportExpression: (node) => checkDynamic(node, node.source),
      TSImportType: (node) =>
        check(node, node.source?.value ?? node.argument?.literal?.value, true),
      'CallExpression[callee.name="require"]': (node) => checkDynamic(node, node.arguments[0]),
      "MemberExpression[property.name='getBuiltinModule']": (node) =>
        context.report({ node, messageId: "dynamic" }),
    };
  },
};

function layerProblem(folder, target) {
  const layer = layerOf(folder);
  const targetLayer = layerOf(target);
  if (targetLayer === -1) return { messageId: "outside" };
  if (folder === target || targetLayer < layer) return undefined;
  return { messageId: "layer", data: { folder, target } };
}

function packageProblem(folder, name, isTypeOnly) {
  const rule = PACKAGES.find((pkg) => pkg.name.test(name));
  const isAllowed =
    rule !== undefined && ((isTypeOnly && rule.allowsTypes !== false) || mayImport(rule, folder));
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
  return specifiers.length > 0 && specifiers.every((specifier) => specifier.importKind === "type");
}

function layerOf(folder) {
  return LAYERS.findIndex((layer) => layer.includes(folder));
}

function toPosix(path) {
  return path.split(sep).join("/");
}
