import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeBytes } from "../../shared/byteSize.ts";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { describeCount, describeEventCount } from "../format/counts.ts";
import { describeDayRange } from "../format/days.ts";
import { Fact, FactList } from "../ui/FactList.tsx";
import { GapFacts } from "../ui/GapFacts.tsx";
import { StoredBytes } from "./StoredBytes.tsx";

/** What the store as a whole holds, and what is missing from it. */
export function StoreFacts({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { totals, source, bufferedEventCount, droppedEventCount } = snapshot;
  const isOwn = source.kind === "own";
  return (
    <FactList>
      <Fact term={t("Stored")}>
        {isOwn ? (
          <StoredBytes byteCount={totals.byteCount} limits={snapshot.limits} />
        ) : (
          describeBytes(totals.byteCount)
        )}
      </Fact>
      <Fact term={t("Days")}>{describeStoredDays(snapshot)}</Fact>
      <Fact term={t("Files")}>{describeCount(totals.fileCount)}</Fact>
      <Fact term={t("Events")}>{describeEventCount(totals.eventCount, totals.errorCount)}</Fact>
      {isOwn && <Fact term={t("Waiting to be written")}>{describeCount(bufferedEventCount)}</Fact>}
      <GapFacts
        counts={totals}
        misfiledNote={t(
          "Events whose timestamp is of another day than their file. They count in ranges, by their timestamp, but for no day.",
        )}
        skippedNote={t("Lines that are no events.")}
      />
      {isOwn && droppedEventCount > 0 && (
        <Fact
          term={t("Lost")}
          note={t("Events of this window that could not be written before memory was full.")}
          isWarning
        >
          {describeCount(droppedEventCount)}
        </Fact>
      )}
    </FactList>
  );
}

function describeStoredDays({ days }: Snapshot): string {
  const [oldest] = days;
  const newest = days.at(-1);
  if (oldest === undefined || newest === undefined) return t("None");
  return t("{0} UTC", describeDayRange(oldest.day, newest.day));
}
