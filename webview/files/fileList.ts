import { MAX_PAGE_ROWS, type AnchoredRange, type FileRow } from "../../shared/protocol/values.ts";
import { describeFailure } from "../format/failures.ts";
import type { HostClient } from "../host/hostClient.ts";
import { ObservableValue } from "../host/observableValue.ts";
import type { FileSort } from "../kept/panelState.ts";

/** An immutable snapshot of the list. */
export interface FileListView {
  /** The files loaded so far; more can be loaded if there are fewer than `fileCount`. */
  readonly rows: readonly FileRow[];
  /** Undefined until the first response. */
  readonly fileCount: number | undefined;
  readonly isLoading: boolean;
  /** What failed, as a sentence. */
  readonly problem: string | undefined;
  /** The revision of the store at the last request; -1 before the first. */
  readonly revision: number;
}

export interface FileQuery {
  readonly view: AnchoredRange;
  readonly sort: FileSort;
  readonly revision: number;
}

/** The files of a range, page by page. The previous rows remain until new ones have been loaded. */
export class FileList {
  readonly view = new ObservableValue<FileListView>({
    rows: [],
    fileCount: undefined,
    isLoading: false,
    problem: undefined,
    revision: -1,
  });
  readonly #host: HostClient;
  #query: FileQuery | undefined;
  #abort = new AbortController();

  constructor(host: HostClient) {
    this.#host = host;
  }

  /** Lists the files from the start, at least `minCount` of them if there are that many. */
  start(query: FileQuery, minCount: number): void {
    this.#query = query;
    this.#set({ revision: query.revision });
    void this.#load(query, [], minCount);
  }

  /** Loads the next page, unless there is none or one is loading. */
  loadMore(): void {
    const { rows, fileCount = 0, isLoading, problem } = this.view.get();
    if (isLoading || problem !== undefined || this.#query === undefined) return;
    if (rows.length < fileCount) void this.#load(this.#query, rows, rows.length + 1);
  }

  /** Cancels the pending request. */
  end(): void {
    this.#abort.abort();
  }

  async #load(query: FileQuery, before: readonly FileRow[], minCount: number): Promise<void> {
    this.end();
    const abort = new AbortController();
    this.#abort = abort;
    this.#set({ isLoading: true, problem: undefined });
    const { view, sort } = query;
    let rows = before;
    try {
      let isComplete = false;
      while (!isComplete) {
        const page = await this.#host.request(
          "listFiles",
          {
            view,
            sortBy: sort.column,
            isDescending: sort.isDescending,
            offset: rows.length,
            limit: MAX_PAGE_ROWS,
          },
          { signal: abort.signal },
        );
        rows = [...rows, ...page.rows];
        isComplete = page.rows.length === 0 || rows.length >= Math.min(minCount, page.fileCount);
        // Files may have been deleted since the previous page.
        const fileCount = page.rows.length === 0 ? rows.length : page.fileCount;
        if (isComplete) this.#set({ rows, fileCount, isLoading: false });
      }
    } catch (failure) {
      if (abort.signal.aborted) return;
      this.#set({ isLoading: false, problem: describeFailure(failure) });
    }
  }

  #set(change: Partial<FileListView>): void {
    this.view.set({ ...this.view.get(), ...change });
  }
}
