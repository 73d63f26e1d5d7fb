import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { FileSort } from "../kept/panelState.ts";
import { Icon } from "../ui/Icon.tsx";
import { SORTABLE_COLUMNS, sortAfterClick } from "./FileColumns.tsx";

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
      {SORTABLE_COLUMNS.map((column) => {
        const isSorted = column.id === sort.column;
        return (
          <span
            key={column.id}
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
              {column.heading()}
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
