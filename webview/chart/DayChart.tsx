import { t } from "@vscode/l10n";
import { useEffect, useMemo, useRef, type ReactNode } from "react";
import type { DaySpan } from "../../shared/calendarDays.ts";
import type { DayCount } from "../../shared/protocol/values.ts";
import type { ChartView } from "../kept/panelState.ts";
import { Button } from "../ui/Button.tsx";
import { Bars } from "./Bars.tsx";
import { bucketSizeOf, bucketsOf, type Bucket } from "./buckets.ts";
import { BucketTable } from "./BucketTable.tsx";
import { chartCaption } from "./bucketText.ts";
import "./DayChart.css";

interface DayChartProps {
  /** Days with files, in chronological order. Days outside the range are ignored. */
  readonly days: readonly DayCount[];
  /** The whole days that the range touches; undefined if there are none. */
  readonly range: DaySpan | undefined;
  readonly view: ChartView;
  readonly onViewChange: (view: ChartView) => void;
  readonly onSelect: (span: DaySpan) => void;
}

/** Events and errors per day, or per month or year in long ranges, as bars or as a table. */
export function DayChart(props: DayChartProps): ReactNode {
  const { days, range: span, view, onViewChange, onSelect } = props;
  const size = span === undefined ? "day" : bucketSizeOf(span);
  const buckets = useMemo(
    () => (span === undefined ? [] : bucketsOf(days, span, size)),
    [days, span, size],
  );
  const caption = chartCaption(size);

  const isEmpty = buckets.every(({ fileCount }) => fileCount === 0);

  // If a selection removes the focused element, the focus moves to the tab stop.
  const section = useRef<HTMLElement>(null);
  const hasSelected = useRef(false);
  useEffect(() => {
    if (!hasSelected.current || isEmpty) return;
    hasSelected.current = false;
    if (document.activeElement !== document.body) return;
    section.current?.querySelector<HTMLElement>(".bars-bar[tabindex='0'], tbody button")?.focus();
  }, [buckets, isEmpty]);

  const selectBucket = ({ startDay, endDay }: Bucket) => {
    hasSelected.current = true;
    onSelect({ startDay, endDay });
  };

  return (
    <section className="day-chart" ref={section} aria-label={caption}>
      <div className="day-chart-head">
        <h2>{caption}</h2>
        <div className="day-chart-views" role="group" aria-label={t("View as")}>
          <Button
            icon="graph"
            isPressed={view === "chart"}
            onClick={() => {
              onViewChange("chart");
            }}
          >
            {t("Chart")}
          </Button>
          <Button
            icon="table"
            isPressed={view === "table"}
            onClick={() => {
              onViewChange("table");
            }}
          >
            {t("Table")}
          </Button>
        </div>
      </div>
      {view === "chart" ? (
        <Bars buckets={buckets} size={size} label={caption} onSelect={selectBucket} />
      ) : (
        <BucketTable buckets={buckets} size={size} caption={caption} onSelect={selectBucket} />
      )}
    </section>
  );
}
