import { screen } from "@testing-library/react";
import type { RequestHandlers } from "../../../extension/panel/dispatcher.ts";
import type { ScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";
import { eventRow, refOf, type StoredEvents } from "./storedEvents.ts";

/** Adds so many events before all others: "new.1", then "new.2" and so on, the last one first. */
export function record(stored: StoredEvents, count: number): void {
  for (let number = 1; number <= count; number++)
    stored.rows = [
      eventRow(-number, { ref: refOf(9_000 + number), name: `new.${number}` }),
      ...stored.rows,
    ];
}

export function queriesOf(host: ScriptedHost): number {
  return host.asked.filter(({ method }) => method === "queryEvents").length;
}

/** Queries that find their events at once, but end when the test says so. */
export function heldQueries(stored: StoredEvents): {
  readonly queryEvents: RequestHandlers["queryEvents"];
  readonly finish: () => Promise<void>;
} {
  let held: (() => void) | undefined;
  return {
    queryEvents: async (params, context) => {
      const state = await stored.answers.queryEvents(params, context);
      context.report(state);
      await new Promise<void>((resolve) => {
        held = resolve;
      });
      return state;
    },
    finish: async () => {
      held?.();
      await settle();
    },
  };
}

export async function scrollListTo(pixels: number): Promise<void> {
  screen.getByRole("listbox").scrollTop = pixels;
  await settle();
}
