import * as v from "valibot";
import { DEFAULT_FORMAT } from "../../shared/formats.ts";
import {
  type Snapshot,
  FILE_COLUMNS,
  anchoredRange,
  eventRef,
  formatId,
  MAX_FILTER_LENGTH,
} from "../../shared/protocol/values.ts";
import { rangeKey } from "../format/rangeKey.ts";

/** Raised when the state saved by an older panel can no longer be read. */
const VERSION = 1;

const TABS = ["events", "files", "export"] as const;
export type Tab = (typeof TABS)[number];

const CHART_VIEWS = ["chart", "table"] as const;
export type ChartView = (typeof CHART_VIEWS)[number];

/** An invalid field falls back to its default and does not affect the others. */
const panelState = v.object({
  version: v.literal(VERSION),
  /** The folder shown last, see `sourceOf`; undefined before the first one. */
  source: v.fallback(v.optional(v.string()), undefined),
  range: v.fallback(anchoredRange.entries.range, { kind: "last7Days" }),
  chartView: v.fallback(v.picklist(CHART_VIEWS), "chart"),
  tab: v.fallback(v.picklist(TABS), "events"),
  format: v.fallback(formatId, DEFAULT_FORMAT),
  filter: v.fallback(
    v.object({
      text: v.pipe(v.string(), v.maxLength(MAX_FILTER_LENGTH)),
      errorsOnly: v.boolean(),
      newestFirst: v.boolean(),
    }),
    { text: "", errorsOnly: false, newestFirst: true },
  ),
  /** The event whose details are open. */
  selected: v.fallback(v.optional(eventRef), undefined),
  fileSort: v.fallback(v.object({ column: v.picklist(FILE_COLUMNS), isDescending: v.boolean() }), {
    column: "day",
    isDescending: true,
  }),
});

/** The user's choices in the panel, which survive a reload of the window. */
export type PanelState = Readonly<v.InferOutput<typeof panelState>>;

/** Filter and order of the event list. */
export type EventFilter = Readonly<PanelState["filter"]>;

/** Order of the file list. */
export type FileSort = Readonly<PanelState["fileSort"]>;

export const INITIAL_STATE: PanelState = v.parse(panelState, { version: VERSION });

/** Parses a saved state; returns the initial state if it is invalid or of another version. */
export function parsePanelState(saved: unknown): PanelState {
  const parsed = v.safeParse(panelState, saved);
  return parsed.success ? parsed.output : INITIAL_STATE;
}

export type PanelAction =
  | { readonly kind: "rangeChosen"; readonly range: PanelState["range"] }
  | { readonly kind: "chartViewChosen"; readonly chartView: ChartView }
  | { readonly kind: "tabChosen"; readonly tab: Tab }
  | { readonly kind: "formatChosen"; readonly format: PanelState["format"] }
  | { readonly kind: "filterChanged"; readonly filter: PanelState["filter"] }
  | { readonly kind: "eventSelected"; readonly ref: PanelState["selected"] }
  | { readonly kind: "filesSorted"; readonly sort: PanelState["fileSort"] }
  | { readonly kind: "errorsRequested" }
  | { readonly kind: "sourceShown"; readonly source: string };

/** Applies an action. Closes the open event if it may no longer be in the list. */
export function reducePanelState(state: PanelState, action: PanelAction): PanelState {
  switch (action.kind) {
    case "rangeChosen":
      return { ...withoutSelection(state), range: action.range };
    case "chartViewChosen":
      return { ...state, chartView: action.chartView };
    case "tabChosen":
      return { ...state, tab: action.tab };
    case "formatChosen":
      return { ...state, format: action.format };
    case "filterChanged":
      return { ...withoutSelection(state), filter: action.filter };
    case "eventSelected":
      return action.ref === undefined
        ? withoutSelection(state)
        : { ...state, selected: action.ref };
    case "filesSorted":
      return { ...state, fileSort: action.sort };
    case "sourceShown":
      // The open event belongs to another folder.
      return {
        ...(state.source === undefined ? state : withoutSelection(state)),
        source: action.source,
      };
    case "errorsRequested":
      return {
        ...withoutSelection(state),
        tab: "events",
        filter: { ...state.filter, text: "", errorsOnly: true },
      };
  }
}

/** Identifies the folder that a snapshot describes. */
export function sourceOf({ source: { kind, folder } }: Snapshot): string {
  return `${kind} ${folder}`;
}

/** Identifies the event list that the state requests. */
export function eventListKey({ source, range, filter }: PanelState): string {
  return JSON.stringify([source, rangeKey(range), filter]);
}

function withoutSelection(state: PanelState): PanelState {
  const { selected, ...rest } = state;
  return selected === undefined ? state : rest;
}
