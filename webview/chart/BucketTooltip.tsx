import type { ReactNode } from "react";
import { percent } from "../ui/percent.ts";
import type { Bucket, BucketSize } from "./buckets.ts";
import { bucketFigures, bucketName } from "./bucketText.ts";

interface BucketTooltipProps {
  readonly bucket: Bucket;
  readonly size: BucketSize;
  /** Of the bar's middle in the chart, from 0 to 1. */
  readonly position: number;
}

/** The figures of a bar. A screen reader has them from the bar's name. */
export function BucketTooltip({ bucket, size, position }: BucketTooltipProps): ReactNode {
  const share = percent(position);
  return (
    // Moved back by the same share of its own width, it never leaves the chart.
    <div
      className="bucket-tooltip"
      aria-hidden="true"
      style={{ insetInlineStart: share, transform: `translateX(-${share})` }}
    >
      <strong>{bucketName(bucket, size)}</strong>
      <span>{bucketFigures(bucket)}</span>
    </div>
  );
}
