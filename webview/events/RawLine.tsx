import { t } from "@vscode/l10n";
import { useState, type ReactNode } from "react";
import { beginningOf, MAX_SHOWN_LENGTH } from "../format/beginning.ts";
import { describeCount } from "../format/counts.ts";
import { Button } from "../ui/Button.tsx";
import "./RawLine.css";

/** A line as it stands in its file, to read in its beginning and to copy as a whole. */
export function RawLine({ line }: { readonly line: string }): ReactNode {
  const [outcome, setOutcome] = useState("");
  const copy = async () => {
    // Emptied first, so that the same words are read out again.
    setOutcome("");
    try {
      await navigator.clipboard.writeText(line);
      setOutcome(t("Copied"));
    } catch {
      setOutcome(t("It could not be copied. Select the text and copy it by the keyboard."));
    }
  };
  const shown = beginningOf(line, MAX_SHOWN_LENGTH);

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
            "Only the first {0} of {1} characters are shown. Copy takes all of them.",
            describeCount(shown.length),
            describeCount(line.length),
          )}
        </p>
      )}
    </div>
  );
}
