import { t } from "@vscode/l10n";
import { useRef, type ReactNode } from "react";
import { EXPORT_FORMATS, getExportFormat, type ExportFormatId } from "../../shared/formats.ts";
import type { AnchoredRange, RangeCount } from "../../shared/protocol/values.ts";
import { useHost } from "../host/HostContext.ts";
import { useAction } from "../host/useAction.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { ExportOutcome } from "./ExportOutcome.tsx";
import { ExportPreview } from "./ExportPreview.tsx";
import { ExportProgress } from "./ExportProgress.tsx";
import { ExportTotals } from "./ExportTotals.tsx";
import type { ExportState } from "./useExport.ts";
import { usePreview } from "./usePreview.ts";
import "./ExportView.css";

interface ExportViewProps {
  readonly view: AnchoredRange;
  /** The counts of the range; undefined while counting. */
  readonly count: RangeCount | undefined;
  /** Increases when the stored data changes. */
  readonly dataRevision: number;
  readonly format: ExportFormatId;
  readonly onFormatChange: (format: ExportFormatId) => void;
  /** The state of `useExport`, which outlives this view. */
  readonly exporting: ExportState;
  readonly onExport: () => void;
  readonly onCancel: () => void;
}

/** Previews the export of a range and starts it. */
export function ExportView({
  view,
  count,
  dataRevision,
  format,
  onFormatChange,
  exporting,
  onExport,
  onCancel,
}: ExportViewProps): ReactNode {
  const host = useHost();
  const opening = useAction();
  const outcome = useRef<HTMLDivElement>(null);
  const preview = usePreview(view, format, dataRevision);
  const isRangeEmpty = count?.eventCount === 0;
  const isRunning = exporting.kind === "running";

  return (
    <div className="export-view">
      <RadioGroup
        label={t("Format")}
        value={format}
        options={EXPORT_FORMATS.map(({ id, label, detail }) => ({
          value: id,
          label,
          detail: t(detail),
        }))}
        onChange={onFormatChange}
      />
      <ExportTotals
        count={count}
        documentBytes={preview.isLoading ? undefined : preview.preview?.byteCount}
      />
      <div className="export-actions">
        <Button
          appearance="primary"
          icon="desktop-download"
          isDisabled={isRangeEmpty || isRunning}
          onClick={onExport}
        >
          {t("Export as {0}…", getExportFormat(format).label)}
        </Button>
        <Button
          icon="preview"
          isDisabled={isRangeEmpty || opening.isRunning}
          onClick={() => {
            void opening.run(() => host.request("openPreview", { view, format }));
          }}
        >
          {t("Open Preview in Editor")}
        </Button>
        {isRangeEmpty && <p>{t("No events to export")}</p>}
      </div>
      {opening.failure !== undefined && <Problem>{opening.failure}</Problem>}
      {isRunning && (
        <ExportProgress
          readBytes={exporting.readBytes}
          totalBytes={exporting.totalBytes}
          onCancel={onCancel}
          focusFallback={outcome}
        />
      )}
      <ExportOutcome state={exporting} onRetry={onExport} element={outcome} />
      <ExportPreview state={preview} isRangeEmpty={isRangeEmpty} />
    </div>
  );
}
