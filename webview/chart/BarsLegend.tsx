import { t } from "@vscode/l10n";
import type { ReactNode } from "react";

/** What the two looks of a bar mean. */
export function BarsLegend(): ReactNode {
  return (
    <ul className="bars-legend" aria-hidden="true">
      <li>
        <span className="bars-swatch bars-events" />
        {t("Events")}
      </li>
      <li>
        <span className="bars-swatch bars-errors" />
        {t("Events with an error")}
      </li>
    </ul>
  );
}
