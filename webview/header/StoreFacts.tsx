import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeBytes } from "../../shared/byteSize.ts";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { describeCount, describeEventCount } from "../format/counts.ts";
import { describeDayRange } from "../format/days.ts";
import { Fact, FactList } from "../ui/FactList.tsx";
import { GapFacts } from "../ui/GapFacts.tsx";
import { StoredBytes } from "./StoredBytes.tsx";

/** Totals of the whole store, and what they do not include. */
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
      {isOwn && <Fact term={t("Buffered")}>{describeCount(bufferedEventCount)}</Fact>}
      <GapFacts
        counts={totals}
        misfiledNote={t(
          "Events whose timestamp is on a different day than their file. Time ranges include them; counts per day do not.",
        )}
        skippedNote={t("Lines that are not valid events.")}
      />
      {isOwn && droppedEventCount > 0 && (
        <Fact
          term={t("Dropped")}
          note={t("Events from this window that were dropped because the buffer was full.")}
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
