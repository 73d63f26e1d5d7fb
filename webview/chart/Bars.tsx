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

/** Bars with their axes. They are one stop of Tab; arrow keys, Home and End go on from there. */
export function Bars({ buckets, size, label, onSelect }: BarsProps): ReactNode {
  const plot = useRef<HTMLDivElement>(null);
  // By their days: as a range moves on, a bar stands at another index.
  const [chosenDay, setChosenDay] = useState<UtcDay>();
  const [detailedDay, setDetailedDay] = useState<UtcDay>();

  const ticks = countTicks(Math.max(...buckets.map(({ eventCount }) => eventCount)));
  const top = ticks.at(-1) ?? 1;
  const withFiles = buckets.flatMap(({ fileCount }, index) => (fileCount > 0 ? [index] : []));
  const chosenIndex = buckets.findIndex(({ startDay }) => startDay === chosenDay);
  const stopIndex = withFiles.includes(chosenIndex) ? chosenIndex : withFiles.at(-1);
  const detailedIndex = buckets.findIndex(({ startDay }) => startDay === detailedDay);
  const detailed = buckets[detailedIndex];

  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && detailed !== undefined) {
      event.stopPropagation();
      setDetailedDay(undefined);
      return;
    }
    if (hasModifier(event)) return;
    const next = nextBarIndex(event.key, stopIndex, withFiles);
    if (next === undefined) return;
    event.preventDefault();
    plot.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus();
  };
  const hideDetails = () => {
    setDetailedDay(undefined);
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
        onPointerLeave={hideDetails}
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
              isTabStop={index === stopIndex}
              onSelect={() => {
                onSelect(bucket);
              }}
              onKeyDown={handleKeyDown}
              onBlur={hideDetails}
              onFocus={() => {
                setChosenDay(bucket.startDay);
                setDetailedDay(bucket.startDay);
              }}
              onEnter={() => {
                setDetailedDay(bucket.startDay);
              }}
            />
          ),
        )}
        {detailed !== undefined && (
          <BucketTooltip
            bucket={detailed}
            size={size}
            position={(detailedIndex + 0.5) / buckets.length}
          />
        )}
      </div>
      <BarLabels buckets={buckets} size={size} />
    </div>
  );
}
