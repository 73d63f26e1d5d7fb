import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { ProgressRing } from "./ProgressRing.tsx";
import { StateView } from "./StateView.tsx";

/** Until the host has answered for the first time. */
export function LoadingState(): ReactNode {
  return (
    <StateView role="status">
      <ProgressRing />
      <p>{t("Reading what is recorded…")}</p>
    </StateView>
  );
}
