import { t } from "@vscode/l10n";
import type { ReactNode } from "react";
import { describeCount } from "../format/counts.ts";
import { totalOf, type Bucket, type BucketSize } from "./buckets.ts";
import { bucketIsoText } from "./bucketText.ts";

interface BucketTableProps {
  readonly buckets: readonly Bucket[];
  readonly size: BucketSize;
  readonly caption: string;
  readonly onSelect: (bucket: Bucket) => void;
}

/** The counts of the bars as a table, with a total. Buckets without files are omitted. */
export function BucketTable({ buckets, size, caption, onSelect }: BucketTableProps): ReactNode {
  const total = totalOf(buckets);
  return (
    <div className="bucket-table">
      <table>
        <caption className="hidden-text">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{firstColumnText(size)}</th>
            <th scope="col">{t("Events")}</th>
            <th scope="col">{t("Errors")}</th>
            <th scope="col">{t("Files")}</th>
            <th scope="col">{t("Skipped lines")}</th>
          </tr>
        </thead>
        <tbody>
          {buckets
            .filter(({ fileCount }) => fileCount > 0)
            .map((bucket) => (
              <tr key={bucket.startDay}>
                <th scope="row">
                  <button
                    type="button"
                    onClick={() => {
                      onSelect(bucket);
                    }}
                  >
                    {bucketIsoText(bucket, size)}
                  </button>
                </th>
                <CountCells counts={bucket} />
              </tr>
            ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("Total")}</th>
            <CountCells counts={total} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function CountCells({ counts }: { readonly counts: ReturnType<typeof totalOf> }): ReactNode {
  return (
    <>
      <td>{describeCount(counts.eventCount)}</td>
      <td>{describeCount(counts.errorCount)}</td>
      <td>{describeCount(counts.fileCount)}</td>
      <td>{describeCount(counts.skippedLineCount)}</td>
    </>
  );
}

function firstColumnText(size: BucketSize): string {
  switch (size) {
    case "day":
      return t("Day (UTC)");
    case "month":
      return t("Month (UTC)");
    case "year":
    case "century":
      return t("Years (UTC)");
  }
}
