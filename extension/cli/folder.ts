import { constants, promises as fs } from "node:fs";
import { errorCode, toError } from "../platform/fileSystem.ts";
import { describeEmptyExport } from "../actions/describeEmptyExport.ts";
import { findEmptyReason } from "../export/emptyExport.ts";
import { summarizeFile, type FileSummary } from "../store/index/fileSummary.ts";
import { BufferPool } from "../store/reading/bufferPool.ts";
import { ReadReport } from "../store/reading/readReport.ts";
import { readFileListing } from "../store/storeFiles.ts";
import { english } from "../platform/english.ts";
import { writeMessage } from "./output.ts";

/** Two buffers of the file being read. */
const BUFFER_BUDGET_BYTES = 524_288;

/** Throws an error with a message for the user unless `directory` is a readable folder. */
export async function requireFolder(directory: string): Promise<void> {
  try {
    if (!(await fs.stat(directory)).isDirectory()) throw new Error(`${directory} is not a folder.`);
    await fs.access(directory, constants.R_OK | constants.X_OK);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    const isMissing = code === "ENOENT" || code === "ENOTDIR";
    const message = isMissing
      ? `${directory} is not a folder on this machine.`
      : `Could not read the folder ${directory}: ${toError(error).message}`;
    throw new Error(message, { cause: error });
  }
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

/** Says on stderr that a listing is empty, and why. */
export async function reportNoFiles(directory: string): Promise<void> {
  const reason = await findEmptyReason(fs, directory, new ReadReport());
  const hasNoFiles = reason.kind === "noFiles" || (reason.kind === "noEvents" && !reason.hasFiles);
  if (hasNoFiles) writeMessage(describeEmptyExport(english, reason));
}
