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
  /** The filters that the view reported, in order. */
  readonly filters: readonly EventFilter[];
  readonly selections: readonly (EventRef | undefined)[];
  readonly scrolls: readonly number[];
  /** Renders the view again with changed properties. */
  readonly change: (props: Partial<Props>) => Promise<void>;
}

/** Renders the view in a page that keeps the filter and the selection. */
export async function renderEvents(
  host: ScriptedHost,
  initial: Partial<Props> = {},
): Promise<RenderedEvents> {
  const filters: EventFilter[] = [];
  const selections: (EventRef | undefined)[] = [];
  const scrolls: number[] = [];
  let changed: Partial<Props> = {};

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
        {...changed}
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
      changed = { ...changed, ...props };
      rendered.rerender(page());
      await settle();
    },
  });
}

/** The rendered rows of the list. */
export function shownRows(): HTMLElement[] {
  const list = screen.queryByRole("listbox", { name: /^Events/ });
  return list === null ? [] : within(list).getAllByRole("option");
}
