import { dayTouches } from "../../shared/days.ts";
import { exportRangeToInstants } from "../../shared/exportRange.ts";
import { ProtocolError } from "../../shared/protocol/envelope.ts";
import { MAX_PAGE_BYTES, type EventRef } from "../../shared/protocol/values.ts";
import type { Clock } from "../recording/clock.ts";
import { readEventAt, type EventAt } from "../store/eventAt.ts";
import { createEventFilter } from "../store/eventFilter.ts";
import { EventQuery } from "../store/eventQuery.ts";
import type { FileSystem } from "../store/fileSystem.ts";
import { readTraceEvents } from "../store/traceEvents.ts";
import type { RequestHandlers } from "./dispatcher.ts";
import { toEventDetail } from "./eventDetail.ts";
import { toEventListRow, toTraceEvent } from "./eventListRow.ts";
import { existing } from "./fileHandlers.ts";
import type { StoreView } from "./storeView.ts";

/** More spans than anybody reads; a message with so many is far below 256 KiB. */
const MAX_TRACE_EVENTS = 500;

/** A row shows far less than its line has, but a message must hold for rows of any kind. */
const MAX_PAGE_LINE_BYTES = 4 * MAX_PAGE_BYTES;

export interface EventHandlersOptions {
  readonly fs: FileSystem;
  readonly clock: Clock;
  /** The source that is shown now. */
  readonly view: () => StoreView;
}

type EventHandlers = Pick<
  RequestHandlers,
  "queryEvents" | "pageEvents" | "readEvent" | "readTrace"
>;

/** The messages about single events. Only the last query is kept, with all its memory. */
export function createEventHandlers({ fs, clock, view }: EventHandlersOptions): EventHandlers {
  let queryCount = 0;
  let current: { readonly id: number; readonly query: EventQuery; end(): void } | undefined;

  const readAt = async (ref: EventRef): Promise<EventAt> => {
    const { file } = existing(view(), ref.fileName);
    const event = await readEventAt(fs, file, ref);
    if (event !== undefined) return event;
    throw new ProtocolError("notFound", "The event is no longer in its file.");
  };

  return {
    queryEvents: async (
      { view: { range, nowMs }, text, errorsOnly, newestFirst },
      { signal, report },
    ) => {
      const instants = exportRangeToInstants(range, nowMs);
      const summaries = await view().whenRead(signal);
      const query = new EventQuery({
        fs,
        clock,
        files: summaries.map(({ file }) => file).filter(({ day }) => dayTouches(day, instants)),
        range: instants,
        filter: createEventFilter({ text, errorsOnly }),
        newestFirst,
      });
      const superseded = new AbortController();
      const queryId = ++queryCount;
      current?.end();
      current = {
        id: queryId,
        query,
        end: () => {
          superseded.abort();
        },
      };
      const progress = await query.run(AbortSignal.any([signal, superseded.signal]), (state) => {
        report({ queryId, ...state });
      });
      return { queryId, ...progress };
    },

    pageEvents: async ({ queryId, offset, limit }) => {
      if (current?.id !== queryId) {
        throw new ProtocolError("notFound", "Another query has taken the place of this one.");
      }
      const events = await current.query.page(offset, limit, MAX_PAGE_LINE_BYTES);
      return { rows: withinMessage(events.map(toEventListRow)) };
    },

    readEvent: async ({ ref }) => toEventDetail(await readAt(ref)),

    readTrace: async ({ ref }, { signal }) => {
      const at = await readAt(ref);
      const files = view().summaries.map(({ file }) => file);
      const trace = await readTraceEvents(fs, files, at, { limit: MAX_TRACE_EVENTS, signal });
      return { ...trace, events: trace.events.map(toTraceEvent) };
    },
  };
}

/** As many of the rows as fit into one message, but at least one. */
function withinMessage<T>(rows: readonly T[]): T[] {
  let byteCount = 0;
  const fitting = rows.findIndex((row) => {
    byteCount += Buffer.byteLength(JSON.stringify(row)) + 1;
    return byteCount > MAX_PAGE_BYTES;
  });
  return rows.slice(0, fitting === -1 ? rows.length : Math.max(1, fitting));
}
