import { randomBytes } from "node:crypto";
import { lstat, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { abortable } from "../export/abortable.ts";
import { createAtomicFile } from "../export/atomicFile.ts";
import type { ExportDestination, ExportTarget } from "../export/exportJob.ts";
import type { ChosenTarget } from "../panel/panelActions.ts";
import type { FileSystem } from "../store/fileSystem.ts";
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
const FOLDER_NAME = /^coder-telemetry-export-[A-Za-z0-9]{6}$/;

/** A folder of yesterday belongs to no export that is still running. */
const LEFTOVER_MS = 24 * 60 * 60 * 1000;

/**
 * Other file systems take no stream, so the document is written locally first, then copied beside
 * its place, and put there in one step.
 */
async function beginCopied(
  uri: vscode.Uri,
  fs: FileSystem,
  nowMs: number,
): Promise<ExportDestination> {
  await removeLeftovers(nowMs);
  const folder = await mkdtemp(join(tmpdir(), FOLDER_PREFIX));
  const path = join(folder, "export");
  // On Windows a virus scanner may hold a fresh file for a moment.
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const file = await createAtomicFile(fs, path, nowMs);
    return {
      write: (bytes) => file.write(bytes),
      async commit(signal) {
        await file.commit(signal);
        signal?.throwIfAborted();
        await copyBeside(vscode.Uri.file(path), uri, signal);
        // The document is where it belongs, so what is left here is no failure of the export.
        await remove().catch(() => undefined);
      },
      async discard() {
        try {
          await file.discard();
        } finally {
          await remove();
        }
      },
    };
  } catch (error) {
    await remove();
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

/** Events must not stay behind where an export was killed; as far as that works. */
async function removeLeftovers(nowMs: number): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((one) => FOLDER_NAME.test(one))) {
    const path = join(tmpdir(), name);
    try {
      const { mtimeMs } = await lstat(path);
      if (mtimeMs < nowMs - LEFTOVER_MS) await rm(path, { recursive: true, force: true });
    } catch {
      // It is another user's, or gone meanwhile.
    }
  }
}
