import {
  access,
  copyFile,
  mkdir,
  mkdtemp,
  realpath,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ESLint, type Linter } from "eslint";

const ROOT = join(import.meta.dirname, "../..");

export interface SampleLinter {
  /** The messages for `code` in the file at `path`, relative to the root. */
  readonly lint: (path: string, code: string) => Promise<readonly Linter.LintMessage[]>;
  readonly dispose: () => Promise<void>;
}

/**
 * Lints samples in place of the sources at `paths`, which must exist. They are in a folder without
 * the other sources, because loading the types of all sources takes seconds.
 */
export async function createSampleLinter(paths: readonly string[]): Promise<SampleLinter> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "coder-telemetry-lint-"));
  for (const path of paths) {
    await access(join(ROOT, path));
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), "");
  }
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  await copyFile(join(ROOT, "tsconfig.base.json"), join(folder, "tsconfig.base.json"));
  const compilerOptions = { types: ["node", "vscode"], jsx: "react-jsx" };
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "./tsconfig.base.json", compilerOptions }),
  );
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: join(ROOT, "eslint.config.mjs"),
    overrideConfig: { languageOptions: { parserOptions: { tsconfigRootDir: folder } } },
  });
  return {
    lint: async (path, code) => {
      const results = await eslint.lintText(`${code}\n`, { filePath: join(folder, path) });
      return results.flatMap(({ messages }) => messages);
    },
    dispose: () => rm(folder, { recursive: true }),
  };
}
