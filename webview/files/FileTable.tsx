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
  /** Called when the last row becomes visible. */
  readonly onEndSeen: () => void;
}

/** The files as a virtual table. */
export function FileTable(props: FileTableProps): ReactNode {
  const { rows, fileCount, isReadOnly, sort, onSortChange, onDelete, onEndSeen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const { totalPx, rendered, measure } = useMeasuredRows(
    scroller,
    rows.map(({ fileName }) => fileName),
  );

  const rowFocus = useRowFocus(scroller, rows.length);
  // Open details are rows too.
  const openIndices = rows.flatMap(({ fileName }, index) => (expanded.has(fileName) ? index : []));

  const isEndSeen = rendered.at(-1)?.index === rows.length - 1;
  const notifyEnd = useEffectEvent(onEndSeen);
  useEffect(() => {
    if (isEndSeen) notifyEnd();
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
        aria-label={t("Files in the time range")}
        aria-rowcount={fileCount + openIndices.length + 1}
      >
        <div role="rowgroup" className="file-head-group">
          <FileTableHead sort={sort} onSortChange={onSortChange} />
        </div>
        <div role="rowgroup" className="file-rows" style={{ blockSize: `${totalPx}px` }}>
          {rendered.map(({ index, topPx }) => {
            const file = rows[index];
            if (file === undefined) return null;
            const { fileName } = file;
            return (
              <div
                key={fileName}
                ref={measure}
                role="none"
                className="file-slot"
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
