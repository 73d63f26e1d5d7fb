import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeBytes } from "../../shared/byteSize.ts";
import { beginningOf, MAX_SHOWN_LENGTH } from "../format/beginning.ts";
import { Problem } from "../ui/Problem.tsx";
import { ProgressRing } from "../ui/ProgressRing.tsx";
import { JsonText } from "./JsonText.tsx";
import type { PreviewState } from "./usePreview.ts";
import "./ExportPreview.css";

interface ExportPreviewProps {
  readonly state: PreviewState;
  readonly isRangeEmpty: boolean;
}

/** The beginning of the document, as it would be written. */
export function ExportPreview({ state, isRangeEmpty }: ExportPreviewProps): ReactNode {
  const { preview, failure, isLoading, choice } = state;
  const shown = beginningOf(preview?.text ?? "", MAX_SHOWN_LENGTH);

  return (
    <div className="export-preview">
      <h2>{t("Preview")}</h2>
      {isRangeEmpty || preview?.text === "" ? (
        <p>{t("There are no events in this range, so there is nothing to preview.")}</p>
      ) : failure !== undefined ? (
        <Problem>{failure}</Problem>
      ) : preview === undefined ? (
        <p className="preview-loading">
          <ProgressRing isSmall /> {t("Reading the beginning of the document…")}
        </p>
      ) : (
        <>
          <p className="preview-caption">{describeExtent(shown.length, preview)}</p>
          {/* Another choice is another document, which is read from its top. */}
          <pre
            key={choice}
            className="focus-inside"
            tabIndex={0}
            role="region"
            aria-label={t("Preview of the document")}
            aria-busy={isLoading}
          >
            <JsonText text={shown} />
          </pre>
        </>
      )}
    </div>
  );
}

/** What of the document is shown. */
function describeExtent(
  shownLength: number,
  { text, byteCount }: NonNullable<PreviewState["preview"]>,
): string {
  if (byteCount === undefined) return t("Beginning of the document; the export continues");
  return shownLength < text.length
    ? t("Beginning of the document of {0}", describeBytes(byteCount))
    : t("The whole document, {0}", describeBytes(byteCount));
}
