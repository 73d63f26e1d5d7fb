import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeCount } from "../format/counts.ts";
import { Fact } from "./FactList.tsx";

interface GapFactsProps {
  readonly counts: {
    readonly misfiledEventCount: number;
    readonly skippedLineCount: number;
    readonly unreadFileCount: number;
  };
  /** What misfiled events and skipped lines mean here. */
  readonly misfiledNote: string;
  readonly skippedNote: string;
}

/** What a count leaves out or finds in the wrong place; nothing where all is well. */
export function GapFacts({ counts, misfiledNote, skippedNote }: GapFactsProps): ReactNode {
  const { misfiledEventCount, skippedLineCount, unreadFileCount } = counts;
  return (
    <>
      {misfiledEventCount > 0 && (
        <Fact term={t("Misfiled")} note={misfiledNote}>
          {t("{0} in files of another day", describeCount(misfiledEventCount))}
        </Fact>
      )}
      {skippedLineCount > 0 && (
        <Fact term={t("Skipped lines")} note={skippedNote} isWarning>
          {describeCount(skippedLineCount)}
        </Fact>
      )}
      {unreadFileCount > 0 && (
        <Fact
          term={t("Unread files")}
          note={t("Files that could not be read, or not to their end.")}
          isWarning
        >
          {describeCount(unreadFileCount)}
        </Fact>
      )}
    </>
  );
}
