import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { ProgressRing } from "../ui/ProgressRing.tsx";
import "./states.css";

/** Until the host has answered for the first time. */
export function LoadingState(): ReactNode {
  return (
    <div className="state" role="status">
      <ProgressRing />
      <p>{t("Reading what is recorded…")}</p>
    </div>
  );
}
