import { promises as fs } from "node:fs";
import { summarizeFile, type FileSummary } from "../store/index/fileSummary.ts";
import { BufferPool } from "../store/reading/bufferPool.ts";
import type { ReadReport } from "../store/reading/readReport.ts";
import { readFileListing } from "../store/storeFiles.ts";

/** Two buffers of the file being read. */
const BUFFER_BUDGET_BYTES = 524_288;

export async function requireFolder(directory: string): Promise<void> {
  const found = await fs.stat(directory).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new Error(`${directory} is not a folder.`);
}

/** Reads each file and adds skipped lines and unreadable files to `report`. */
export async function* summarizeFiles(
  directory: string,
  report: ReadReport,
): AsyncGenerator<FileSummary> {
  const files = await readFileListing(fs, directory, {}, ({ name }, { message }) => {
    report.unreadFiles.push({ fileName: name, reason: message });
  });
  const pool = new BufferPool(BUFFER_BUDGET_BYTES);
  for (const file of files) {
    const summary = await summarizeFile(fs, file, {
      pool,
      onSkippedLine: ({ lineNumber, reason }) => {
        report.skip(file.name, lineNumber, reason);
      },
    });
    const { unreadReason } = summary;
    if (unreadReason !== undefined) {
      report.unreadFiles.push({ fileName: file.name, reason: unreadReason });
    }
    yield summary;
  }
}
