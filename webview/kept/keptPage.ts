import * as v from "valibot";
import type { HostPage } from "../host/vscodeApi.ts";
import { eventListKey, parsePanelState, type PanelState } from "./panelState.ts";

const scrolls = v.object({
  list: v.pipe(v.number(), v.minValue(0)),
  page: v.pipe(v.number(), v.minValue(0)),
  /** The event list that `list` belongs to. */
  listOf: v.optional(v.string(), ""),
});

const savedPage = v.object({ state: v.unknown(), scrolls });

/**
 * The state of the page that survives a reload. Scroll positions, in pixels, are separate from the
 * panel state, because scrolling must not cause a render.
 */
export class KeptPage {
  readonly #page: Pick<HostPage, "saveState">;
  #state: PanelState;
  #scrolls: Readonly<v.InferOutput<typeof scrolls>>;

  constructor(page: Pick<HostPage, "savedState" | "saveState">) {
    this.#page = page;
    const parsed = v.safeParse(savedPage, page.savedState);
    this.#state = parsePanelState(parsed.success ? parsed.output.state : undefined);
    this.#scrolls = parsed.success ? parsed.output.scrolls : { list: 0, page: 0, listOf: "" };
  }

  get state(): PanelState {
    return this.#state;
  }

  get pageScroll(): number {
    return this.#scrolls.page;
  }

  /** The scroll position of the state's event list; 0 for any list but the last one. */
  listScroll(state: PanelState): number {
    return this.#scrolls.listOf === eventListKey(state) ? this.#scrolls.list : 0;
  }

  saveState(state: PanelState): void {
    this.#state = state;
    this.#save();
  }

  savePageScroll(page: number): void {
    this.#scrolls = { ...this.#scrolls, page };
    this.#save();
  }

  saveListScroll(state: PanelState, list: number): void {
    this.#scrolls = { ...this.#scrolls, list, listOf: eventListKey(state) };
    this.#save();
  }

  #save(): void {
    this.#page.saveState({ state: this.#state, scrolls: this.#scrolls });
  }
}
