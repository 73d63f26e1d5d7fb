import { randomBytes } from "node:crypto";
import { join } from "node:path";
import * as vscode from "vscode";
import { abortable } from "../platform/abortable.ts";
import { createAtomicFile } from "../platform/atomicFile.ts";
import { makeTemporaryFolder } from "../platform/temporaryFolder.ts";
import type { ExportDestination, ExportTarget } from "../export/exportJob.ts";
import type { ChosenTarget } from "../actions/userInterface.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import { revealFile } from "./revealFile.ts";

/** Where `uri` points: a local file is replaced in one step, any other is copied to at the end. */
export function exportTargetFor(uri: vscode.Uri, fs: FileSystem, nowMs: number): ExportTarget {
  const name = uri.scheme === "file" ? uri.fsPath : uri.toString(true);
  return {
    name,
    begin: () =>
      uri.scheme === "file" ? createAtomicFile(fs, uri.fsPath, nowMs) : beginCopied(uri, fs, nowMs),
  };
}

/** Where the user chose to save, with what can be done with the document then. */
export function chosenTargetFor(uri: vscode.Uri, fs: FileSystem, nowMs: number): ChosenTarget {
  return {
    target: exportTargetFor(uri, fs, nowMs),
    savedAs: uri.path.split("/").at(-1) ?? uri.path,
    open: async () => {
      await vscode.commands.executeCommand("vscode.open", uri);
    },
    reveal: () => revealFile(uri),
  };
}

const FOLDER_PREFIX = "coder-telemetry-export-";
/**
 * Other file systems take no stream, so the document is written locally first, then copied beside
 * its place, and put there in one step.
 */
async function beginCopied(
  uri: vscode.Uri,
  fs: FileSystem,
  nowMs: number,
): Promise<ExportDestination> {
  // Events must not stay behind where an export was killed.
  const folder = await makeTemporaryFolder(FOLDER_PREFIX, nowMs);
  const path = join(folder.path, "export");
  try {
    const file = await createAtomicFile(fs, path, nowMs);
    return {
      write: (bytes) => file.write(bytes),
      async commit(signal) {
        await file.commit(signal);
        signal?.throwIfAborted();
        await copyBeside(vscode.Uri.file(path), uri, signal);
        // The document is where it belongs, so what is left here is no failure of the export.
        await folder.remove().catch(() => undefined);
      },
      async discard() {
        try {
          await file.discard();
        } finally {
          await folder.remove();
        }
      },
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

async function copyBeside(
  from: vscode.Uri,
  to: vscode.Uri,
  signal: AbortSignal | undefined,
): Promise<void> {
  const beside = to.with({ path: `${to.path}.${randomBytes(6).toString("hex")}.tmp` });
  const copying = Promise.resolve(vscode.workspace.fs.copy(from, beside, { overwrite: false }));
  try {
    await abortable(copying, signal);
    await vscode.workspace.fs.rename(beside, to, { overwrite: true });
  } catch (error) {
    // A copy that is under way cannot be stopped, only removed when it has ended.
    const removed = copying
      .catch(() => undefined)
      .then(() => vscode.workspace.fs.delete(beside))
      .then(undefined, () => undefined);
    if (signal?.aborted !== true) await removed;
    throw error;
  }
}
