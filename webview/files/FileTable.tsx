import { t } from "@vscode/l10n";
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import type { DeletionTarget, FileRow } from "../../shared/protocol/values.ts";
import type { FileSort } from "../kept/panelState.ts";
import { FileTableHead } from "./FileTableHead.tsx";
import { FileTableRow } from "./FileTableRow.tsx";
import { useMeasuredRows } from "./useMeasuredRows.ts";
import { useRowFocus } from "./useRowFocus.ts";
import "./FileTable.css";

interface FileTableProps {
  readonly rows: readonly FileRow[];
  readonly fileCount: number;
  readonly isReadOnly: boolean;
  readonly sort: FileSort;
  readonly onSortChange: (sort: FileSort) => void;
  readonly onDelete: (target: DeletionTarget) => void;
  /** The last rows came into sight. */
  readonly onEndSeen: () => void;
}

/** The files in their order, of which only those in sight are drawn. */
export function FileTable(props: FileTableProps): ReactNode {
  const { rows, fileCount, isReadOnly, sort, onSortChange, onDelete, onEndSeen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const { totalPx, drawn, measure } = useMeasuredRows(
    scroller,
    rows.map(({ fileName }) => fileName),
  );

  const rowFocus = useRowFocus(scroller, rows.length);
  // The details are rows as well.
  const openIndices = rows.flatMap(({ fileName }, index) => (expanded.has(fileName) ? index : []));

  const isEndSeen = drawn.at(-1)?.index === rows.length - 1;
  const tellEnd = useEffectEvent(onEndSeen);
  useEffect(() => {
    if (isEndSeen) tellEnd();
  }, [isEndSeen, rows]);

  const toggle = (fileName: string) => {
    const next = new Set(expanded);
    if (!next.delete(fileName)) next.add(fileName);
    setExpanded(next);
  };
  return (
    <div
      ref={scroller}
      className="file-scroller focus-inside"
      role="region"
      aria-label={t("Files")}
      tabIndex={0}
      {...rowFocus}
    >
      <div
        role="table"
        aria-label={t("Files of the range")}
        aria-rowcount={fileCount + openIndices.length + 1}
      >
        <div role="rowgroup" className="file-head-group">
          <FileTableHead sort={sort} onSortChange={onSortChange} />
        </div>
        <div role="rowgroup" className="file-rows" style={{ blockSize: `${totalPx}px` }}>
          {drawn.map(({ index, topPx }) => {
            const file = rows[index];
            if (file === undefined) return null;
            const { fileName } = file;
            return (
              <div
                key={fileName}
                ref={measure}
                role="none"
                className="file-place"
                data-index={index}
                data-key={fileName}
                style={{ transform: `translateY(${topPx}px)` }}
              >
                <FileTableRow
                  file={file}
                  rowIndex={index + 2 + openIndices.filter((open) => open < index).length}
                  isExpanded={expanded.has(fileName)}
                  onToggle={() => {
                    toggle(fileName);
                  }}
                  onDelete={
                    isReadOnly
                      ? undefined
                      : () => {
                          onDelete({ kind: "file", fileName });
                        }
                  }
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
