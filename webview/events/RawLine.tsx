import { t } from "@vscode/l10n";
import { useState, type ReactNode } from "react";
import { describeCount } from "../format/counts.ts";
import { Button } from "../ui/Button.tsx";
import "./RawLine.css";

/** More than anybody reads, in UTF-16 code units; a huge line would take seconds to lay out. */
const MAX_SHOWN_LENGTH = 65_536;

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
  const shown = beginningOf(line);

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
      <pre tabIndex={0} aria-label={t("Raw line")}>
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

function beginningOf(line: string): string {
  if (line.length <= MAX_SHOWN_LENGTH) return line;
  const shown = line.slice(0, MAX_SHOWN_LENGTH);
  // Half of a character that takes two units is none.
  return /[\uD800-\uDBFF]$/.test(shown) ? shown.slice(0, -1) : shown;
}
