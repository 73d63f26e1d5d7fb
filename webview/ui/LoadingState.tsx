import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { ProgressRing } from "./ProgressRing.tsx";
import { StateView } from "./StateView.tsx";

/** Shown until the first snapshot arrives. */
export function LoadingState(): ReactNode {
  return (
    <StateView role="status">
      <ProgressRing />
      <p>{t("Loading telemetry…")}</p>
    </StateView>
  );
}
