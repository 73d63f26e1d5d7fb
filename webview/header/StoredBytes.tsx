import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeBytes } from "../../shared/byteSize.ts";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { describeDays } from "../format/counts.ts";
import { MeterBar } from "../ui/MeterBar.tsx";
import "./StoredBytes.css";

interface StoredBytesProps {
  readonly byteCount: number;
  readonly limits: Snapshot["limits"];
}

/** The size of the store and its limits, as text and as a meter. */
export function StoredBytes({ byteCount, limits }: StoredBytesProps): ReactNode {
  const { maxAgeDays, maxTotalBytes } = limits;
  const text = t(
    "{0} of {1}, kept for up to {2}",
    describeBytes(byteCount),
    describeBytes(maxTotalBytes),
    describeDays(maxAgeDays),
  );
  const ratio = maxTotalBytes === 0 ? 1 : Math.min(1, byteCount / maxTotalBytes);
  return (
    <span className="stored-bytes">
      {text}
      <MeterBar role="meter" label={t("Stored")} text={text} value={ratio * 100} max={100} />
    </span>
  );
}
