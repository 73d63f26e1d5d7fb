import { t } from "@vscode/l10n";
import type { ReactNode } from "react";

/** The legend of the bars. */
export function BarsLegend(): ReactNode {
  return (
    <ul className="bars-legend" aria-hidden="true">
      <li>
        <span className="bars-swatch bars-events" />
        {t("Events")}
      </li>
      <li>
        <span className="bars-swatch bars-errors" />
        {t("Errors")}
      </li>
    </ul>
  );
}
