import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeBytes } from "../../shared/byteSize.ts";
import type { FileColumn, FileRow } from "../../shared/protocol/values.ts";
import { describeCount } from "../format/counts.ts";
import type { FileSort } from "../kept/panelState.ts";
import { Icon } from "../ui/Icon.tsx";

interface SortableColumn {
  readonly id: FileColumn;
  readonly heading: () => string;
  readonly isNumber: boolean;
  readonly cell: (file: FileRow, isReadOnly: boolean) => ReactNode;
}

/** In display order. Their widths are in FileTable.css. */
export const SORTABLE_COLUMNS: readonly SortableColumn[] = [
  {
    id: "day",
    heading: () => t("Day (UTC)"),
    isNumber: false,
    cell: ({ fileName, day }) => (
      <span className="file-day" title={fileName}>
        {day}
      </span>
    ),
  },
  {
    id: "session",
    heading: () => t("Session"),
    isNumber: false,
    cell: ({ session8, isBeingWritten }, isReadOnly) => (
      <>
        <span className="file-session-id">{session8}</span>{" "}
        {isBeingWritten && !isReadOnly && (
          <span className="file-quiet">{t("may still be in use")}</span>
        )}
      </>
    ),
  },
  {
    id: "segment",
    heading: () => t("Segment"),
    isNumber: true,
    cell: ({ segment }) => describeCount(segment),
  },
  {
    id: "bytes",
    heading: () => t("Size"),
    isNumber: true,
    cell: ({ byteCount }) => describeBytes(byteCount),
  },
  {
    id: "events",
    heading: () => t("Events"),
    isNumber: true,
    cell: ({ eventCount }) => describeCount(eventCount),
  },
  {
    id: "errors",
    heading: () => t("Errors"),
    isNumber: true,
    cell: ({ errorCount }) => describeCount(errorCount),
  },
  {
    id: "skippedLines",
    heading: () => t("Skipped lines"),
    isNumber: true,
    cell: (file) => (
      <>
        <ProblemIcons file={file} />
        {describeCount(file.skippedLineCount)}
      </>
    ),
  },
];

/** The sortable columns, and one on either side. */
export const COLUMN_COUNT = SORTABLE_COLUMNS.length + 2;

/** Reverses the order of the sorted column; another column starts with its more useful order. */
export function sortAfterClick(sort: FileSort, { id, isNumber }: SortableColumn): FileSort {
  if (sort.column === id) return { column: id, isDescending: !sort.isDescending };
  return { column: id, isDescending: isNumber || id === "day" };
}

function ProblemIcons({
  file: { skippedLines, skippedLineCount, unreadReason },
}: {
  readonly file: FileRow;
}): ReactNode {
  const reasons = skippedLines.map(({ lineNumber, reason }) =>
    t("Line {0}: {1}", lineNumber, reason),
  );
  return (
    <>
      {unreadReason !== undefined && (
        <span className="file-mark" title={unreadReason}>
          <Icon name="error" tone="error" />
          <span className="hidden-text">{t("only partly readable")}</span>
        </span>
      )}
      {skippedLineCount > 0 && (
        <span className="file-mark" title={reasons.join("\n")}>
          <Icon name="warning" tone="warning" />
        </span>
      )}
    </>
  );
}
