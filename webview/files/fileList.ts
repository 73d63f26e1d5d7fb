import { MAX_PAGE_ROWS, type AnchoredRange, type FileRow } from "../../shared/protocol/values.ts";
import { describeFailure } from "../format/failures.ts";
import type { HostClient } from "../host/hostClient.ts";
import { ObservedValue } from "../host/observedValue.ts";
import type { FileSort } from "../kept/panelState.ts";

/** What is to be seen of the list: one value that does not change. */
export interface FileListView {
  /** The first files in their order; more can be had while there are fewer than `fileCount`. */
  readonly rows: readonly FileRow[];
  /** Undefined until the host has answered for the first time. */
  readonly fileCount: number | undefined;
  readonly isLoading: boolean;
  /** A sentence about what failed. */
  readonly problem: string | undefined;
  /** The revision of the store that was last asked for; -1 before. */
  readonly revision: number;
}

export interface FileQuery {
  readonly view: AnchoredRange;
  readonly sort: FileSort;
  readonly revision: number;
}

/** The files of a range, page by page. The rows before stay until the new ones are there. */
export class FileList {
  readonly view = new ObservedValue<FileListView>({
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

  /** Lists anew, as many files as are wanted at least, if there are so many. */
  start(query: FileQuery, wantedCount: number): void {
    this.#query = query;
    this.#set({ revision: query.revision });
    void this.#load(query, [], wantedCount);
  }

  /** Adds the next page; does nothing where there is none, or one is on its way. */
  loadMore(): void {
    const { rows, fileCount = 0, isLoading, problem } = this.view.get();
    if (isLoading || problem !== undefined || this.#query === undefined) return;
    if (rows.length < fileCount) void this.#load(this.#query, rows, rows.length + 1);
  }

  /** Gives up what is under way. */
  end(): void {
    this.#abort.abort();
  }

  async #load(query: FileQuery, before: readonly FileRow[], wantedCount: number): Promise<void> {
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
        isComplete = page.rows.length === 0 || rows.length >= Math.min(wantedCount, page.fileCount);
        // Files may have gone since the page before.
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
