import type { ReactNode } from "react";
import type { Bucket, BucketSize } from "./buckets.ts";
import { bucketCounts, bucketName } from "./bucketText.ts";

interface BucketTooltipProps {
  readonly bucket: Bucket;
  readonly size: BucketSize;
  /** Center of the bar, from 0 (start) to 1 (end). */
  readonly position: number;
}

/** The counts of a bar, which screen readers find in its label. */
export function BucketTooltip({ bucket, size, position }: BucketTooltipProps): ReactNode {
  return (
    // The free space is divided as the bar divides the chart, so the tooltip stays inside.
    <div
      className="bucket-tooltip-row"
      aria-hidden="true"
      style={{ gridTemplateColumns: `${position}fr auto ${1 - position}fr` }}
    >
      <div className="bucket-tooltip">
        <strong>{bucketName(bucket, size)}</strong>
        <span>{bucketCounts(bucket)}</span>
      </div>
    </div>
  );
}
