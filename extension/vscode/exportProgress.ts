import * as vscode from "vscode";
import { describeBytes } from "./units.ts";

/** Takes how far an export is, in bytes. */
export type ReportProgress = (readBytes: number, totalBytes: number) => void;

/** Shows an export as a notification with its progress and the way to cancel it. */
export function withExportProgress<T>(
  run: (report: ReportProgress) => Promise<T>,
  cancel: () => void,
): Promise<T> {
  const window = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Exporting telemetry"),
    cancellable: true,
  };
  return Promise.resolve(
    vscode.window.withProgress(window, async (progress, cancellation) => {
      const subscription = cancellation.onCancellationRequested(cancel);
      let reportedPercent = 0;
      try {
        return await run((readBytes, totalBytes) => {
          const percent = totalBytes === 0 ? 0 : Math.floor((readBytes / totalBytes) * 100);
          if (percent <= reportedPercent) return;
          progress.report({
            increment: percent - reportedPercent,
            message: vscode.l10n.t(
              "{0} of {1}",
              describeBytes(readBytes),
              describeBytes(totalBytes),
            ),
          });
          reportedPercent = percent;
        });
      } finally {
        subscription.dispose();
      }
    }),
  );
}

/** Shows an export that is under way already; gives what takes its progress. */
export function showExportProgress(
  exporting: Promise<unknown>,
  cancel: () => void,
): ReportProgress {
  let report: ReportProgress = () => undefined;
  void withExportProgress(async (reportToWindow) => {
    report = reportToWindow;
    // How it ended is told by the verdict.
    await exporting.catch(() => undefined);
  }, cancel);
  return (readBytes, totalBytes) => {
    report(readBytes, totalBytes);
  };
}
