import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

const PUBLISHED = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "dist/cli.js",
  "dist/extension.js",
  "dist/webview/main.css",
  "dist/webview/main.js",
  "dist/webview/main.ttf",
  "l10n/bundle.l10n.de.json",
  "l10n/bundle.l10n.json",
  "l10n/bundle.l10n.zh-cn.json",
  "media/icon.png",
  "media/walkthrough/export.svg",
  "media/walkthrough/pause.svg",
  "media/walkthrough/preview.svg",
  "media/walkthrough/record.svg",
  "package.json",
  "package.nls.json",
  "package.nls.zh-cn.json",
  "telemetry.json",
];

const EXCLUDED = [
  ".cache/tsc/extension/tsconfig.tsbuildinfo",
  ".env",
  ".npmrc",
  ".ci/config.yml",
  "CONTRIBUTING.md",
  "coder-telemetry-0.0.1.vsix",
  "dist/extension.js.map",
  "dist/webview/main.js.map",
  "docs/architecture.md",
  "docs/README.md",
  "extension/extension.ts",
  "l10n/bundle.l10n.qps-ploc.json",
  "media/icon.svg",
  "media/walkthrough/notes.md",
  "package-lock.json",
  "scripts/package.ts",
  "test/unit/dist/cli.js",
  "test/corpus/telemetry-2026-01-01-00000000.jsonl",
  "vite.config.ts",
];

describe("the VSIX with .vscodeignore", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "vsix-ignore-"));
    for (const name of [...PUBLISHED, ...EXCLUDED]) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), "");
    }
    for (const name of [".vscodeignore", "package.json", "package.nls.json"]) {
      copyFileSync(join(root, name), join(folder, name));
    }
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("contains only published files", async () => {
    const files = await listFiles({ cwd: folder, packageManager: PackageManager.None });
    expect(files.toSorted()).toEqual(PUBLISHED);
  });
});
