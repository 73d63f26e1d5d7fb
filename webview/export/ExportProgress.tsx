import { t } from "@vscode/l10n";
import { useRef, type ReactNode, type RefObject } from "react";
import { describeBytes } from "../../shared/byteSize.ts";
import { Button } from "../ui/Button.tsx";
import { MeterBar } from "../ui/MeterBar.tsx";
import { useFocusFallback } from "../ui/useFocusFallback.ts";
import "./ExportProgress.css";

interface ExportProgressProps {
  readonly readBytes: number;
  /** 0 until the user has selected where to save. */
  readonly totalBytes: number;
  readonly onCancel: () => void;
  /** Receives the focus if the export ends while its progress is focused. */
  readonly focusFallback: RefObject<HTMLElement | null>;
}

/** The progress of an export, with a Cancel button. */
export function ExportProgress({
  readBytes,
  totalBytes,
  onCancel,
  focusFallback,
}: ExportProgressProps): ReactNode {
  const progress = useRef<HTMLDivElement>(null);
  useFocusFallback(progress, focusFallback);
  const isKnown = totalBytes > 0;
  const text = isKnown
    ? t("Read {0} of {1}", describeBytes(readBytes), describeBytes(totalBytes))
    : t("Choose where to save the file…");
  return (
    <div className="export-progress" ref={progress}>
      <MeterBar
        role="progressbar"
        label={t("Exporting telemetry")}
        text={text}
        value={isKnown ? Math.min(readBytes, totalBytes) : undefined}
        max={totalBytes}
      />
      <span className="progress-text">{text}</span>
      <Button onClick={onCancel}>{t("Cancel")}</Button>
    </div>
  );
}
