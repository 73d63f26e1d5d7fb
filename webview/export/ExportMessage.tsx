import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { Icon, type IconName } from "../ui/Icon.tsx";
import type { ExportState } from "./exportState.ts";
import "./ExportMessage.css";

/** How an export ended, in a sentence; nothing before. */
export function ExportMessage({ state }: { readonly state: ExportState }): ReactNode {
  const outcome = describeOutcome(state);
  if (outcome === undefined) return null;
  return (
    <p className="export-message">
      <span className={`outcome-icon outcome-${outcome.icon}`}>
        <Icon name={outcome.icon} />
      </span>{" "}
      <span>{outcome.message}</span>
    </p>
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
