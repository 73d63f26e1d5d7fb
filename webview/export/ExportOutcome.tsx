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
  /** Set to the element, which may be focused. */
  readonly element: RefObject<HTMLDivElement | null>;
}

/** The outcome of an export, announced when it ends, with its actions. */
export function ExportOutcome({ state, onRetry, element }: ExportOutcomeProps): ReactNode {
  const host = useHost();
  const verdict = state.kind === "ended" ? state.verdict : undefined;
  const hasProblems = verdict !== undefined && "hasProblems" in verdict && verdict.hasProblems;

  return (
    <div className="export-outcome" ref={element} tabIndex={-1}>
      {/* Always rendered: a live region that appears with its text is not announced. */}
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
                  host.send("openExport", { exportId: verdict.exportId });
                }}
              >
                {t("Open")}
              </Button>
              <Button
                icon="folder-opened"
                onClick={() => {
                  host.send("revealExport", { exportId: verdict.exportId });
                }}
              >
                {t("Reveal")}
              </Button>
            </>
          )}
          {state.kind === "failed" && (
            <Button
              onClick={() => {
                // The button is about to be removed.
                element.current?.focus();
                onRetry();
              }}
            >
              {t("Try Again")}
            </Button>
          )}
          {hasProblems && (
            <Button
              onClick={() => {
                host.send("showLog", {});
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
