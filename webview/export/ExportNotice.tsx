import { t } from "@vscode/l10n";
import { useState, type ReactNode } from "react";
import { ExportMessage } from "./ExportMessage.tsx";
import type { ExportState } from "./useExport.ts";

interface ExportNoticeProps {
  readonly state: ExportState;
  /** Whether the Export view is shown, which has its own messages and actions. */
  readonly isViewShown: boolean;
}

/** The progress and the outcome of an export while the Export view is hidden. */
export function ExportNotice({ state, isViewShown }: ExportNoticeProps): ReactNode {
  const [seen, setSeen] = useState<ExportState>();
  if (isViewShown && seen !== state) setSeen(state);
  const isUnseen = !isViewShown && seen !== state;
  return (
    <div>
      {!isViewShown && state.kind === "running" && <p>{t("Exporting…")}</p>}
      {/* Always rendered: a live region that appears with its text is not announced. */}
      <div role="status">{isUnseen && <ExportMessage state={state} />}</div>
    </div>
  );
}
