import { t } from "@vscode/l10n";
import { useRef, type ReactNode, type RefObject } from "react";
import { describeBytes } from "../../shared/byteSize.ts";
import { Button } from "../ui/Button.tsx";
import { ShareBar } from "../ui/ShareBar.tsx";
import { useFocusHeir } from "../ui/useFocusHeir.ts";
import "./ExportProgress.css";

interface ExportProgressProps {
  readonly readBytes: number;
  /** 0 until it is known where to save. */
  readonly totalBytes: number;
  readonly onCancel: () => void;
  /** Where the focus goes that is in here when the export ends. */
  readonly heir: RefObject<HTMLElement | null>;
}

/** How far a running export is. */
export function ExportProgress({
  readBytes,
  totalBytes,
  onCancel,
  heir,
}: ExportProgressProps): ReactNode {
  const progress = useRef<HTMLDivElement>(null);
  useFocusHeir(progress, heir);
  const isKnown = totalBytes > 0;
  const text = isKnown
    ? t("{0} of {1} read", describeBytes(readBytes), describeBytes(totalBytes))
    : t("Choose where to save…");
  return (
    <div className="export-progress" ref={progress}>
      <ShareBar
        role="progressbar"
        label={t("Export")}
        text={text}
        value={isKnown ? Math.min(readBytes, totalBytes) : undefined}
        max={totalBytes}
      />
      <span className="progress-text">{text}</span>
      <Button onClick={onCancel}>{t("Cancel")}</Button>
    </div>
  );
}
