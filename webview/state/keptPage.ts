import * as v from "valibot";
import type { HostPage } from "../host/vscodeApi.ts";
import { parsePanelState, type PanelState } from "./panelState.ts";

const scrolls = v.object({
  list: v.pipe(v.number(), v.minValue(0)),
  page: v.pipe(v.number(), v.minValue(0)),
});

const kept = v.object({ state: v.unknown(), scrolls });

/** How far the list of events and the page are scrolled, in pixels. */
export type Scrolls = Readonly<v.InferOutput<typeof scrolls>>;

/**
 * What the page keeps over a reload. Scrolling changes nothing that is drawn, so it is kept beside
 * the state and not in it.
 */
export class KeptPage {
  readonly #page: Pick<HostPage, "keep">;
  #state: PanelState;
  #scrolls: Scrolls;

  constructor(page: Pick<HostPage, "keep" | "kept">) {
    this.#page = page;
    const parsed = v.safeParse(kept, page.kept);
    this.#state = parsePanelState(parsed.success ? parsed.output.state : undefined);
    this.#scrolls = parsed.success ? parsed.output.scrolls : { list: 0, page: 0 };
  }

  get state(): PanelState {
    return this.#state;
  }

  get scrolls(): Scrolls {
    return this.#scrolls;
  }

  keepState(state: PanelState): void {
    this.#state = state;
    this.#keep();
  }

  keepScrolls(changed: Partial<Scrolls>): void {
    this.#scrolls = { ...this.#scrolls, ...changed };
    this.#keep();
  }

  #keep(): void {
    this.#page.keep({ state: this.#state, scrolls: this.#scrolls });
  }
}
