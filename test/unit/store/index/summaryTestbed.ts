import { promises as nodeFs } from "node:fs";
import {
  summarizeFile,
  type SummarizeOptions,
} from "../../../../extension/store/index/fileSummary.ts";
import type { FileSystem } from "../../../../extension/platform/fileSystem.ts";
import { listStoreFiles, type StoreFile } from "../../../../extension/store/storeFiles.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";

export const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";

/** The only telemetry file in a folder. */
export async function onlyFile(folder: string): Promise<StoreFile> {
  const [file] = await listStoreFiles(nodeFs, folder);
  if (file === undefined) throw new Error(`${folder} has no telemetry file.`);
  return file;
}

/** Summaries of all files of a folder. */
export async function summarizeFolder(folder: string, fs: FileSystem = nodeFs) {
  const files = await listStoreFiles(nodeFs, folder);
  return Promise.all(files.map((file) => summarizeFile(fs, file)));
}

/** The summary of a file with that content. */
export async function summaryOf(
  content: string | Uint8Array | readonly object[],
  options?: SummarizeOptions,
) {
  const folder = await makeStoreFolder({ [NAME]: content });
  return summarizeFile(nodeFs, await onlyFile(folder), options);
}
