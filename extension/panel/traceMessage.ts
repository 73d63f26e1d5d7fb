import type { ResultOf } from "../../shared/protocol/message.ts";
import type { PanelApi } from "../../shared/protocol/panelApi.ts";
import { MAX_PAGE_BYTES } from "../../shared/protocol/values.ts";
import type { PlacedEvent } from "../store/linePlace.ts";
import type { TraceEvents } from "../store/query/traceEvents.ts";
import { toTraceEvent } from "./eventListRow.ts";
import { messageBytes, withinMessage } from "./messageSize.ts";

/** The trace as it fits into one message; `at`, the event that was asked for, is always in it. */
export function traceWithinMessage(
  { events, isCut, unreadFileCount }: TraceEvents,
  at: PlacedEvent,
): ResultOf<PanelApi, "readTrace"> {
  const rows = events.map(toTraceEvent);
  const fitting = withinMessage(rows);
  if (fitting.length === rows.length) return { events: rows, isCut, unreadFileCount };
  const asked = toTraceEvent(at);
  const isAsked = ({ ref }: typeof asked) =>
    ref.fileName === asked.ref.fileName && ref.offset === asked.ref.offset;
  if (fitting.some(isAsked)) return { events: fitting, isCut: true, unreadFileCount };
  // It comes later than all that fit, and so takes the last place.
  const first = withinMessage(fitting, MAX_PAGE_BYTES - messageBytes(asked));
  return { events: [...first, asked], isCut: true, unreadFileCount };
}
