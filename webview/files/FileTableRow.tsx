import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeBytes } from "../../shared/byteSize.ts";
import { FILE_COLUMNS, type FileRow } from "../../shared/protocol/values.ts";
import { describeCount } from "../format/counts.ts";
import { useHost } from "../host/HostContext.ts";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { FileDetails } from "./FileDetails.tsx";

/** The sortable columns, and one on either side. */
const COLUMN_COUNT = FILE_COLUMNS.length + 2;

interface FileTableRowProps {
  readonly file: FileRow;
  /** Row 1 is the header. Open details are the next row. */
  readonly rowIndex: number;
  readonly isExpanded: boolean;
  readonly onToggle: () => void;
  /** Undefined if nothing may be deleted. */
  readonly onDelete: (() => void) | undefined;
}

/** A file with its counts and actions, and its details if they are open. */
export function FileTableRow(props: FileTableRowProps): ReactNode {
  const { file, rowIndex, isExpanded, onToggle, onDelete } = props;
  const host = useHost();
  const { fileName, isBeingWritten } = file;
  return (
    <>
      <div role="row" className="file-row" aria-rowindex={rowIndex}>
        <span role="cell" className="file-toggle">
          <IconButton
            icon={isExpanded ? "chevron-down" : "chevron-right"}
            label={t("Details of {0}", fileName)}
            isExpanded={isExpanded}
            onClick={onToggle}
          />
        </span>
        <span role="cell" className="file-day" title={fileName}>
          {file.day}
        </span>
        <span role="cell">
          <span className="file-session-id">{file.session8}</span>{" "}
          {isBeingWritten && onDelete !== undefined && (
            <span className="file-quiet">{t("may still be in use")}</span>
          )}
        </span>
        <NumberCell label={t("Segment")} text={describeCount(file.segment)} />
        <NumberCell label={t("Size")} text={describeBytes(file.byteCount)} />
        <NumberCell label={t("Events")} text={describeCount(file.eventCount)} />
        <NumberCell label={t("Errors")} text={describeCount(file.errorCount)} />
        <NumberCell label={t("Skipped lines")} text={describeCount(file.skippedLineCount)}>
          <ProblemIcons file={file} />
        </NumberCell>
        <span role="cell" className="file-actions">
          <IconButton
            icon="go-to-file"
            label={t("Open {0}", fileName)}
            onClick={() => {
              host.send("openFile", { fileName });
            }}
          />
          <IconButton
            icon="folder-opened"
            label={t("Reveal {0}", fileName)}
            onClick={() => {
              host.send("revealFile", { fileName });
            }}
          />
          {onDelete !== undefined && (
            <IconButton
              icon="trash"
              label={
                isBeingWritten
                  ? t("Cannot delete {0}: it may still be in use", fileName)
                  : t("Delete {0}", fileName)
              }
              isDisabled={isBeingWritten}
              onClick={onDelete}
            />
          )}
        </span>
      </div>
      {isExpanded && (
        <div role="row" aria-rowindex={rowIndex + 1}>
          <div role="cell" aria-colspan={COLUMN_COUNT} className="file-details">
            <FileDetails file={file} />
          </div>
        </div>
      )}
    </>
  );
}

interface NumberCellProps {
  /** Shown if the table has no room for columns. */
  readonly label: string;
  readonly text: string;
  readonly children?: ReactNode;
}

function NumberCell({ label, text, children }: NumberCellProps): ReactNode {
  return (
    <span role="cell" className="file-number">
      <span className="file-label" aria-hidden="true">
        {label}
      </span>{" "}
      {children}
      {text}
    </span>
  );
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
          <span className="hidden-text">{t("could not be read completely")}</span>
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
