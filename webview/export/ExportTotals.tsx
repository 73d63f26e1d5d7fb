import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeBytes } from "../../shared/byteSize.ts";
import type { RangeCount } from "../../shared/protocol/values.ts";
import { describeCount, describeEventCount } from "../format/counts.ts";
import { Fact, FactList } from "../ui/FactList.tsx";
import { GapFacts } from "../ui/GapFacts.tsx";

interface ExportTotalsProps {
  readonly count: RangeCount | undefined;
  /** Of the document, where it is known before the export. */
  readonly documentBytes: number | undefined;
}

/** What the export holds, and what will be missing from it. */
export function ExportTotals({ count, documentBytes }: ExportTotalsProps): ReactNode {
  if (count === undefined) return <p className="export-counting">{t("Counting…")}</p>;
  return (
    <FactList label={t("What the export holds")}>
      <Fact term={t("Events")}>{describeEventCount(count.eventCount, count.errorCount)}</Fact>
      <Fact term={t("From files")}>{describeCount(count.fileCount)}</Fact>
      {documentBytes !== undefined && (
        <Fact term={t("Document")}>{describeBytes(documentBytes)}</Fact>
      )}
      <GapFacts
        counts={count}
        misfiledNote={t("Exported as well, since the timestamp decides, not the file.")}
        skippedNote={t("Lines that are no events; they are not exported.")}
      />
    </FactList>
  );
}
