import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          environment: "node",
          include: ["test/{unit,memfs,wire,faults}/**/*.test.ts"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "webview",
          environment: "jsdom",
          include: ["test/webview/**/*.test.tsx"],
          setupFiles: ["test/webview/setup.ts"],
        },
      },
      {
        test: {
          name: "vscode",
          environment: "node",
          include: ["test/vscode/*.test.ts"],
          globalSetup: ["test/vscode/globalSetup.ts"],
          testTimeout: 120_000,
          hookTimeout: 600_000,
          // One VS Code at a time is what two cores carry.
          fileParallelism: false,
        },
      },
    ],
  },
});
