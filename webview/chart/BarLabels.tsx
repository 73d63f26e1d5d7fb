import type { ReactNode } from "react";
import { percent } from "../ui/percent.ts";
import { barLabels } from "./axis.ts";
import type { Bucket, BucketSize } from "./buckets.ts";
import { bucketAxisText } from "./bucketText.ts";

interface BarLabelsProps {
  readonly buckets: readonly Bucket[];
  readonly size: BucketSize;
}

/** How many labels such as "17 Nov" or "Nov 2026" fit side by side in 520 px. */
const MAX_LABELS = { day: 10, month: 8, year: 12, century: 12 } as const;

/** Labels below some of the bars. */
export function BarLabels({ buckets, size }: BarLabelsProps): ReactNode {
  return (
    <div className="bars-labels" aria-hidden="true">
      {barLabels(buckets.length, MAX_LABELS[size]).map(({ index, isMinor }) => {
        const bucket = buckets[index];
        return (
          bucket && (
            <span
              key={index}
              {...(isMinor && { className: "bars-label-minor" })}
              style={{ insetInlineStart: percent(index + 0.5, buckets.length) }}
            >
              {bucketAxisText(bucket, size)}
            </span>
          )
        );
      })}
    </div>
  );
}
