import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeBytes } from "../../shared/byteSize.ts";
import { shownText } from "../format/shownText.ts";
import { Problem } from "../ui/Problem.tsx";
import { ProgressRing } from "../ui/ProgressRing.tsx";
import { JsonText } from "./JsonText.tsx";
import type { PreviewState } from "./usePreview.ts";
import "./ExportPreview.css";

interface ExportPreviewProps {
  readonly state: PreviewState;
  readonly isRangeEmpty: boolean;
}

/** The beginning of the document that would be exported; nothing for an empty range. */
export function ExportPreview({ state, isRangeEmpty }: ExportPreviewProps): ReactNode {
  const { preview, failure, isLoading, selection } = state;
  if (isRangeEmpty || preview?.text === "") return null;
  const shown = shownText(preview?.text ?? "");

  return (
    <div className="export-preview">
      <h2>{t("Preview")}</h2>
      {failure !== undefined ? (
        <Problem>{failure}</Problem>
      ) : preview === undefined ? (
        <p className="preview-loading">
          <ProgressRing isSmall /> {t("Loading preview…")}
        </p>
      ) : (
        <>
          <p className="preview-caption">{describeExtent(shown.length, preview)}</p>
          {/* The key scrolls the preview of another range or format to its top. */}
          <pre
            key={selection}
            className="focus-inside"
            tabIndex={0}
            role="region"
            aria-label={t("Export preview")}
            aria-busy={isLoading}
          >
            <JsonText text={shown} />
          </pre>
        </>
      )}
    </div>
  );
}

/** Which part of the document is shown. */
function describeExtent(
  shownLength: number,
  { text, byteCount }: NonNullable<PreviewState["preview"]>,
): string {
  if (byteCount === undefined) return t("Beginning of the document");
  return shownLength < text.length
    ? t("Beginning of the document ({0} in total)", describeBytes(byteCount))
    : t("Complete document ({0})", describeBytes(byteCount));
}
