import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { useHost } from "../host/HostContext.ts";
import { Link } from "../ui/Link.tsx";
import "./StoreLocation.css";

/** The folder and machine of the files. */
export function StoreLocation({ source }: { readonly source: Snapshot["source"] }): ReactNode {
  const host = useHost();
  if (source.folder === undefined) return null;
  return (
    <p className="store-location">
      <span>{t("{0} on {1}", source.folder, source.machine)}</span>
      <Link
        onClick={() => {
          host.send("openFolder", {});
        }}
      >
        {t("Reveal Folder")}
      </Link>
    </p>
  );
}
