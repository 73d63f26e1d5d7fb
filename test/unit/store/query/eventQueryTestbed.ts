import { promises as nodeFs } from "node:fs";
import { createEventFilter } from "../../../../extension/store/query/eventFilter.ts";
import {
  EventQuery,
  type EventQueryOptions,
  type PagedEvent,
} from "../../../../extension/store/query/eventQuery.ts";
import { listStoreFiles, type StoreFile } from "../../../../extension/store/storeFiles.ts";
import { ManualClock } from "../../../support/manualClock.ts";

type Options = Partial<Omit<EventQueryOptions, "filter">> & {
  readonly text?: string;
  readonly errorsOnly?: boolean;
};

/** A query of a folder, by default for all events. */
export async function makeQuery(
  folder: string,
  { text = "", errorsOnly = false, ...options }: Options = {},
): Promise<EventQuery> {
  return new EventQuery({
    fs: nodeFs,
    clock: new ManualClock(0),
    files: options.files ?? (await listStoreFiles(nodeFs, folder, options.range)),
    range: {},
    filter: createEventFilter({ text, errorsOnly }),
    newestFirst: false,
    ...options,
  });
}

/** A finished query. */
export async function runQuery(folder: string, options: Options = {}): Promise<EventQuery> {
  const query = await makeQuery(folder, options);
  await query.run(new AbortController().signal, () => undefined);
  return query;
}

/** All events that a query found. */
export function readAll(query: EventQuery): Promise<readonly PagedEvent[]> {
  return query.page(0, Number.MAX_SAFE_INTEGER, Infinity);
}

/** The ID of each event, or "gone" if it is no longer in its file. */
export function idsOfPage(page: readonly PagedEvent[]): string[] {
  return page.map(({ row }) => row?.event_id ?? "gone");
}

/** The only file in a folder. */
export async function onlyFile(folder: string): Promise<StoreFile> {
  const [file, ...others] = await listStoreFiles(nodeFs, folder);
  if (file === undefined || others.length > 0)
    throw new Error("The folder does not contain exactly one file.");
  return file;
}
