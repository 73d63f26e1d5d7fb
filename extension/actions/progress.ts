/** Takes how far something is, in bytes. */
export type ReportProgress = (readBytes: number, totalBytes: number) => void;

/** The whole percent that is done; 0 where there is nothing to do. */
export function percentOf(readBytes: number, totalBytes: number): number {
  return totalBytes === 0 ? 0 : Math.floor((readBytes / totalBytes) * 100);
}

/** Passes on each further percent: what reports is called far more often. */
export function onEachPercent(report: ReportProgress): ReportProgress {
  let reportedPercent = -1;
  return (readBytes, totalBytes) => {
    const percent = percentOf(readBytes, totalBytes);
    if (percent <= reportedPercent) return;
    reportedPercent = percent;
    report(readBytes, totalBytes);
  };
}
