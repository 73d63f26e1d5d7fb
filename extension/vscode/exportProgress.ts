import * as vscode from "vscode";
import { describeBytes } from "../../shared/byteSize.ts";
import { toPercent, type ReportProgress } from "../actions/progress.ts";

/** Shows an export's progress in a notification with a Cancel button. */
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
      let shownPercent = 0;
      try {
        return await run((readBytes, totalBytes) => {
          const percent = toPercent(readBytes, totalBytes);
          progress.report({
            increment: percent - shownPercent,
            message: vscode.l10n.t(
              "{0} of {1}",
              describeBytes(readBytes),
              describeBytes(totalBytes),
            ),
          });
          shownPercent = percent;
        });
      } finally {
        subscription.dispose();
      }
    }),
  );
}
