import { t } from "@vscode/l10n";
import { useState, type ReactNode } from "react";
import type { DaySpan } from "../../shared/calendarDays.ts";
import { TextField } from "../ui/TextField.tsx";
import { parseTypedDays, type TypedProblem } from "./parseTypedDays.ts";

interface TypedDaysProps {
  /** Of the range that was chosen: "last 7 days" stays itself while its days move. */
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
 * Two fields for the first and the last day. What is not accepted stays, and says why,
 * and what is being typed stays until another range is chosen.
 */
export function TypedDays({ rangeKey, selected, onSelect }: TypedDaysProps): ReactNode {
  const settled: Draft = { startText: selected?.startDay ?? "", endText: selected?.endDay ?? "" };
  const [draft, setDraft] = useState<Draft | undefined>(undefined);
  const [draftOf, setDraftOf] = useState(rangeKey);
  if (draftOf !== rangeKey) {
    setDraftOf(rangeKey);
    setDraft(undefined);
  }
  const { startText, endText, startProblem, endProblem } = draft ?? settled;

  const commit = () => {
    if (draft === undefined) return;
    if (startText === settled.startText && endText === settled.endText) {
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
    case "notInForm":
      return t("Write the date as YYYY-MM-DD, such as 2026-11-17.");
    case "noSuchDay":
      return t("There is no day {0}.", text.trim());
    case "endBeforeStart":
      return t("To is before From.");
  }
}
