import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { PATIENCE_MS, TEST_TIMEOUT_MS } from "./test/support/patience.ts";

/** No test has a time limit of its own. */
const PATIENT = {
  testTimeout: TEST_TIMEOUT_MS,
  hookTimeout: TEST_TIMEOUT_MS,
  expect: { poll: { timeout: PATIENCE_MS, interval: 30 } },
};

/**
 * What these leave behind would stay for other files: a mocked `vscode`, all of TypeScript in
 * memory, the signal handlers of a package.
 */
const NEEDS_OWN_PROCESS = [
  "test/unit/{extension,layers,lintRules,vsixIgnore,webviewWalls}.test.ts",
  "test/unit/vscode/*.test.ts",
];

/** Programs that tests start, such as the command line tool, are compiled once and not each time. */
const PROGRAM_ENV = { NODE_COMPILE_CACHE: join(import.meta.dirname, ".cache/node") };

export default defineConfig({
  test: {
    // Vitest would leave one core to itself, which is half of two.
    maxWorkers: "100%",
    teardownTimeout: TEST_TIMEOUT_MS,
    projects: [
      {
        test: {
          name: "node",
          environment: "node",
          include: ["test/{unit,memfs,wire,faults}/**/*.test.ts"],
          exclude: NEEDS_OWN_PROCESS,
          // A process for each file costs as much as all but the largest files themselves.
          isolate: false,
          setupFiles: ["test/support/leavesNoTrace.ts"],
          env: PROGRAM_ENV,
          ...PATIENT,
        },
      },
      {
        test: {
          name: "isolated",
          environment: "node",
          include: NEEDS_OWN_PROCESS,
          env: PROGRAM_ENV,
          ...PATIENT,
        },
      },
      {
        test: {
          name: "webview",
          environment: "jsdom",
          include: ["test/webview/**/*.test.tsx"],
          setupFiles: ["test/webview/setup.ts"],
          // Loads jsdom once a worker; each file still has a window and modules of its own.
          pool: "vmForks",
          ...PATIENT,
        },
      },
      {
        test: {
          name: "vscode",
          environment: "node",
          include: ["test/vscode/*.test.ts"],
          globalSetup: ["test/vscode/globalSetup.ts"],
          ...PATIENT,
          // Each VS Code waits for half of the time, so two do not get in each other's way.
          maxWorkers: 2,
        },
      },
    ],
  },
});
