import { t } from "@vscode/l10n";
import { Component, type ContextType, type ReactNode } from "react";
import { HostContext } from "../host/HostContext.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "./Problem.tsx";
import "./states.css";

/** What `reportProblem` takes. */
const MAX_REPORT_LENGTH = 4_000;

interface ErrorBoundaryState {
  readonly error: unknown;
  readonly hasFailed: boolean;
}

/**
 * Shows a sentence where its content cannot be drawn, and tells the log why. Only a class can
 * catch an error of drawing.
 */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, ErrorBoundaryState> {
  static override readonly contextType = HostContext;
  declare context: ContextType<typeof HostContext>;
  override state: ErrorBoundaryState = { error: undefined, hasFailed: false };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error, hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const message = `The panel could not be drawn: ${text}`.slice(0, MAX_REPORT_LENGTH);
    this.context?.tell("reportProblem", { message });
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div className="state">
        <Problem>
          {t("This part of the panel could not be shown. The reason is in the log.")}
        </Problem>
        <Button
          onClick={() => {
            this.setState({ error: undefined, hasFailed: false });
          }}
        >
          {t("Reload the panel's content")}
        </Button>
      </div>
    );
  }
}
