import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeBytes } from "../../shared/byteSize.ts";
import type { RangeCount } from "../../shared/protocol/values.ts";
import { describeCount, describeEventCount } from "../format/counts.ts";
import { Fact, FactList } from "../ui/FactList.tsx";
import { GapFacts } from "../ui/GapFacts.tsx";

interface ExportTotalsProps {
  readonly count: RangeCount | undefined;
  /** Size of the document, if it is known before the export. */
  readonly documentBytes: number | undefined;
}

/** What the export will contain, and what it will omit. */
export function ExportTotals({ count, documentBytes }: ExportTotalsProps): ReactNode {
  if (count === undefined) return <p className="export-counting">{t("Counting…")}</p>;
  return (
    <FactList label={t("Export contents")}>
      <Fact term={t("Events")}>{describeEventCount(count.eventCount, count.errorCount)}</Fact>
      <Fact term={t("Source files")}>{describeCount(count.fileCount)}</Fact>
      {documentBytes !== undefined && (
        <Fact term={t("Document size")}>{describeBytes(documentBytes)}</Fact>
      )}
      <GapFacts
        counts={count}
        misfiledNote={t("Included because exports select events by timestamp, not by file.")}
        skippedNote={t("Lines that are not valid events. They are not exported.")}
      />
    </FactList>
  );
}
