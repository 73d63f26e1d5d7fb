/** A line that is no event and was passed over. */
export interface SkippedLine {
  readonly fileName: string;
  /** Counted from 1. */
  readonly lineNumber: number;
  readonly reason: string;
}

/** A file, or the rest of one, that could not be read. */
export interface UnreadFile {
  readonly fileName: string;
  readonly reason: string;
}

/** Enough to look into a damaged store; the count goes on beyond it. */
const MAX_NAMED_LINES = 100;

/** What a reading took in and what it passed over. */
export class ReadReport {
  fileCount = 0;
  byteCount = 0;
  skippedLineCount = 0;
  readonly skippedLines: SkippedLine[] = [];
  readonly unreadFiles: UnreadFile[] = [];

  /** Counts the line; the first hundred are kept by name. */
  skip(fileName: string, lineNumber: number, reason: string): void {
    this.skippedLineCount++;
    if (this.skippedLines.length < MAX_NAMED_LINES) {
      this.skippedLines.push({ fileName, lineNumber, reason });
    }
  }
}
