/**
 * Minimum widths in CSS pixels. Style sheets use them in queries, which cannot read custom
 * properties, as `(width < env(--two-months))`; the build inserts the pixels (vite.config.ts).
 */
export const BREAKPOINTS = {
  /** Page: wide side margins. */
  pageMargins: 500,
  /** Page: calendar beside the counts of the range. */
  pageColumns: 900,
  /** Page: facts side by side. */
  factColumns: 480,
  /** Calendar: two months of seven 40 px columns, and a 24 px gap. */
  twoMonths: 584,
  /** Chart: legend on one line. */
  legendLine: 400,
  /** Chart: minor labels below the bars. */
  barLabels: 576,
  /** Events: that many frequent events in one row. */
  threeChips: 480,
  fourChips: 660,
  fiveChips: 840,
  /** Event list: name, time and summary side by side. */
  eventColumns: 560,
  /** View: details beside the event list, and the columns of the file table. */
  viewColumns: 760,
} as const;
