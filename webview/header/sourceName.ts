import { t } from "@vscode/l10n";
import type { Snapshot } from "../../shared/protocol/values.ts";

type NamedSource = Snapshot["sources"][number];

/** The display name of a source; for a folder, the last part of its path. */
export function describeSource({ kind, folder = "" }: NamedSource): string {
  switch (kind) {
    case "own":
      return t("This extension");
    case "coder":
      return t("Coder extension");
    case "folder":
      return t("Folder {0}", lastPart(folder));
  }
}

/** Accepts Windows and POSIX paths. */
function lastPart(path: string): string {
  return (
    path
      .split(/[\\/]/)
      .filter((part) => part !== "")
      .at(-1) ?? path
  );
}
