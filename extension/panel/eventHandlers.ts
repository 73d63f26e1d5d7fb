import { dayOverlaps } from "../../shared/days.ts";
import { exportRangeToInstants } from "../../shared/exportRange.ts";
import { ProtocolError } from "../../shared/protocol/envelope.ts";
import { MAX_PAGE_BYTES, type EventRef } from "../../shared/protocol/values.ts";
import type { Clock } from "../platform/clock.ts";
import { readEventAt, type EventAt } from "../store/query/eventAt.ts";
import { createEventFilter } from "../store/query/eventFilter.ts";
import { EventQuery } from "../store/query/eventQuery.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { FileSummary } from "../store/index/fileSummary.ts";
import { readTraceEvents } from "../store/query/traceEvents.ts";
import { UnreadableFileError } from "../store/reading/unreadableFile.ts";
import type { RequestHandlers } from "./dispatcher.ts";
import { toEventDetail } from "./eventDetail.ts";
import { toEventListRow } from "./eventListRow.ts";
import { requireFile } from "./fileHandlers.ts";
import { fitIntoMessage } from "./messageSize.ts";
import type { L10n } from "../platform/l10n.ts";
import type { StoreView } from "./storeView.ts";
import { fitTraceIntoMessage } from "./traceMessage.ts";

/** More spans than a user would read. */
const MAX_TRACE_EVENTS = 500;

/** Bounds the bytes read for one page; a row shows far less than its line. */
const MAX_PAGE_LINE_BYTES = 4 * MAX_PAGE_BYTES;

export interface EventHandlersOptions {
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly l10n: L10n;
  /** The source currently shown. */
  readonly view: () => StoreView;
  /** Its files, after flushing buffered events. Throws as `whenScanned` does. */
  readonly flushedSummaries: (signal: AbortSignal) => Promise<readonly FileSummary[]>;
}

/** Handlers for messages about events. Only the last query is kept in memory. */
export function createEventHandlers(options: EventHandlersOptions) {
  const { fs, clock, l10n, view, flushedSummaries } = options;
  const { t } = l10n;
  let queryCount = 0;
  let current: { readonly id: number; readonly query: EventQuery; end(): void } | undefined;
  /** The source of the events that the page knows; other sources may have the same file names. */
  let knownView = view();

  /** Ends the current query and frees its memory. */
  const endQuery = () => {
    current?.end();
    current = undefined;
  };

  const toProtocolError = (error: unknown): unknown => {
    if (!(error instanceof UnreadableFileError)) return error;
    const { fileName, reason } = error;
    const message = t("Could not read {0}: {1}", fileName, reason);
    return new ProtocolError("io", message, { cause: error });
  };

  const readAt = async (ref: EventRef): Promise<EventAt> => {
    const shown = view();
    if (shown !== knownView) {
      throw new ProtocolError("notFound", t("The panel now shows a different folder."));
    }
    const { file } = requireFile(shown, ref.fileName, t);
    try {
      const event = await readEventAt(fs, file, ref);
      if (event !== undefined) return event;
    } catch (error) {
      throw toProtocolError(error);
    }
    throw new ProtocolError("notFound", t("The event is no longer in its file."));
  };

  const requests = {
    queryEvents: async (
      { view: { range, nowMs }, text, errorsOnly, newestFirst },
      { signal, report },
    ) => {
      const instants = exportRangeToInstants(range, nowMs);
      const shown = view();
      const summaries = await flushedSummaries(signal);
      signal.throwIfAborted();
      const query = new EventQuery({
        fs,
        clock,
        files: summaries.map(({ file }) => file).filter(({ day }) => dayOverlaps(day, instants)),
        range: instants,
        filter: createEventFilter({ text, errorsOnly }),
        newestFirst,
      });
      const superseded = new AbortController();
      const queryId = ++queryCount;
      endQuery();
      current = {
        id: queryId,
        query,
        end: () => {
          superseded.abort();
        },
      };
      knownView = shown;
      const progress = await query.run(AbortSignal.any([signal, superseded.signal]), (state) => {
        report({ queryId, ...state });
      });
      return { queryId, ...progress };
    },

    pageEvents: async ({ queryId, offset, limit }) => {
      if (current?.id !== queryId) {
        const message = t("This search was replaced by a newer one.");
        throw new ProtocolError("notFound", message);
      }
      try {
        const events = await current.query.page(offset, limit, MAX_PAGE_LINE_BYTES);
        return { rows: fitIntoMessage(events.map(toEventListRow)) };
      } catch (error) {
        throw toProtocolError(error);
      }
    },

    readEvent: async ({ ref }) => toEventDetail(await readAt(ref), l10n),

    readTrace: async ({ ref }, { signal }) => {
      const files = view().summaries.map(({ file }) => file);
      const at = await readAt(ref);
      const trace = await readTraceEvents(fs, files, at, { limit: MAX_TRACE_EVENTS, signal });
      return fitTraceIntoMessage(trace, at);
    },
  } satisfies Partial<RequestHandlers>;
  return { requests, endQuery };
}
