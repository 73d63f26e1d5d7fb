import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { FileSort } from "../kept/panelState.ts";
import { Icon } from "../ui/Icon.tsx";
import { fileColumns, sortAfterClick } from "./fileColumns.ts";

interface FileTableHeadProps {
  readonly sort: FileSort;
  readonly onSortChange: (sort: FileSort) => void;
}

/** The column headings, which sort the table. */
export function FileTableHead({ sort, onSortChange }: FileTableHeadProps): ReactNode {
  return (
    <div role="row" className="file-row file-head" aria-rowindex={1}>
      <span role="columnheader" className="file-toggle">
        <span className="hidden-text">{t("Details")}</span>
      </span>
      {fileColumns().map((column) => {
        const isSorted = column.column === sort.column;
        return (
          <span
            key={column.column}
            role="columnheader"
            {...(column.isNumber && { className: "file-number" })}
            aria-sort={isSorted ? (sort.isDescending ? "descending" : "ascending") : "none"}
          >
            <button
              type="button"
              onClick={() => {
                onSortChange(sortAfterClick(sort, column));
              }}
            >
              {column.title}
              {isSorted && <Icon name={sort.isDescending ? "chevron-down" : "chevron-up"} />}
            </button>
          </span>
        );
      })}
      <span role="columnheader" className="file-actions">
        <span className="hidden-text">{t("Actions")}</span>
      </span>
    </div>
  );
}
