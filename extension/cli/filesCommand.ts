import type { FileSummary } from "../store/index/fileSummary.ts";
import { ReadReport } from "../store/reading/readReport.ts";
import { rejectExportOptions, type Options } from "./commandLine.ts";
import { reportNoFiles, requireFolder, summarizeFiles } from "./folder.ts";
import { reportMissing, writeJson, writeTable } from "./output.ts";

/** A file without the details that are not listed, which would take most of the memory. */
type FileCounts = Pick<FileSummary, "file" | "eventCount" | "errorCount" | "skippedLineCount">;

/** `files DIR`: lists the counts of each file. */
export async function filesCommand(directory: string, options: Options): Promise<boolean> {
  rejectExportOptions("files", options);
  await requireFolder(directory);
  const report = new ReadReport();
  const files: FileCounts[] = [];
  for await (const { file, ...counts } of summarizeFiles(directory, report)) {
    const { eventCount, errorCount, skippedLineCount } = counts;
    files.push({ file, eventCount, errorCount, skippedLineCount });
  }
  if (options.json === true) {
    await writeJson(
      files.map(({ file, eventCount, errorCount, skippedLineCount }) => ({
        file: file.name,
        day: file.day,
        session: file.session8,
        segment: file.segment,
        events: eventCount,
        errors: errorCount,
        skippedLines: skippedLineCount,
        bytes: file.byteCount,
      })),
    );
  } else {
    await writeTable(
      ["file", "events", "errors", "skipped lines", "bytes"],
      files.map(({ file, eventCount, errorCount, skippedLineCount }) => [
        file.name,
        eventCount,
        errorCount,
        skippedLineCount,
        file.byteCount,
      ]),
    );
  }
  if (files.length === 0) await reportNoFiles(directory);
  return reportMissing(report);
}
