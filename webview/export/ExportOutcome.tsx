import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { useHost } from "../host/HostContext.ts";
import { Button } from "../ui/Button.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import type { ExportState } from "./exportState.ts";
import "./ExportOutcome.css";

interface ExportOutcomeProps {
  readonly state: ExportState;
  readonly onRetry: () => void;
}

/** How the export ended, read out when it does, and what can be done with it. */
export function ExportOutcome({ state, onRetry }: ExportOutcomeProps): ReactNode {
  const host = useHost();
  const outcome = describeOutcome(state);
  const verdict = state.kind === "ended" ? state.verdict : undefined;
  const hasProblems = verdict !== undefined && "hasProblems" in verdict && verdict.hasProblems;

  return (
    <div className="export-outcome">
      {/* There from the start: what comes with its region is not read out. */}
      <p role="status">
        {outcome !== undefined && (
          <>
            <span className={`outcome-icon outcome-${outcome.icon}`}>
              <Icon name={outcome.icon} />
            </span>{" "}
            <span>{outcome.message}</span>
          </>
        )}
      </p>
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
          {state.kind === "failed" && <Button onClick={onRetry}>{t("Try again")}</Button>}
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

function describeOutcome(
  state: ExportState,
): { readonly icon: IconName; readonly message: string } | undefined {
  switch (state.kind) {
    case "idle":
    case "running":
      return undefined;
    case "cancelled":
      return { icon: "circle-slash", message: t("Cancelled; nothing was written.") };
    case "failed":
      return { icon: "error", message: state.message };
    case "ended": {
      const { verdict } = state;
      if (verdict.outcome === "dismissed") return undefined;
      const fine = verdict.outcome === "exported" ? "pass-filled" : "info";
      return { icon: verdict.hasProblems ? "warning" : fine, message: verdict.message };
    }
  }
}
