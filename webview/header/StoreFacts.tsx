import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { describeBytes } from "../../shared/byteSize.ts";
import { describeCount, describeEventCount } from "../format/counts.ts";
import { describeDayRange } from "../format/days.ts";
import { Fact } from "./Fact.tsx";
import { StoredBytes } from "./StoredBytes.tsx";
import "./StoreFacts.css";

/** What the store as a whole holds, and what is missing from it. */
export function StoreFacts({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { totals, source, bufferedEventCount, droppedEventCount } = snapshot;
  const isOwn = source.kind === "own";
  return (
    <dl className="facts">
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
      {totals.misfiledEventCount > 0 && (
        <Fact
          term={t("Misfiled")}
          note={t(
            "Events whose timestamp is of another day than their file. They count in ranges, by their timestamp, but for no day.",
          )}
        >
          {t("{0} in files of another day", describeCount(totals.misfiledEventCount))}
        </Fact>
      )}
      {totals.skippedLineCount > 0 && (
        <Fact term={t("Skipped lines")} note={t("Lines that are no events.")} isWarning>
          {describeCount(totals.skippedLineCount)}
        </Fact>
      )}
      {totals.unreadFileCount > 0 && (
        <Fact
          term={t("Unread files")}
          note={t("Files that could not be read, or not to their end.")}
          isWarning
        >
          {describeCount(totals.unreadFileCount)}
        </Fact>
      )}
      {isOwn && droppedEventCount > 0 && (
        <Fact
          term={t("Lost")}
          note={t("Events of this window that could not be written before memory was full.")}
          isWarning
        >
          {describeCount(droppedEventCount)}
        </Fact>
      )}
    </dl>
  );
}

function describeStoredDays({ days }: Snapshot): string {
  const [oldest] = days;
  const newest = days.at(-1);
  if (oldest === undefined || newest === undefined) return t("None");
  return t("{0} UTC", describeDayRange(oldest.day, newest.day));
}
