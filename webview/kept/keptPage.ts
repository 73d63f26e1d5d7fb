import * as v from "valibot";
import type { HostPage } from "../host/vscodeApi.ts";
import { eventListKey, parsePanelState, type PanelState } from "./panelState.ts";

const scrolls = v.object({
  list: v.pipe(v.number(), v.minValue(0)),
  page: v.pipe(v.number(), v.minValue(0)),
  /** Which list of events `list` is of. */
  listOf: v.optional(v.string(), ""),
});

const kept = v.object({ state: v.unknown(), scrolls });

/**
 * What the page keeps over a reload. Scrolling changes nothing that is drawn, so it is kept beside
 * the state and not in it. Scrolls are in pixels.
 */
export class KeptPage {
  readonly #page: Pick<HostPage, "keep">;
  #state: PanelState;
  #scrolls: Readonly<v.InferOutput<typeof scrolls>>;

  constructor(page: Pick<HostPage, "keep" | "kept">) {
    this.#page = page;
    const parsed = v.safeParse(kept, page.kept);
    this.#state = parsePanelState(parsed.success ? parsed.output.state : undefined);
    this.#scrolls = parsed.success ? parsed.output.scrolls : { list: 0, page: 0, listOf: "" };
  }

  get state(): PanelState {
    return this.#state;
  }

  /** How far the page is scrolled. */
  get pageScroll(): number {
    return this.#scrolls.page;
  }

  /** How far the list of events in that state is scrolled: 0 for any but the last one. */
  listScroll(state: PanelState): number {
    return this.#scrolls.listOf === eventListKey(state) ? this.#scrolls.list : 0;
  }

  keepState(state: PanelState): void {
    this.#state = state;
    this.#keep();
  }

  keepPageScroll(page: number): void {
    this.#scrolls = { ...this.#scrolls, page };
    this.#keep();
  }

  keepListScroll(state: PanelState, list: number): void {
    this.#scrolls = { ...this.#scrolls, list, listOf: eventListKey(state) };
    this.#keep();
  }

  #keep(): void {
    this.#page.keep({ state: this.#state, scrolls: this.#scrolls });
  }
}
