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

/** A target that replaces a local file atomically, or copies to another file system at the end. */
export function exportTargetFor(uri: vscode.Uri, fs: FileSystem, nowMs: number): ExportTarget {
  const isLocal = uri.scheme === "file";
  return {
    name: isLocal ? uri.fsPath : uri.toString(true),
    ...(isLocal && { path: uri.fsPath }),
    isAtomic: isLocal || !isInBrowser(),
    begin: () => (isLocal ? createAtomicFile(fs, uri.fsPath, nowMs) : beginStaged(uri, fs, nowMs)),
  };
}

/** The location the user chose, with actions for the exported document. */
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
 * VS Code cannot stream to other file systems, so the document is written locally and copied next
 * to its target, then renamed. In a browser, it is copied to the target itself.
 */
async function beginStaged(
  uri: vscode.Uri,
  fs: FileSystem,
  nowMs: number,
): Promise<ExportDestination> {
  // Leftovers of killed exports contain events; creating the folder also removes old ones.
  const folder = await makeTemporaryFolder(FOLDER_PREFIX, nowMs);
  const path = join(folder.path, "export");
  try {
    const file = await createAtomicFile(fs, path, nowMs);
    return {
      write: (bytes) => file.write(bytes),
      async commit(signal) {
        await file.commit(signal);
        signal?.throwIfAborted();
        await copyDocument(vscode.Uri.file(path), uri, signal);
        // The document is in place, so a failed cleanup does not fail the export.
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

async function copyDocument(
  from: vscode.Uri,
  to: vscode.Uri,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (!isInBrowser()) return copyBeside(from, to, signal);
  const copying = Promise.resolve(vscode.workspace.fs.copy(from, to, { overwrite: true }));
  await abortable(copying, signal);
}

/** A browser grants access to the chosen file only, not to its folder, so nothing can be renamed. */
function isInBrowser(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Web;
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
    // A running copy cannot be stopped, only deleted once it is done.
    const removed = copying
      .catch(() => undefined)
      .then(() => vscode.workspace.fs.delete(beside))
      .then(undefined, () => undefined);
    if (signal?.aborted !== true) await removed;
    throw error;
  }
}
