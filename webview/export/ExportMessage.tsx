import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { IconTone } from "../ui/Icon.tsx";
import type { IconName } from "../ui/iconNames.ts";
import { IconText } from "../ui/IconText.tsx";
import type { ExportState } from "./useExport.ts";

/** The outcome of an export; nothing before it has ended. */
export function ExportMessage({ state }: { readonly state: ExportState }): ReactNode {
  const outcome = describeOutcome(state);
  if (outcome === undefined) return null;
  return (
    <IconText icon={outcome.icon} tone={outcome.tone}>
      {outcome.message}
    </IconText>
  );
}

interface Outcome {
  readonly icon: IconName;
  readonly tone?: IconTone;
  readonly message: string;
}

function describeOutcome(state: ExportState): Outcome | undefined {
  switch (state.kind) {
    case "idle":
    case "running":
      return undefined;
    case "cancelled":
      return { icon: "circle-slash", message: t("Canceled. Nothing was exported.") };
    case "failed":
      return { icon: "error", tone: "error", message: state.message };
    case "ended": {
      const { verdict } = state;
      if (verdict.outcome === "dismissed") return undefined;
      const { message, hasProblems } = verdict;
      if (hasProblems) return { icon: "warning", tone: "warning", message };
      return verdict.outcome === "exported"
        ? { icon: "pass-filled", tone: "success", message }
        : { icon: "info", message };
    }
  }
}
