import { t } from "@vscode/l10n";
import { Component, type ReactNode } from "react";
import { Button } from "./Button.tsx";
import { Problem } from "./Problem.tsx";
import { StateView } from "./StateView.tsx";

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** Called with a message for the log. */
  readonly onProblem: (message: string) => void;
}

interface ErrorBoundaryState {
  readonly hasFailed: boolean;
}

/** Shows a message if its children fail to render. React requires a class for this. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.props.onProblem(`Could not render the panel: ${text}`);
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <StateView>
        <Problem>{t("Could not show the panel. See the log for details.")}</Problem>
        <Button
          onClick={() => {
            this.setState({ hasFailed: false });
          }}
        >
          {t("Try Again")}
        </Button>
      </StateView>
    );
  }
}
