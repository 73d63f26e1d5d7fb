import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { Button } from "./Button.tsx";
import { Problem } from "./Problem.tsx";
import { StateView } from "./StateView.tsx";

interface FailedStateProps {
  /** A sentence that says why. */
  readonly message: string;
  readonly onRetry: () => void;
}

/** Takes the place of what could not be shown. */
export function FailedState({ message, onRetry }: FailedStateProps): ReactNode {
  return (
    <StateView>
      <Problem>{message}</Problem>
      <Button onClick={onRetry}>{t("Try again")}</Button>
    </StateView>
  );
}
