import { ReadReport } from "../store/reading/readReport.ts";
import { rejectExportOptions, type Options } from "./commandLine.ts";
import { requireFolder, summarizeFiles } from "./folder.ts";
import { reportSkipped, writeJson, writeTable } from "./output.ts";

/** `files DIR`: lists the counts of each file. */
export async function filesCommand(directory: string, options: Options): Promise<void> {
  rejectExportOptions("files", options);
  await requireFolder(directory);
  const report = new ReadReport();
  const summaries = await summarizeFiles(directory, report);
  if (options.json === true) {
    writeJson(
      summaries.map(({ file, eventCount, errorCount, skippedLineCount }) => ({
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
    writeTable(
      ["file", "events", "errors", "skipped lines", "bytes"],
      summaries.map(({ file, eventCount, errorCount, skippedLineCount }) => [
        file.name,
        eventCount,
        errorCount,
        skippedLineCount,
        file.byteCount,
      ]),
    );
  }
  reportSkipped(report);
}
