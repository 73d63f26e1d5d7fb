import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { FileRow } from "../../shared/protocol/values.ts";
import { describeCount, describeEvents } from "../format/counts.ts";
import { describeTimestamp } from "../format/instants.ts";

/** The content of a file and its problems. */
export function FileDetails({ file }: { readonly file: FileRow }): ReactNode {
  const { firstMs, lastMs, frequentEvents, skippedLines, skippedLineCount, unreadReason } = file;
  const hiddenCount = skippedLineCount - skippedLines.length;
  return (
    <>
      <p className="file-full-name">{file.fileName}</p>
      {file.isBeingWritten && <p>{t("This file may still be in use, so it cannot be deleted.")}</p>}
      {unreadReason !== undefined && <p>{t("Could not read the whole file: {0}", unreadReason)}</p>}
      {firstMs !== undefined && lastMs !== undefined && (
        <p>{t("From {0} to {1}", describeTimestamp(firstMs), describeTimestamp(lastMs))}</p>
      )}
      {file.misfiledEventCount > 0 && (
        <p>
          {file.misfiledEventCount === 1
            ? t("1 event has a timestamp on a different day")
            : t(
                "{0} events have a timestamp on a different day",
                describeCount(file.misfiledEventCount),
              )}
        </p>
      )}
      {frequentEvents.length > 0 && (
        <>
          <h3>{t("Most frequent events")}</h3>
          <ul>
            {frequentEvents.map(({ name, count }) => (
              <li key={name}>
                <bdi>{name}</bdi> <span className="file-quiet">{describeEvents(count)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {skippedLines.length > 0 && (
        <>
          <h3>{t("Skipped lines")}</h3>
          <ul>
            {skippedLines.map(({ lineNumber, reason }) => (
              <li key={lineNumber}>{t("Line {0}: {1}", lineNumber, reason)}</li>
            ))}
            {hiddenCount > 0 && <li>{t("and {0} more", describeCount(hiddenCount))}</li>}
          </ul>
        </>
      )}
    </>
  );
}
