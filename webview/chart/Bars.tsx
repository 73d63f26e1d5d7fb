import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { UtcDay } from "../../shared/days.ts";
import { compactCount } from "../format/compactCount.ts";
import { hasModifier } from "../ui/hasModifier.ts";
import { percent } from "../ui/percent.ts";
import { countTicks } from "./axis.ts";
import { Bar } from "./Bar.tsx";
import { BarLabels } from "./BarLabels.tsx";
import { BarsLegend } from "./BarsLegend.tsx";
import type { Bucket, BucketSize } from "./buckets.ts";
import { BucketTooltip } from "./BucketTooltip.tsx";
import { nextBarIndex } from "./nextBarIndex.ts";
import "./Bars.css";

interface BarsProps {
  readonly buckets: readonly Bucket[];
  readonly size: BucketSize;
  readonly label: string;
  readonly onSelect: (bucket: Bucket) => void;
}

/** A bar chart with axes. It has one tab stop; arrow keys, Home and End move between bars. */
export function Bars({ buckets, size, label, onSelect }: BarsProps): ReactNode {
  const plot = useRef<HTMLDivElement>(null);
  // By day, because the index of a bar changes as the range moves.
  const [activeDay, setActiveDay] = useState<UtcDay>();
  const [tooltipDay, setTooltipDay] = useState<UtcDay>();

  const ticks = countTicks(Math.max(...buckets.map(({ eventCount }) => eventCount)));
  const top = ticks.at(-1) ?? 1;
  const focusable = buckets.flatMap(({ fileCount }, index) => (fileCount > 0 ? [index] : []));
  const activeIndex = buckets.findIndex(({ startDay }) => startDay === activeDay);
  const tabStopIndex = focusable.includes(activeIndex) ? activeIndex : focusable.at(-1);
  const tooltipIndex = buckets.findIndex(({ startDay }) => startDay === tooltipDay);
  const tooltipBucket = buckets[tooltipIndex];

  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && tooltipBucket !== undefined) {
      event.stopPropagation();
      setTooltipDay(undefined);
      return;
    }
    if (hasModifier(event)) return;
    const next = nextBarIndex(event.key, tabStopIndex, focusable);
    if (next === undefined) return;
    event.preventDefault();
    plot.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus();
  };
  const hideTooltip = () => {
    setTooltipDay(undefined);
  };

  return (
    <div className="bars">
      <BarsLegend />
      <div className="bars-ticks" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ insetBlockEnd: percent(tick, top) }}>
            {compactCount(tick)}
          </span>
        ))}
      </div>
      <div
        className="bars-plot"
        role="group"
        aria-label={label}
        ref={plot}
        onPointerLeave={hideTooltip}
      >
        {ticks.map((tick) => (
          <div key={tick} className="bars-line" style={{ insetBlockEnd: percent(tick, top) }} />
        ))}
        {buckets.map((bucket, index) =>
          bucket.fileCount === 0 ? (
            <div key={bucket.startDay} className="bars-gap" />
          ) : (
            <Bar
              key={bucket.startDay}
              bucket={bucket}
              size={size}
              index={index}
              top={top}
              isTabStop={index === tabStopIndex}
              onSelect={() => {
                onSelect(bucket);
              }}
              onKeyDown={handleKeyDown}
              onBlur={hideTooltip}
              onFocus={() => {
                setActiveDay(bucket.startDay);
                setTooltipDay(bucket.startDay);
              }}
              onEnter={() => {
                setTooltipDay(bucket.startDay);
              }}
            />
          ),
        )}
        {tooltipBucket !== undefined && (
          <BucketTooltip
            bucket={tooltipBucket}
            size={size}
            position={(tooltipIndex + 0.5) / buckets.length}
          />
        )}
      </div>
      <BarLabels buckets={buckets} size={size} />
    </div>
  );
}
