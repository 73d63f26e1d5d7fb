import { t } from "@vscode/l10n";
import { useState, type ReactNode } from "react";
import { ExportMessage } from "./ExportMessage.tsx";
import type { ExportState } from "./useExport.ts";

interface ExportNoticeProps {
  readonly state: ExportState;
  /** Whether the view shows it, where it can be opened, cancelled or tried again. */
  readonly isViewShown: boolean;
}

/** That an export is under way, and how it ended, where its view does not say so. */
export function ExportNotice({ state, isViewShown }: ExportNoticeProps): ReactNode {
  const [seen, setSeen] = useState<ExportState>();
  if (isViewShown && seen !== state) setSeen(state);
  const isNews = !isViewShown && seen !== state;
  return (
    <div>
      {!isViewShown && state.kind === "running" && <p>{t("An export is under way…")}</p>}
      {/* There from the start: what comes with its region is not read out. */}
      <div role="status">{isNews && <ExportMessage state={state} />}</div>
    </div>
  );
}
