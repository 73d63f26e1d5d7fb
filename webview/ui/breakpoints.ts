/**
 * Widths in CSS pixels, from each of which on there is room for more than below it. Style sheets
 * name them in queries, where no custom property is read, as `(width < env(--two-months))`: the
 * build puts the pixels there (vite.config.ts). Scripts read them here.
 */
export const BREAKPOINTS = {
  /** Of the page: for margins at its sides. */
  pageMargins: 500,
  /** Of the page: for the calendar beside the figures of the range. */
  pageColumns: 900,
  /** Of the page: for facts side by side. */
  factColumns: 480,
  /** Of the calendar: two months of seven columns of 40 px, and the 24 px between them. */
  twoMonths: 584,
  /** Of the chart: for its legend in one line. */
  legendLine: 400,
  /** Of the chart: for a name below each bar that has one. */
  barNames: 576,
  /** Of the events: for so many frequent ones in one row. */
  threeChips: 480,
  fourChips: 660,
  fiveChips: 840,
  /** Of the list of events: for name, time and summary side by side. */
  eventColumns: 560,
  /** Of a view: for the details beside the list of events, and for the columns of files. */
  viewColumns: 760,
} as const;
