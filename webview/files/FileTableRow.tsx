import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { FileRow } from "../../shared/protocol/values.ts";
import { useHost } from "../host/HostContext.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { COLUMN_COUNT, SORTABLE_COLUMNS } from "./FileColumns.tsx";
import { FileDetails } from "./FileDetails.tsx";

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
        {SORTABLE_COLUMNS.map(({ id, heading, isNumber, cell }) => (
          <span key={id} role="cell" {...(isNumber && { className: "file-number" })}>
            {isNumber && (
              // Shown if the table has no room for columns.
              <span className="file-label" aria-hidden="true">
                {heading()}{" "}
              </span>
            )}
            {cell(file, onDelete === undefined)}
          </span>
        ))}
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
