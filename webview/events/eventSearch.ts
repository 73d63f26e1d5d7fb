import type { ParamsOf } from "../../shared/protocol/message.ts";
import type { PanelApi } from "../../shared/protocol/panelApi.ts";
import type { QueryState } from "../../shared/protocol/values.ts";
import { describeFailure, isCancelled } from "../format/failures.ts";
import type { HostClient } from "../host/hostClient.ts";
import { ObservableValue } from "../host/observableValue.ts";
import { EventPages, PAGE_ROWS, type LoadedPages } from "./eventPages.ts";

export type EventQuery = ParamsOf<PanelApi, "queryEvents">;

export type SearchPhase = "searching" | "done" | "stopped" | "failed";

/** An immutable snapshot of a search. */
export interface SearchView {
  /** Increases when the rows of another query replace the shown ones; 0 before the first. */
  readonly shownId: number;
  /** Whether the shown rows are the result of a silent query. */
  readonly isSilent: boolean;
  readonly rowCount: number;
  readonly pages: LoadedPages;
  /** Whether the shown rows belong to an earlier query than the running one. */
  readonly isOutdated: boolean;
  /** Whether a query is running, silent or not. */
  readonly isBusy: boolean;
  readonly phase: SearchPhase;
  readonly state: QueryState | undefined;
  /** What failed, as a sentence. */
  readonly problem: string | undefined;
  /** The revision of the store at the start of the last query; -1 before the first. */
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
 * Runs one query at a time. The rows of the previous query remain until the new one has some, or is
 * known to have none.
 */
export class EventSearch {
  readonly view: ObservableValue<SearchView>;
  readonly #host: HostClient;
  #current: Run | undefined;
  #shown: Run | undefined;
  #shownId = 0;
  #revision = -1;

  constructor(host: HostClient) {
    this.#host = host;
    this.view = new ObservableValue(this.#makeView());
  }

  /**
   * Cancels the previous query. A silent query shows nothing until it is done; then its rows replace
   * the shown ones.
   */
  start(query: EventQuery, revision: number, { isSilent }: { readonly isSilent: boolean }): void {
    this.end();
    // The host discards the previous query, so no more of its rows can be loaded.
    this.#shown?.pages.close();
    this.#revision = revision;
    const run = this.#makeRun(isSilent);
    this.#current = run;
    this.#notify();
    void this.#run(run, query);
  }

  /** Stops the query and keeps the events found so far. */
  stop(): void {
    const run = this.#current;
    if (run?.phase !== "searching") return;
    run.phase = "stopped";
    run.abort.abort();
    this.#show(run);
  }

  /** Cancels the query when its result is no longer shown. */
  end(): void {
    this.#current?.abort.abort();
    this.#current?.pages.close();
    this.#current = undefined;
  }

  /** Loads the shown rows from `first` to `last`, both included. */
  loadRows(first: number, last: number): void {
    this.#shown?.pages.loadRows(first, last);
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
      if (state.matchedCount > 0) run.pages.loadRows(0, PAGE_ROWS - 1);
      else if (run.phase === "done") this.#show(run);
    }
    this.#notify();
  }

  /** Replaces the shown rows with those of the run. */
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
    const reported = current?.isSilent === true && isBusy ? (shown ?? current) : current;
    return {
      shownId: this.#shownId,
      isSilent: shown?.isSilent ?? false,
      rowCount: shown?.pages.rowCount ?? 0,
      pages: shown?.pages.pages ?? new Map(),
      isOutdated: shown !== undefined && current !== shown && current?.isSilent !== true,
      isBusy,
      phase: reported?.phase ?? "searching",
      state: reported?.state,
      problem: reported?.problem,
      revision: this.#revision,
    };
  }

  #notify(): void {
    this.view.set(this.#makeView());
  }
}
