import type { KeyboardEvent, ReactNode } from "react";
import { percent } from "../ui/percent.ts";
import type { Bucket, BucketSize } from "./buckets.ts";
import { bucketLabel } from "./bucketText.ts";

interface BarProps {
  readonly bucket: Bucket;
  readonly size: BucketSize;
  readonly index: number;
  /** Number of events at the top of the chart. */
  readonly top: number;
  readonly isTabStop: boolean;
  readonly onSelect: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly onEnter: () => void;
}

/** A bar with the errors at the bottom and the other events above. */
export function Bar({
  bucket,
  size,
  index,
  top,
  isTabStop,
  onSelect,
  onKeyDown,
  onFocus,
  onBlur,
  onEnter,
}: BarProps): ReactNode {
  const { eventCount, errorCount } = bucket;
  const plainCount = Math.max(eventCount - errorCount, 0);
  return (
    <button
      type="button"
      className="bars-bar"
      data-index={index}
      aria-label={bucketLabel(bucket, size)}
      tabIndex={isTabStop ? 0 : -1}
      onClick={onSelect}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={onBlur}
      onPointerEnter={onEnter}
    >
      {plainCount > 0 && (
        <span className="bars-events" style={{ blockSize: percent(plainCount, top) }} />
      )}
      {errorCount > 0 && (
        <span className="bars-errors" style={{ blockSize: percent(errorCount, top) }} />
      )}
    </button>
  );
}
