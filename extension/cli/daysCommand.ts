import type { FileSummary } from "../store/index/fileSummary.ts";
import { sumByDay } from "../store/index/rangeCount.ts";
import { ReadReport } from "../store/reading/readReport.ts";
import { requireNoExportOptions, type Options } from "./commandLine.ts";
import { requireFolder, summarizeFiles } from "./folder.ts";
import { reportSkipped, writeJson, writeTable } from "./output.ts";

/** `days DIR`: what the files of each day hold. */
export async function daysCommand(directory: string, options: Options): Promise<void> {
  requireNoExportOptions("days", options);
  await requireFolder(directory);
  const report = new ReadReport();
  const days = sumByDay((await summarizeFiles(directory, report)).map(withoutMisfiled));
  if (options.json === true) {
    writeJson(
      days.map((day) => ({
        day: day.day,
        events: day.eventCount,
        errors: day.errorCount,
        files: day.fileCount,
        skippedLines: day.skippedLineCount,
        bytes: day.byteCount,
      })),
    );
  } else {
    writeTable(
      ["day (UTC)", "events", "errors", "files", "skipped lines", "bytes"],
      days.map((day) => [
        day.day,
        day.eventCount,
        day.errorCount,
        day.fileCount,
        day.skippedLineCount,
        day.byteCount,
      ]),
    );
  }
  reportSkipped(report);
}

/** The table has no column for misfiled events: each counts for the day of its file. */
function withoutMisfiled(summary: FileSummary): FileSummary {
  return { ...summary, misfiledEventCount: 0, misfiledErrorCount: 0 };
}
