import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeBytes } from "../../shared/byteSize.ts";
import type { RangeCount } from "../../shared/protocol/values.ts";
import { describeCount, describeEventCount } from "../format/counts.ts";
import { Fact } from "../header/Fact.tsx";
import "../header/StoreFacts.css";

interface ExportTotalsProps {
  readonly count: RangeCount | undefined;
  /** Of the document, where it is known before the export. */
  readonly documentBytes: number | undefined;
}

/** What the export holds, and what will be missing from it. */
export function ExportTotals({ count, documentBytes }: ExportTotalsProps): ReactNode {
  if (count === undefined) return <p className="export-counting">{t("Counting…")}</p>;
  return (
    <dl className="facts" aria-label={t("What the export holds")}>
      <Fact term={t("Events")}>{describeEventCount(count.eventCount, count.errorCount)}</Fact>
      <Fact term={t("From files")}>{describeCount(count.fileCount)}</Fact>
      {documentBytes !== undefined && (
        <Fact term={t("Document")}>{describeBytes(documentBytes)}</Fact>
      )}
      {count.misfiledEventCount > 0 && (
        <Fact
          term={t("Misfiled")}
          note={t("Exported as well, since the timestamp decides, not the file.")}
        >
          {t("{0} in files of another day", describeCount(count.misfiledEventCount))}
        </Fact>
      )}
      {count.skippedLineCount > 0 && (
        <Fact
          term={t("Skipped lines")}
          note={t("Lines that are no events; they are not exported.")}
          isWarning
        >
          {describeCount(count.skippedLineCount)}
        </Fact>
      )}
      {count.unreadFileCount > 0 && (
        <Fact
          term={t("Unread files")}
          note={t("Files that could not be read, or not to their end.")}
          isWarning
        >
          {describeCount(count.unreadFileCount)}
        </Fact>
      )}
    </dl>
  );
}
