import type { EmptyReason, ForeignContent } from "../export/emptyExport.ts";
import type { L10n } from "../platform/l10n.ts";

/** Why an export has no events, in a sentence or two. */
export function describeEmptyExport(l10n: L10n, reason: EmptyReason): string {
  const { t, locale } = l10n;
  switch (reason.kind) {
    case "noFiles": {
      const { directory, renamedCopies, folders } = reason;
      const sentences = [t("There are no telemetry files in {0}.", directory)];
      if (renamedCopies.length > 0) {
        sentences.push(
          t(
            "These look like renamed copies; give them names like telemetry-2026-06-01-abcd1234.jsonl: {0}",
            renamedCopies.join(", "),
          ),
        );
      }
      if (folders.length > 0) {
        sentences.push(t("There are some in the folders below: {0}", folders.join(", ")));
      }
      return sentences.join(" ");
    }
    case "noValidLine":
      return [
        t("No line of {0} is a valid event.", reason.fileName),
        ...describeContent(l10n, reason.content),
      ].join(" ");
    case "unreadable":
      return t("No events were found in the readable files.");
    case "outOfRange": {
      const { days } = reason;
      const first = days[0] ?? "";
      const last = days.at(-1) ?? "";
      const found =
        days.length === 1
          ? t("The only day with telemetry files is {0}.", first)
          : t(
              "There are telemetry files of {0} days from {1} to {2}.",
              days.length.toLocaleString(locale),
              first,
              last,
            );
      return `${t("There are no events in this range.")} ${found}`;
    }
  }
}

function describeContent({ t }: L10n, content: ForeignContent | undefined): string[] {
  switch (content) {
    case undefined:
      return [];
    case "utf16":
      return [t("It seems to be UTF-16; convert it to UTF-8.")];
    case "gzip":
      return [t("It seems to be compressed with gzip; decompress it.")];
    case "crLines":
      return [t("Its lines end with CR only; convert them to LF.")];
  }
}
