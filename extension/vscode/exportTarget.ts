import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { createAtomicFile } from "../export/atomicFile.ts";
import type { ExportDestination, ExportTarget } from "../export/exportJob.ts";
import type { FileSystem } from "../store/fileSystem.ts";

/** Where `uri` points: a local file is replaced in one step, any other is copied to at the end. */
export function exportTargetFor(uri: vscode.Uri, fs: FileSystem, nowMs: number): ExportTarget {
  const name = uri.scheme === "file" ? uri.fsPath : uri.toString(true);
  return {
    name,
    begin: () =>
      uri.scheme === "file" ? createAtomicFile(fs, uri.fsPath, nowMs) : beginCopied(uri, fs, nowMs),
  };
}

/** Other file systems take no stream, so the document is written locally first. */
async function beginCopied(
  uri: vscode.Uri,
  fs: FileSystem,
  nowMs: number,
): Promise<ExportDestination> {
  const folder = await mkdtemp(join(tmpdir(), "coder-telemetry-"));
  const path = join(folder, "export");
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const file = await createAtomicFile(fs, path, nowMs);
    return {
      write: (bytes) => file.write(bytes),
      async commit() {
        await file.commit();
        await vscode.workspace.fs.copy(vscode.Uri.file(path), uri, { overwrite: true });
        await remove();
      },
      async discard() {
        await file.discard();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
