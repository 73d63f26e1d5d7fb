import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Rooms of the extension host, from left to right: an import may only go to the left. */
const ROOMS = ["recording", "store", "otlp", "export", "sending", "panel", "vscode"];

const NO_VSCODE = {
  group: ["vscode"],
  message:
    "Only extension/vscode/ and extension/extension.ts speak to VS Code: pass in what you need.",
};

/** The rooms to the right of `room`, and the two programs that join the rooms. */
function roomRules(room) {
  const toTheRight = ROOMS.slice(ROOMS.indexOf(room) + 1);
  const patterns = [
    {
      group: toTheRight.map((other) => `**/${other}/**`),
      message: `${room}/ knows nothing of the rooms to its right (docs/architecture.md): turn the dependency round or pass a callback in.`,
    },
    {
      group: ["**/extension.ts", "**/cli.ts", "**/cli/**", "**/webview/**", "**/test/**"],
      message: "Nothing imports a program, the webview or a test.",
    },
  ];
  if (room !== "vscode") patterns.push(NO_VSCODE);
  return {
    files: [`extension/${room}/**`],
    rules: {
      "no-restricted-imports": ["error", { patterns: patterns.filter((p) => p.group.length > 0) }],
    },
  };
}

const COMMAND_REGISTRATION = {
  selector: "CallExpression[callee.property.name=/^register(TextEditor)?Command$/]",
  message:
    "Add the command to COMMAND_IDS in extension/vscode/commands.ts, which registers and records all of them.",
};
const DEFAULT_EXPORT = {
  selector: "ExportDefaultDeclaration",
  message: "Export by name, so that a thing has one name everywhere.",
};
const MODULE_FORMS = [
  {
    selector: "ExportAllDeclaration, ExportNamedDeclaration[source]",
    message: "No barrels: import from the file that declares it.",
  },
  DEFAULT_EXPORT,
  {
    selector: "TSEnumDeclaration, TSModuleDeclaration[declare!=true]",
    message: "Use a union of literals or a module.",
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
      "no-restricted-syntax": ["error", COMMAND_REGISTRATION, ...MODULE_FORMS],
      eqeqeq: "error",
    },
  },
  {
    files: ["shared/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^(?!\\.|valibot$)|^\\.\\./.*(extension|webview|test)/",
              message:
                "shared/ imports nothing but itself and valibot, so that both sides can use it.",
            },
          ],
        },
      ],
    },
  },
  ...ROOMS.map(roomRules),
  {
    files: ["extension/cli.ts", "extension/cli/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            NO_VSCODE,
            { group: ["**/vscode/**"], message: "The command line tool runs without VS Code." },
          ],
        },
      ],
    },
  },
  {
    files: ["extension/vscode/commands.ts"],
    rules: { "no-restricted-syntax": ["error", ...MODULE_FORMS] },
  },
  {
    files: ["webview/**"],
    plugins: { "react-hooks": reactHooks },
    rules: {
      ...reactHooks.configs["recommended-latest"].rules,
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "vscode",
              message: "The webview talks to the host by messages (shared/protocol/).",
            },
          ],
          patterns: [
            {
              group: ["**/extension/**", "**/test/**", "node:*"],
              message: "The webview imports shared/ and browser libraries only.",
            },
            {
              group: ["@vscode/webview-ui-toolkit", "@vscode/webview-ui-toolkit/**"],
              message:
                "The toolkit is archived: only webview/ui/ imports it, so that it can be replaced there.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["webview/ui/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["**/extension/**", "**/test/**", "node:*", "vscode"],
              message: "The webview imports shared/ and browser libraries only.",
            },
          ],
        },
      ],
    },
  },
  {
    // What Vite, Vitest and ESLint read has a default export.
    files: ["vite.config.ts", "vitest.config.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        COMMAND_REGISTRATION,
        ...MODULE_FORMS.filter((form) => form !== DEFAULT_EXPORT),
      ],
    },
  },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    languageOptions: { globals: { console: "readonly", process: "readonly", require: "readonly" } },
  },
);
