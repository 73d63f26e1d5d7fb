import type { RequestHandlers } from "../../../extension/panel/dispatcher.ts";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import type { EventListRow, EventRef } from "../../../shared/protocol/values.ts";
import { queryState } from "../../support/queryState.ts";

/** 2026-11-17 09:41:23.123 in UTC. */
export const NEWEST_MS = 1_794_908_483_123;

export interface StoredEvents {
  /** In list order. */
  rows: EventListRow[];
  readonly answers: Pick<RequestHandlers, "queryEvents" | "pageEvents">;
  /** The most rows in one response. */
  maxRows: number;
}

/** The reference of an event by its number. */
export function refOf(number: number): EventRef {
  return { fileName: "telemetry-2026-11-17-ab12cd34.jsonl", offset: number * 300, byteCount: 280 };
}

/** The row of an event by its number. Each event is one second older than the previous one. */
export function eventRow(number: number, change: Partial<EventListRow> = {}): EventListRow {
  return {
    ref: refOf(number),
    timeMs: NEWEST_MS - number * 1_000,
    name: `event.${number}`,
    summary: `result=success reason=${number}`,
    ...change,
  };
}

/** A host that answers immediately, and keeps only the latest query. */
export function storeEvents(count: number): StoredEvents {
  let queryId = 0;
  let found: EventListRow[] = [];
  const stored: StoredEvents = {
    rows: Array.from({ length: count }, (_, number) => eventRow(number)),
    maxRows: 500,
    answers: {
      queryEvents: ({ text, errorsOnly, newestFirst }) => {
        queryId++;
        found = stored.rows.filter(
          ({ name, errorText }) => name.includes(text) && (!errorsOnly || errorText !== undefined),
        );
        if (!newestFirst) found.reverse();
        const [matchedCount, scannedCount] = [found.length, stored.rows.length];
        return Promise.resolve(queryState({ queryId, matchedCount, scannedCount }));
      },
      pageEvents: ({ queryId: requestedId, offset, limit }) =>
        requestedId === queryId
          ? Promise.resolve({
              rows: found.slice(offset, offset + Math.min(limit, stored.maxRows)),
            })
          : Promise.reject(new ProtocolError("notFound", "The query is over.")),
    },
  };
  return stored;
}
