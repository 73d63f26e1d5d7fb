import { t } from "@vscode/l10n";
import { Component, type ReactNode } from "react";
import { Button } from "./Button.tsx";
import { Problem } from "./Problem.tsx";
import { StateView } from "./StateView.tsx";

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** Gets what could not be drawn and why, for a log. */
  readonly onProblem: (message: string) => void;
}

interface ErrorBoundaryState {
  readonly hasFailed: boolean;
}

/** Shows a sentence where its content cannot be drawn. Only a class can catch an error of drawing. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.props.onProblem(`The panel could not be drawn: ${text}`);
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <StateView>
        <Problem>
          {t("This part of the panel could not be shown. The reason is in the log.")}
        </Problem>
        <Button
          onClick={() => {
            this.setState({ hasFailed: false });
          }}
        >
          {t("Reload the panel's content")}
        </Button>
      </StateView>
    );
  }
}
