import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { FileRow } from "../../shared/protocol/values.ts";
import { describeCount, describeEvents } from "../format/counts.ts";
import { describeTimestamp } from "../format/instants.ts";

/** What a file holds and what is wrong with it. */
export function FileDetails({ file }: { readonly file: FileRow }): ReactNode {
  const { firstMs, lastMs, frequentEvents, skippedLines, skippedLineCount, unreadReason } = file;
  const hiddenCount = skippedLineCount - skippedLines.length;
  return (
    <>
      <p className="file-full-name">{file.fileName}</p>
      {file.isBeingWritten && (
        <p>{t("A session may still write to this file, so it cannot be deleted.")}</p>
      )}
      {unreadReason !== undefined && (
        <p>{t("It could not be read to its end: {0}", unreadReason)}</p>
      )}
      {firstMs !== undefined && lastMs !== undefined && (
        <p>{t("From {0} to {1}", describeTimestamp(firstMs), describeTimestamp(lastMs))}</p>
      )}
      {file.misfiledEventCount > 0 && (
        <p>
          {file.misfiledEventCount === 1
            ? t("1 event is of another day than the file")
            : t(
                "{0} events are of another day than the file",
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
              <li key={lineNumber}>{t("line {0}: {1}", lineNumber, reason)}</li>
            ))}
            {hiddenCount > 0 && <li>{t("and {0} more", describeCount(hiddenCount))}</li>}
          </ul>
        </>
      )}
    </>
  );
}
