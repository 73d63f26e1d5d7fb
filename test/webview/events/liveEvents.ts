import { screen } from "@testing-library/react";
import type { RequestHandlers } from "../../../extension/panel/dispatcher.ts";
import type { ScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";
import { eventRow, refOf, type StoredEvents } from "./storedEvents.ts";

/** Adds newer events, "new.1", "new.2", and so on. The last one is listed first. */
export function record(stored: StoredEvents, count: number): void {
  for (let number = 1; number <= count; number++)
    stored.rows = [
      eventRow(-number, { ref: refOf(9_000 + number), name: `new.${number}` }),
      ...stored.rows,
    ];
}

export function queriesOf(host: ScriptedHost): number {
  return host.requests.filter(({ method }) => method === "queryEvents").length;
}

/** Queries that report their matches immediately, but finish only when `finish` is called. */
export function pendingQueries(stored: StoredEvents): {
  readonly queryEvents: RequestHandlers["queryEvents"];
  readonly finish: () => Promise<void>;
} {
  let finishQuery: (() => void) | undefined;
  return {
    queryEvents: async (params, context) => {
      const state = await stored.answers.queryEvents(params, context);
      context.report(state);
      await new Promise<void>((resolve) => {
        finishQuery = resolve;
      });
      return state;
    },
    finish: async () => {
      finishQuery?.();
      await settle();
    },
  };
}

export async function scrollListTo(pixels: number): Promise<void> {
  screen.getByRole("listbox").scrollTop = pixels;
  await settle();
}
