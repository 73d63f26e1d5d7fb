import { t } from "@vscode/l10n";
import type { FileColumn } from "../../shared/protocol/values.ts";
import type { FileSort } from "../kept/panelState.ts";

export interface ColumnTexts {
  readonly column: FileColumn;
  readonly title: string;
  readonly isNumber: boolean;
}

/** The columns that can be sorted by, in their order. */
export function fileColumns(): readonly ColumnTexts[] {
  return [
    { column: "day", title: t("Day (UTC)"), isNumber: false },
    { column: "session", title: t("Session"), isNumber: false },
    { column: "segment", title: t("Segment"), isNumber: true },
    { column: "bytes", title: t("Size"), isNumber: true },
    { column: "events", title: t("Events"), isNumber: true },
    { column: "errors", title: t("Errors"), isNumber: true },
    { column: "skippedLines", title: t("Skipped lines"), isNumber: true },
  ];
}

/** The order after a choice of the column: turned round, or as its first choice is most useful. */
export function sortAfterChoice(sort: FileSort, { column, isNumber }: ColumnTexts): FileSort {
  if (sort.column === column) return { column, isDescending: !sort.isDescending };
  return { column, isDescending: isNumber || column === "day" };
}
