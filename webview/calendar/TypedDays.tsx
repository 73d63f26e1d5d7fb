import { t } from "@vscode/l10n";
import { useState, type ReactNode } from "react";
import type { DaySpan } from "../../shared/calendarDays.ts";
import { TextField } from "../ui/TextField.tsx";
import { parseTypedDays, type TypedProblem } from "./parseTypedDays.ts";

interface TypedDaysProps {
  /** Identifies the range; constant for "last 7 days" while its days change. */
  readonly rangeKey: string;
  readonly selected: DaySpan | undefined;
  readonly onSelect: (span: DaySpan) => void;
}

interface Draft {
  readonly startText: string;
  readonly endText: string;
  readonly startProblem?: TypedProblem;
  readonly endProblem?: TypedProblem;
}

/**
 * Fields for the first and the last day. Keeps invalid and uncommitted input until another range is
 * selected.
 */
export function TypedDays({ rangeKey, selected, onSelect }: TypedDaysProps): ReactNode {
  const committed: Draft = { startText: selected?.startDay ?? "", endText: selected?.endDay ?? "" };
  const [draft, setDraft] = useState<Draft | undefined>(undefined);
  const [draftOf, setDraftOf] = useState(rangeKey);
  if (draftOf !== rangeKey) {
    setDraftOf(rangeKey);
    setDraft(undefined);
  }
  const { startText, endText, startProblem, endProblem } = draft ?? committed;

  const commit = () => {
    if (draft === undefined) return;
    if (startText === committed.startText && endText === committed.endText) {
      setDraft(undefined);
      return;
    }
    const typed = parseTypedDays(startText, endText);
    if ("span" in typed) {
      setDraft(undefined);
      onSelect(typed.span);
    } else setDraft({ startText, endText, ...typed });
  };

  return (
    <div className="typed-days">
      <div className="typed-day">
        <TextField
          label={t("From (UTC)")}
          value={startText}
          placeholder="YYYY-MM-DD"
          maxLength={32}
          problem={startProblem && problemText(startProblem, startText)}
          onInput={(text) => {
            setDraft({ startText: text, endText });
          }}
          onCommit={commit}
        />
      </div>
      <div className="typed-day">
        <TextField
          label={t("To (UTC)")}
          value={endText}
          placeholder="YYYY-MM-DD"
          maxLength={32}
          problem={endProblem && problemText(endProblem, endText)}
          onInput={(text) => {
            setDraft({ startText, endText: text });
          }}
          onCommit={commit}
        />
      </div>
    </div>
  );
}

function problemText(problem: TypedProblem, text: string): string {
  switch (problem) {
    case "badFormat":
      return t("Enter a valid date (YYYY-MM-DD).");
    case "invalidDate":
      return t("{0} is not a valid date.", text.trim());
    case "endBeforeStart":
      return t("The last day must be on or after the first day.");
  }
}
