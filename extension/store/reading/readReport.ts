/** A skipped line, which is not a valid event. */
export interface SkippedLine {
  readonly fileName: string;
  /** Counted from 1. */
  readonly lineNumber: number;
  readonly reason: string;
}

/** A file that could not be read completely. */
export interface UnreadableFile {
  readonly fileName: string;
  readonly reason: string;
}

/** Enough to investigate a damaged store. */
const MAX_LISTED = 100;

/** What was read and what was skipped. */
export class ReadReport {
  fileCount = 0;
  byteCount = 0;
  skippedLineCount = 0;
  /** Events that were read but are not in the range. */
  outOfRangeCount = 0;
  readonly skippedLines: SkippedLine[] = [];
  readonly unreadFiles: UnreadableFile[] = [];
  /** Files in which every line was skipped; the first hundred. */
  readonly foreignFileNames: string[] = [];

  /** Lists a file in which every line was skipped. */
  addForeignFile(fileName: string): void {
    if (this.foreignFileNames.length < MAX_LISTED) this.foreignFileNames.push(fileName);
  }

  /** Counts a skipped line and lists the first hundred. */
  skip(fileName: string, lineNumber: number, reason: string): void {
    this.skippedLineCount++;
    if (this.skippedLines.length < MAX_LISTED) {
      this.skippedLines.push({ fileName, lineNumber, reason });
    }
  }
}
