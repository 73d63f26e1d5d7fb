import { act, render, screen, within, type RenderResult } from "@testing-library/react";
import { type ComponentProps, type ReactNode, useState } from "react";
import type { EventRef } from "../../../shared/protocol/values.ts";
import { EventsView } from "../../../webview/events/EventsView.tsx";
import { HostContext } from "../../../webview/host/HostContext.ts";
import type { EventFilter } from "../../../webview/kept/panelState.ts";
import type { ScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";
import { NEWEST_MS } from "./storedEvents.ts";

type Props = ComponentProps<typeof EventsView>;

export interface RenderedEvents extends RenderResult {
  /** What the view told, in order. */
  readonly filters: readonly EventFilter[];
  readonly selections: readonly (EventRef | undefined)[];
  readonly scrolls: readonly number[];
  /** Gives the view other properties. */
  readonly change: (props: Partial<Props>) => Promise<void>;
}

/** The view with a page around it that keeps what the user chose. */
export async function renderEvents(
  host: ScriptedHost,
  initial: Partial<Props> = {},
): Promise<RenderedEvents> {
  const filters: EventFilter[] = [];
  const selections: (EventRef | undefined)[] = [];
  const scrolls: number[] = [];
  let given: Partial<Props> = {};

  function Page(): ReactNode {
    const [filter, setFilter] = useState<EventFilter>(
      initial.filter ?? { text: "", errorsOnly: false, newestFirst: true },
    );
    const [selected, setSelected] = useState(initial.selected);
    return (
      <EventsView
        view={{ range: { kind: "last7Days" }, nowMs: NEWEST_MS }}
        dataRevision={1}
        eventCount={0}
        frequentEvents={[]}
        initialScroll={0}
        {...initial}
        filter={filter}
        selected={selected}
        onFilterChange={(next) => {
          filters.push(next);
          setFilter(next);
        }}
        onSelect={(ref) => {
          selections.push(ref);
          setSelected(ref);
        }}
        onScroll={(pixels) => {
          scrolls.push(pixels);
        }}
        {...given}
      />
    );
  }
  const page = () => (
    <HostContext value={host.client}>
      <Page />
    </HostContext>
  );
  const rendered = await act(() => Promise.resolve(render(page())));
  await settle();
  return Object.assign(rendered, {
    filters,
    selections,
    scrolls,
    change: async (props: Partial<Props>) => {
      given = { ...given, ...props };
      rendered.rerender(page());
      await settle();
    },
  });
}

/** The rows of the list that are drawn. */
export function shownRows(): HTMLElement[] {
  const list = screen.queryByRole("listbox", { name: /^Events/ });
  return list === null ? [] : within(list).getAllByRole("option");
}
