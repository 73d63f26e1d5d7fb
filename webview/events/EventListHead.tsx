import { t } from "@vscode/l10n";
import type { ReactNode } from "react";

/** What the columns are. Not read out: a list box has no columns, and its name says the zone. */
export function EventListHead({ isWide }: { readonly isWide: boolean }): ReactNode {
  return (
    <div
      className={isWide ? "event-list-head" : "event-list-head event-list-head-narrow"}
      aria-hidden="true"
    >
      {isWide ? (
        <>
          <span>{t("Time (UTC)")}</span>
          <span />
          <span>{t("Event")}</span>
          <span className="event-duration">{t("Duration")}</span>
          <span>{t("Details")}</span>
        </>
      ) : (
        <>
          <span>{t("Event, time (UTC) and details")}</span>
          <span className="event-duration">{t("Duration")}</span>
        </>
      )}
    </div>
  );
}
