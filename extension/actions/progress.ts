/** Called with the number of bytes read so far and in total. */
export type ReportProgress = (readBytes: number, totalBytes: number) => void;

/** Progress as a whole percentage; 0 if there is nothing to do. */
export function toPercent(readBytes: number, totalBytes: number): number {
  return totalBytes === 0 ? 0 : Math.floor((readBytes / totalBytes) * 100);
}

/** Forwards progress at most once per percent; exports report it far more often. */
export function throttleByPercent(report: ReportProgress): ReportProgress {
  let reportedPercent = -1;
  return (readBytes, totalBytes) => {
    const percent = toPercent(readBytes, totalBytes);
    if (percent <= reportedPercent) return;
    reportedPercent = percent;
    report(readBytes, totalBytes);
  };
}
