import type { ReactNode } from "react";
import { percent } from "../ui/percent.ts";
import type { Bucket, BucketSize } from "./buckets.ts";
import { bucketCounts, bucketName } from "./bucketText.ts";

interface BucketTooltipProps {
  readonly bucket: Bucket;
  readonly size: BucketSize;
  /** Center of the bar, from 0 (left) to 1 (right). */
  readonly position: number;
}

/** The counts of a bar, which screen readers find in its label. */
export function BucketTooltip({ bucket, size, position }: BucketTooltipProps): ReactNode {
  const offset = percent(position);
  return (
    // Shifted back by the same percentage of its own width, so that it stays inside the chart.
    <div
      className="bucket-tooltip"
      aria-hidden="true"
      style={{ insetInlineStart: offset, transform: `translateX(-${offset})` }}
    >
      <strong>{bucketName(bucket, size)}</strong>
      <span>{bucketCounts(bucket)}</span>
    </div>
  );
}
