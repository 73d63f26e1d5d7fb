import type { EmptyReason, ForeignContent } from "../export/emptyExport.ts";
import type { L10n } from "../platform/l10n.ts";

/** Why an export has no events, in a sentence or two. */
export function describeEmptyExport(l10n: L10n, reason: EmptyReason): string {
  const { t, locale } = l10n;
  switch (reason.kind) {
    case "noFiles": {
      const { directory, renamedCopies, compressedCopies, folders } = reason;
      const sentences = [t("There are no telemetry files in {0}.", directory)];
      if (renamedCopies.length > 0) {
        sentences.push(
          t(
            "These files look like renamed copies: {0}. Rename them to the pattern telemetry-YYYY-MM-DD-xxxxxxxx.jsonl.",
            renamedCopies.join(", "),
          ),
        );
      }
      if (compressedCopies.length > 0) {
        sentences.push(
          t(
            "These files look like compressed copies: {0}. Decompress them first.",
            compressedCopies.join(", "),
          ),
        );
      }
      if (folders.length > 0) {
        sentences.push(t("These subfolders contain telemetry files: {0}", folders.join(", ")));
      }
      return sentences.join(" ");
    }
    case "noValidLine":
      return [
        t("{0} contains no valid events.", reason.fileName),
        ...describeContent(l10n, reason.content),
      ].join(" ");
    case "unreadable":
      return t("No events were found in the readable files.");
    case "noEvents": {
      const { directory, hasFiles, irregular } = reason;
      return [
        ...(hasFiles ? [t("The telemetry files in {0} contain no events.", directory)] : []),
        ...describeIrregular(l10n, irregular),
      ].join(" ");
    }
    case "outOfRange": {
      const { days, irregular } = reason;
      const first = days[0] ?? "";
      const last = days.at(-1) ?? "";
      const found =
        days.length === 1
          ? t("The only day with telemetry files is {0}.", first)
          : t(
              "There are telemetry files for {0} days, from {1} to {2}.",
              days.length.toLocaleString(locale),
              first,
              last,
            );
      return [
        t("There are no events in this range."),
        found,
        ...describeIrregular(l10n, irregular),
      ].join(" ");
    }
  }
}

function describeIrregular({ t }: L10n, names: readonly string[]): string[] {
  const [name, ...others] = names;
  if (name === undefined) return [];
  return others.length === 0
    ? [t("{0} is not a regular file and was not read.", name)]
    : [t("{0} are not regular files and were not read.", names.join(", "))];
}

function describeContent({ t }: L10n, content: ForeignContent | undefined): string[] {
  switch (content) {
    case undefined:
      return [];
    case "utf16":
      return [t("It appears to be UTF-16. Convert it to UTF-8 first.")];
    case "gzip":
      return [t("It appears to be gzip-compressed. Decompress it first.")];
    case "crLines":
      return [t("Its lines end in CR only; convert the line endings to LF.")];
  }
}
