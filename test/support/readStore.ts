import { promises as nodeFs } from "node:fs";
import type { InstantRange } from "../../shared/days.ts";
import type { EventRow } from "../../shared/event.ts";
import { readEvents } from "../../extension/store/reading/eventStream.ts";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";
import { ReadReport } from "../../extension/store/reading/readReport.ts";
import { listStoreFiles, type StoreFile } from "../../extension/store/storeFiles.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** An event that was read, with copies of buffers that will be reused. */
export interface ReadEvent {
  readonly fileName: string;
  readonly row: EventRow;
  /** The bytes of the event as text. They must be UTF-8. */
  readonly json: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly schemaVersion: number;
}

export interface ReadResult {
  readonly events: readonly ReadEvent[];
  readonly report: ReadReport;
}

export interface ReadStoreOptions {
  readonly fs?: FileSystem;
  readonly range?: InstantRange;
  readonly order?: "time" | "session";
  /** Replaces the files of the folder. */
  readonly files?: readonly StoreFile[];
}

/** Reads all events in the range from the telemetry files of a folder. */
export async function readStore(
  directory: string,
  { fs = nodeFs, range = {}, order = "time", files }: ReadStoreOptions = {},
): Promise<ReadResult> {
  const report = new ReadReport();
  const events: ReadEvent[] = [];
  const chosen = files ?? (await listStoreFiles(fs, directory, range));
  for await (const batch of readEvents(fs, chosen, { range, order, report })) {
    for (const { row, bytes, start, end, source } of batch) {
      events.push({
        fileName: source.file.name,
        row,
        json: UTF8.decode(bytes.subarray(start, end)),
        context: source.context,
        schemaVersion: source.schemaVersion,
      });
    }
  }
  return { events, report };
}

/** The IDs of the events, in order. */
export function idsOf(events: readonly { readonly row: EventRow }[]): string[] {
  return events.map(({ row }) => row.event_id);
}
