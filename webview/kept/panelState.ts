import * as v from "valibot";
import {
  type Snapshot,
  FILE_COLUMNS,
  anchoredRange,
  eventRef,
  formatId,
  MAX_FILTER_LENGTH,
} from "../../shared/protocol/values.ts";
import { rangeKey } from "../format/rangeKey.ts";

/** Raised when what an older panel kept must not be read any more. */
const VERSION = 1;

const TABS = ["events", "files", "export"] as const;
export type Tab = (typeof TABS)[number];

const CHART_VIEWS = ["chart", "table"] as const;
export type ChartView = (typeof CHART_VIEWS)[number];

/** Each choice by itself: one that this version does not know leaves the others as they are. */
const panelState = v.object({
  version: v.literal(VERSION),
  /** The folder that was shown, by `sourceOf`; undefined before the first one. */
  source: v.fallback(v.optional(v.string()), undefined),
  range: v.fallback(anchoredRange.entries.range, { kind: "last7Days" }),
  chartView: v.fallback(v.picklist(CHART_VIEWS), "chart"),
  tab: v.fallback(v.picklist(TABS), "events"),
  format: v.fallback(formatId, "json"),
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

/** All that the user chose in the panel; it survives a reload of the window. */
export type PanelState = Readonly<v.InferOutput<typeof panelState>>;

/** Which events are listed, and in which order. */
export type EventFilter = Readonly<PanelState["filter"]>;

/** In which order files are listed. */
export type FileSort = Readonly<PanelState["fileSort"]>;

export const INITIAL_STATE: PanelState = v.parse(panelState, { version: VERSION });

/** What was kept, or the initial state where that is nothing this version knows. */
export function parsePanelState(kept: unknown): PanelState {
  const parsed = v.safeParse(panelState, kept);
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
  | { readonly kind: "errorsAsked" }
  | { readonly kind: "sourceShown"; readonly source: string };

/** The state after an action. An event that is open is closed where it may not be in the list. */
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
      // The event that was open is of another folder.
      return {
        ...(state.source === undefined ? state : withoutSelection(state)),
        source: action.source,
      };
    case "errorsAsked":
      return {
        ...withoutSelection(state),
        tab: "events",
        filter: { ...state.filter, text: "", errorsOnly: true },
      };
  }
}

/** Names the folder that a snapshot is of. */
export function sourceOf({ source: { kind, folder } }: Snapshot): string {
  return `${kind} ${folder}`;
}

/** Another text for another list of events that the state asks for; nobody reads it. */
export function eventListKey({ source, range, filter }: PanelState): string {
  return JSON.stringify([source, rangeKey(range), filter]);
}

function withoutSelection(state: PanelState): PanelState {
  const { selected, ...rest } = state;
  return selected === undefined ? state : rest;
}
