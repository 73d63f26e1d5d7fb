import { t } from "@vscode/l10n";
import type { ReactNode, RefObject } from "react";
import { useHost } from "../host/HostContext.ts";
import { Button } from "../ui/Button.tsx";
import { ExportMessage } from "./ExportMessage.tsx";
import type { ExportState } from "./useExport.ts";
import "./ExportOutcome.css";

interface ExportOutcomeProps {
  readonly state: ExportState;
  readonly onRetry: () => void;
  /** For what gives the focus to it. */
  readonly element: RefObject<HTMLDivElement | null>;
}

/** How the export ended, read out when it does, and what can be done with it. */
export function ExportOutcome({ state, onRetry, element }: ExportOutcomeProps): ReactNode {
  const host = useHost();
  const verdict = state.kind === "ended" ? state.verdict : undefined;
  const hasProblems = verdict !== undefined && "hasProblems" in verdict && verdict.hasProblems;

  return (
    <div className="export-outcome" ref={element} tabIndex={-1}>
      {/* There from the start: what comes with its region is not read out. */}
      <div role="status">
        <ExportMessage state={state} />
      </div>
      {(verdict?.outcome === "exported" || hasProblems || state.kind === "failed") && (
        <div className="outcome-actions">
          {verdict?.outcome === "exported" && (
            <>
              <Button
                icon="go-to-file"
                onClick={() => {
                  host.tell("openExport", { exportId: verdict.exportId });
                }}
              >
                {t("Open")}
              </Button>
              <Button
                icon="folder-opened"
                onClick={() => {
                  host.tell("revealExport", { exportId: verdict.exportId });
                }}
              >
                {t("Reveal")}
              </Button>
            </>
          )}
          {state.kind === "failed" && (
            <Button
              onClick={() => {
                // This button goes away.
                element.current?.focus();
                onRetry();
              }}
            >
              {t("Try again")}
            </Button>
          )}
          {hasProblems && (
            <Button
              onClick={() => {
                host.tell("showLog", {});
              }}
            >
              {t("Show Log")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
