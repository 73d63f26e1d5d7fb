import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { Button } from "./Button.tsx";
import { Problem } from "./Problem.tsx";
import { StateView } from "./StateView.tsx";

interface FailedStateProps {
  /** The reason, as a sentence. */
  readonly message: string;
  readonly onRetry: () => void;
}

/** Shown in place of content that could not be loaded. */
export function FailedState({ message, onRetry }: FailedStateProps): ReactNode {
  return (
    <StateView>
      <Problem>{message}</Problem>
      <Button onClick={onRetry}>{t("Try Again")}</Button>
    </StateView>
  );
}
