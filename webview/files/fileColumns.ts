import { t } from "@vscode/l10n";
import type { FileColumn } from "../../shared/protocol/values.ts";
import type { FileSort } from "../kept/panelState.ts";

export interface FileColumnHeading {
  readonly column: FileColumn;
  readonly title: string;
  readonly isNumber: boolean;
}

/** The sortable columns, in display order. */
export function fileColumns(): readonly FileColumnHeading[] {
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

/** Reverses the order of the sorted column; another column starts with its more useful order. */
export function sortAfterClick(sort: FileSort, { column, isNumber }: FileColumnHeading): FileSort {
  if (sort.column === column) return { column, isDescending: !sort.isDescending };
  return { column, isDescending: isNumber || column === "day" };
}
