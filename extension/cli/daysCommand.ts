import type { FileSummary } from "../store/index/fileSummary.ts";
import { CountTally, countFile } from "../store/index/countTally.ts";
import { ReadReport } from "../store/reading/readReport.ts";
import { rejectExportOptions, type Options } from "./commandLine.ts";
import { reportNoFiles, requireFolder, summarizeFiles } from "./folder.ts";
import { reportMissing, writeJson, writeTable } from "./output.ts";

/** `days DIR`: lists the counts of each day. */
export async function daysCommand(directory: string, options: Options): Promise<boolean> {
  rejectExportOptions("days", options);
  await requireFolder(directory);
  const report = new ReadReport();
  const tally = new CountTally();
  for await (const summary of summarizeFiles(directory, report)) {
    tally.add(countFile(withoutMisfiled(summary)));
  }
  const { days } = tally;
  if (options.json === true) {
    await writeJson(
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
    await writeTable(
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
  if (days.length === 0) await reportNoFiles(directory);
  return reportMissing(report);
}

/** The listing has no column for misfiled events, so they count for the day of their file. */
function withoutMisfiled(summary: FileSummary): FileSummary {
  return { ...summary, misfiledEventCount: 0, misfiledErrorCount: 0 };
}
