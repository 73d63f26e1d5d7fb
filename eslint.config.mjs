import js from "@eslint/js";
import tseslint from "typescript-eslint";
import { layers } from "./eslint/layers.mjs";
import { webviewRules } from "./eslint/webviewRules.mjs";

const COMMAND_REGISTRATION = {
  selector: "Identifier[name=/^register(TextEditor)?Command$/]",
  message:
    "Add the command to COMMAND_IDS in extension/recording/commandIds.ts; extension/vscode/commands.ts registers and records them all.",
};
const LOCALIZED_ERROR = {
  selector:
    ":matches(NewExpression, CallExpression)[callee.name=/^(Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error$/] " +
    'CallExpression:matches([callee.name="t"], [callee.property.name="t"])',
  message:
    "Throw a RecordableError (extension/recording/recordableError.ts), which carries what may be recorded apart from what is shown.",
};
const DEFAULT_EXPORT = {
  selector: "ExportDefaultDeclaration",
  message: "Use a named export, so that it has the same name everywhere.",
};
const MODULE_FORMS = [
  {
    selector: "ExportAllDeclaration, ExportNamedDeclaration[source]",
    message: "No barrel files: import from the declaring file.",
  },
  DEFAULT_EXPORT,
  {
    selector: "TSEnumDeclaration, TSModuleDeclaration[declare!=true]",
    message: "Use a union of literals, or a module.",
  },
];

export default tseslint.config(
  { ignores: ["dist/", ".cache/", "test/vscode/artifacts/", "**/node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-restricted-syntax": ["error", ...MODULE_FORMS],
      eqeqeq: "error",
    },
  },
  {
    files: ["shared/**", "extension/**"],
    plugins: { layers: { rules: { imports: layers } } },
    rules: { "layers/imports": "error" },
  },
  {
    files: ["extension/**"],
    rules: {
      "no-restricted-syntax": ["error", COMMAND_REGISTRATION, LOCALIZED_ERROR, ...MODULE_FORMS],
    },
  },
  {
    files: ["extension/vscode/commands.ts"],
    rules: { "no-restricted-syntax": ["error", LOCALIZED_ERROR, ...MODULE_FORMS] },
  },
  ...webviewRules(MODULE_FORMS),
  {
    // Vite and Vitest require a default export.
    files: ["vite.config.ts", "vitest.config.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...MODULE_FORMS.filter((form) => form !== DEFAULT_EXPORT)],
    },
  },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    languageOptions: { globals: { console: "readonly", process: "readonly", require: "readonly" } },
  },
);
