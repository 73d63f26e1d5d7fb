import { readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { openPromise } from "yauzl";
import { checkVsix } from "./vsixFiles.ts";

/**
 * Writes coder-telemetry-VERSION.vsix from the output of `npm run build` and checks it with
 * `checkVsix`. Deletes a VSIX that fails the check.
 */
async function main(): Promise<void> {
  const root = join(import.meta.dirname, "..");
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  const vsixPath = join(root, `${manifest.name}-${manifest.version}.vsix`);
  await createVSIX({
    cwd: root,
    packagePath: vsixPath,
    dependencies: false,
    rewriteRelativeLinks: false,
    // vsce would ask whether to continue without these, but nobody may be there to answer. The
    // check below detects a missing license.
    allowMissingRepository: true,
    skipLicense: true,
  });

  const files = await listZip(vsixPath);
  const vsixByteCount = statSync(vsixPath).size;
  for (const { name, byteCount } of [...files, { name: "(the VSIX)", byteCount: vsixByteCount }]) {
    console.log(`${String(byteCount).padStart(9)}  ${name}`);
  }
  const problems = checkVsix(
    files.map((file) => file.name),
    vsixByteCount,
  );
  if (problems.length > 0) {
    rmSync(vsixPath);
    throw new Error(problems.join("\n"));
  }
}

/** The files of a zip, in its order, with their uncompressed sizes. */
async function listZip(path: string): Promise<{ name: string; byteCount: number }[]> {
  const files: { name: string; byteCount: number }[] = [];
  const zip = await openPromise(path, { lazyEntries: true });
  for await (const { fileName, uncompressedSize } of zip.eachEntry()) {
    files.push({ name: fileName, byteCount: uncompressedSize });
  }
  return files;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
