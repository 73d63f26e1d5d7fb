import type { ParamsOf } from "../../shared/protocol/message.ts";
import type { PanelApi } from "../../shared/protocol/panelApi.ts";
import type { QueryState } from "../../shared/protocol/values.ts";
import { describeFailure, isCancelled } from "../format/failures.ts";
import type { HostClient } from "../host/hostClient.ts";
import { ObservedValue } from "../host/observedValue.ts";
import { EventPages, PAGE_ROWS, type LoadedPages } from "./eventPages.ts";

export type EventQuery = ParamsOf<PanelApi, "queryEvents">;

export type SearchPhase = "searching" | "done" | "stopped" | "failed";

/** What is to be seen of a search: one value that does not change. */
export interface SearchView {
  /** Rises whenever the rows of another query take the place of those shown; 0 before the first. */
  readonly shownId: number;
  /** Whether the rows shown came without having been asked for. */
  readonly isSilent: boolean;
  readonly rowCount: number;
  readonly pages: LoadedPages;
  /** The rows shown are of an earlier query than the one under way. */
  readonly isOutdated: boolean;
  /** A query runs, a silent one included. */
  readonly isBusy: boolean;
  readonly phase: SearchPhase;
  readonly state: QueryState | undefined;
  /** A sentence about what failed. */
  readonly problem: string | undefined;
  /** The revision of the store that the last query was started at; -1 before the first. */
  readonly revision: number;
}

interface Run {
  readonly abort: AbortController;
  readonly isSilent: boolean;
  readonly pages: EventPages;
  phase: SearchPhase;
  state: QueryState | undefined;
  problem: string | undefined;
}

/**
 * One query at a time and the rows of the last one that has any to show. The rows of the query
 * before stay until the new one has its first, or is known to have none.
 */
export class EventSearch {
  readonly view: ObservedValue<SearchView>;
  readonly #host: HostClient;
  #current: Run | undefined;
  #shown: Run | undefined;
  #shownId = 0;
  #revision = -1;

  constructor(host: HostClient) {
    this.#host = host;
    this.view = new ObservedValue(this.#makeView());
  }

  /**
   * Ends the query before. A silent one shows nothing of itself until it is done: its rows then
   * take the place of those shown.
   */
  start(query: EventQuery, revision: number, { isSilent }: { readonly isSilent: boolean }): void {
    this.end();
    // The host forgets a query with the next one, so its further rows cannot be had.
    this.#shown?.pages.close();
    this.#revision = revision;
    const run = this.#makeRun(isSilent);
    this.#current = run;
    this.#notify();
    void this.#run(run, query);
  }

  /** Keeps what was found so far. */
  stop(): void {
    const run = this.#current;
    if (run?.phase !== "searching") return;
    run.phase = "stopped";
    run.abort.abort();
    this.#show(run);
  }

  /** Gives up what is under way; nobody looks any more. */
  end(): void {
    this.#current?.abort.abort();
    this.#current?.pages.close();
    this.#current = undefined;
  }

  /** Loads the rows shown from `first` to `last`, both included. */
  want(first: number, last: number): void {
    this.#shown?.pages.want(first, last);
  }

  async #run(run: Run, query: EventQuery): Promise<void> {
    try {
      const state = await this.#host.request("queryEvents", query, {
        signal: run.abort.signal,
        onProgress: (progress) => {
          this.#update(run, progress);
        },
      });
      if (run !== this.#current || run.phase !== "searching") return;
      run.phase = "done";
      this.#update(run, state);
    } catch (failure) {
      if (run !== this.#current || run.phase !== "searching") return;
      run.phase = isCancelled(failure) ? "stopped" : "failed";
      if (run.phase === "failed") run.problem = describeFailure(failure);
      this.#show(run);
    }
  }

  #update(run: Run, state: QueryState): void {
    if (run !== this.#current || run.phase === "stopped") return;
    run.state = state;
    run.pages.setRowCount(state.matchedCount);
    if (run !== this.#shown && (run.phase === "done" || !run.isSilent)) {
      if (state.matchedCount > 0) run.pages.want(0, PAGE_ROWS - 1);
      else if (run.phase === "done") this.#show(run);
    }
    this.#notify();
  }

  /** The rows of the run take the place of those shown. */
  #show(run: Run): void {
    const keepsOldRows = run.isSilent && run.phase !== "done";
    if (run !== this.#shown && !keepsOldRows) {
      this.#shown?.pages.close();
      this.#shown = run;
      this.#shownId++;
    }
    this.#notify();
  }

  #makeRun(isSilent: boolean): Run {
    const run: Run = {
      abort: new AbortController(),
      isSilent,
      phase: "searching",
      state: undefined,
      problem: undefined,
      pages: new EventPages({
        load: async (offset, limit, signal) => {
          const queryId = run.state?.queryId ?? 0;
          const page = await this.#host.request(
            "pageEvents",
            { queryId, offset, limit },
            { signal },
          );
          return page.rows;
        },
        onChange: () => {
          if (run === this.#current) this.#show(run);
        },
        onFailed: (failure) => {
          if (run !== this.#current) return;
          run.problem = describeFailure(failure);
          this.#show(run);
        },
      }),
    };
    return run;
  }

  #makeView(): SearchView {
    const current = this.#current;
    const shown = this.#shown;
    const isBusy = current?.phase === "searching";
    const told = current?.isSilent === true && isBusy ? (shown ?? current) : current;
    return {
      shownId: this.#shownId,
      isSilent: shown?.isSilent ?? false,
      rowCount: shown?.pages.rowCount ?? 0,
      pages: shown?.pages.pages ?? new Map(),
      isOutdated: shown !== undefined && current !== shown && current?.isSilent !== true,
      isBusy,
      phase: told?.phase ?? "searching",
      state: told?.state,
      problem: told?.problem,
      revision: this.#revision,
    };
  }

  #notify(): void {
    this.view.set(this.#makeView());
  }
}
