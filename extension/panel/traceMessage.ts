import type { ResultOf } from "../../shared/protocol/message.ts";
import type { PanelApi } from "../../shared/protocol/panelApi.ts";
import { MAX_PAGE_BYTES } from "../../shared/protocol/values.ts";
import type { LocatedEvent } from "../store/lineLocation.ts";
import type { TraceEvents } from "../store/query/traceEvents.ts";
import { toTraceEvent } from "./eventListRow.ts";
import { messageBytes, fitIntoMessage } from "./messageSize.ts";

/** The trace, cut to fit into one message; `at`, the requested event, is always included. */
export function fitTraceIntoMessage(
  { events, isCut, unreadFileCount }: TraceEvents,
  at: LocatedEvent,
): ResultOf<PanelApi, "readTrace"> {
  const rows = events.map(toTraceEvent);
  const fitting = fitIntoMessage(rows);
  if (fitting.length === rows.length) return { events: rows, isCut, unreadFileCount };
  const requested = toTraceEvent(at);
  const isRequested = ({ ref }: typeof requested) =>
    ref.fileName === requested.ref.fileName && ref.offset === requested.ref.offset;
  if (fitting.some(isRequested)) return { events: fitting, isCut: true, unreadFileCount };
  // It comes after all events that fit, so it is the last one.
  const first = fitIntoMessage(fitting, MAX_PAGE_BYTES - messageBytes(requested));
  return { events: [...first, requested], isCut: true, unreadFileCount };
}
