import { promises as fs } from "node:fs";
import { summarizeFile, type FileSummary } from "../store/index/fileSummary.ts";
import type { ReadReport } from "../store/reading/readReport.ts";
import { listStoreFiles } from "../store/storeFiles.ts";

export async function requireFolder(directory: string): Promise<void> {
  const found = await fs.stat(directory).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new Error(`${directory} is not a folder.`);
}

/** Reads each file and adds skipped lines and unreadable files to `report`. */
export async function summarizeFiles(
  directory: string,
  report: ReadReport,
): Promise<readonly FileSummary[]> {
  const summaries: FileSummary[] = [];
  const files = await listStoreFiles(fs, directory, {}, ({ name }, { message }) => {
    report.unreadFiles.push({ fileName: name, reason: message });
  });
  for (const file of files) {
    const summary = await summarizeFile(fs, file, {
      onSkippedLine: ({ lineNumber, reason }) => {
        report.skip(file.name, lineNumber, reason);
      },
    });
    summaries.push(summary);
    const { unreadReason } = summary;
    if (unreadReason === undefined) continue;
    report.unreadFiles.push({ fileName: file.name, reason: unreadReason });
  }
  return summaries;
}
