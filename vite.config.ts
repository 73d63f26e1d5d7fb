import { builtinModules } from "node:module";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type EnvironmentOptions } from "vite";
import { breakpointWidths } from "./scripts/breakpointWidths.ts";
import { SLIM_MODULES, slimModules } from "./scripts/slimModules.ts";
import { usedCodicons } from "./scripts/usedCodicons.ts";
import { BREAKPOINTS } from "./webview/ui/breakpoints.ts";
import { ICON_NAMES } from "./webview/ui/iconNames.ts";

// Vite would take it from the environment, and a test that packages the extension would then see
// React as it is for development.
process.env["NODE_ENV"] = "production";

const root = import.meta.dirname;

/** Modules that are available at run time and therefore not bundled. */
const external = ["vscode", ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/** A CommonJS bundle in one file, for Node in VS Code 1.105 and later. */
function nodeBundle(entry: string, fileName: string, banner = ""): EnvironmentOptions {
  return {
    consumer: "server",
    resolve: { noExternal: true },
    build: {
      outDir: join(root, "dist"),
      emptyOutDir: false,
      target: "node22",
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: join(root, entry),
        external,
        output: { format: "cjs", entryFileNames: fileName, codeSplitting: false, banner },
      },
    },
  };
}

export default defineConfig({
  root: join(root, "webview"),
  // The page's base URL is only known at run time, so its files need relative URLs.
  base: "./",
  plugins: [react(), usedCodicons(ICON_NAMES), slimModules(SLIM_MODULES)],
  css: {
    transformer: "lightningcss",
    lightningcss: {
      targets: { chrome: 134 << 16 },
      visitor: { EnvironmentVariable: breakpointWidths(BREAKPOINTS) },
    },
  },
  environments: {
    client: {
      build: {
        outDir: join(root, "dist/webview"),
        emptyOutDir: true,
        target: "chrome134",
        rolldownOptions: {
          input: join(root, "webview/main.tsx"),
          output: {
            entryFileNames: "main.js",
            assetFileNames: "main[extname]",
            codeSplitting: false,
          },
        },
      },
    },
    extension: nodeBundle("extension/extension.ts", "extension.js"),
    cli: nodeBundle("extension/cli/main.ts", "cli.js", "#!/usr/bin/env node"),
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        await builder.build(environment);
      }
    },
  },
});
