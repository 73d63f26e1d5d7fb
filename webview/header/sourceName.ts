import { t } from "@vscode/l10n";
import type { Snapshot } from "../../shared/protocol/values.ts";

type NamedSource = Snapshot["sources"][number];

/** What a source is called: of a chosen folder its last part. */
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

/** Of a path of any system. */
function lastPart(path: string): string {
  return (
    path
      .split(/[\\/]/)
      .filter((part) => part !== "")
      .at(-1) ?? path
  );
}
