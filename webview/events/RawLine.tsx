import { t } from "@vscode/l10n";
import { useState, type ReactNode } from "react";
import { shownText } from "../format/shownText.ts";
import { describeCount } from "../format/counts.ts";
import { Button } from "../ui/Button.tsx";
import "./RawLine.css";

/** A line of a telemetry file: shows its beginning, and copies all of it. */
export function RawLine({ line }: { readonly line: string }): ReactNode {
  const [outcome, setOutcome] = useState("");
  const copy = async () => {
    // Cleared first, so that the same text is announced again.
    setOutcome("");
    try {
      await navigator.clipboard.writeText(line);
      setOutcome(t("Copied"));
    } catch {
      setOutcome(t("Could not copy the line. Select the text and copy it with the keyboard."));
    }
  };
  const shown = shownText(line);

  return (
    <div className="raw-line">
      <div className="raw-line-actions">
        <Button
          icon="copy"
          onClick={() => {
            void copy();
          }}
        >
          {t("Copy")}
        </Button>
        <span role="status">{outcome}</span>
      </div>
      <pre tabIndex={0} role="region" aria-label={t("Raw line")}>
        {shown}
      </pre>
      {shown.length < line.length && (
        <p>
          {t(
            "Showing the first {0} of {1} characters. Copy includes all of them.",
            describeCount(shown.length),
            describeCount(line.length),
          )}
        </p>
      )}
    </div>
  );
}
