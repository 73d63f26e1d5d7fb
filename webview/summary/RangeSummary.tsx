import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeBytes } from "../../shared/byteSize.ts";
import type { RangeCount } from "../../shared/protocol/values.ts";
import { describeCount } from "../format/counts.ts";
import { Button } from "../ui/Button.tsx";
import "./RangeSummary.css";

interface RangeSummaryProps {
  /** Undefined while the range is counted. */
  readonly count: RangeCount | undefined;
  readonly onShowErrors: () => void;
}

/** The counts of the time range. */
export function RangeSummary({ count, onShowErrors }: RangeSummaryProps): ReactNode {
  const text = (value: number | undefined) => (value === undefined ? "–" : describeCount(value));
  return (
    <div className="range-summary">
      <dl aria-busy={count === undefined}>
        <div>
          <dt>{t("Events")}</dt>
          <dd>{text(count?.eventCount)}</dd>
        </div>
        <div className={count !== undefined && count.errorCount > 0 ? "has-errors" : ""}>
          <dt>{t("Errors")}</dt>
          <dd>{text(count?.errorCount)}</dd>
        </div>
        <div>
          <dt>{t("Files")}</dt>
          <dd>{text(count?.fileCount)}</dd>
        </div>
        <div>
          <dt>{t("Size")}</dt>
          <dd>{count === undefined ? "–" : describeBytes(count.byteCount)}</dd>
        </div>
        {count !== undefined && count.misfiledEventCount > 0 && (
          <div>
            <dt>{t("Misfiled")}</dt>
            <dd>{text(count.misfiledEventCount)}</dd>
          </div>
        )}
        {count !== undefined && count.skippedLineCount > 0 && (
          <div>
            <dt>{t("Skipped lines")}</dt>
            <dd>{text(count.skippedLineCount)}</dd>
          </div>
        )}
        {count !== undefined && count.unreadFileCount > 0 && (
          <div>
            <dt>{t("Unreadable files")}</dt>
            <dd>{text(count.unreadFileCount)}</dd>
          </div>
        )}
      </dl>
      {count !== undefined && count.errorCount > 0 && (
        <Button icon="error" onClick={onShowErrors}>
          {count.errorCount === 1
            ? t("Show 1 Error")
            : t("Show {0} Errors", describeCount(count.errorCount))}
        </Button>
      )}
    </div>
  );
}
