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
  /** What misfiled events and skipped lines mean in this list. */
  readonly misfiledNote: string;
  readonly skippedNote: string;
}

/** Misfiled events, skipped lines and unreadable files; nothing if there are none. */
export function GapFacts({ counts, misfiledNote, skippedNote }: GapFactsProps): ReactNode {
  const { misfiledEventCount, skippedLineCount, unreadFileCount } = counts;
  return (
    <>
      {misfiledEventCount > 0 && (
        <Fact term={t("Misfiled")} note={misfiledNote}>
          {t("{0} in files for other days", describeCount(misfiledEventCount))}
        </Fact>
      )}
      {skippedLineCount > 0 && (
        <Fact term={t("Skipped lines")} note={skippedNote} isWarning>
          {describeCount(skippedLineCount)}
        </Fact>
      )}
      {unreadFileCount > 0 && (
        <Fact
          term={t("Unreadable files")}
          note={t("Files that could not be read completely.")}
          isWarning
        >
          {describeCount(unreadFileCount)}
        </Fact>
      )}
    </>
  );
}
