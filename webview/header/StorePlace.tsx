import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { useHost } from "../host/HostContext.ts";
import { Link } from "../ui/Link.tsx";
import "./StorePlace.css";

/** Where the files are. */
export function StorePlace({ source }: { readonly source: Snapshot["source"] }): ReactNode {
  const host = useHost();
  if (source.folder === undefined) return null;
  return (
    <p className="store-place">
      <span>{t("{0} on {1}", source.folder, source.machine)}</span>
      <Link
        onClick={() => {
          host.tell("openFolder", {});
        }}
      >
        {t("Open Folder")}
      </Link>
    </p>
  );
}
