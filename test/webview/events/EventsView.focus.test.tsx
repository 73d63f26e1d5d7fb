import { act, fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { RequestHandlers } from "../../../extension/panel/dispatcher.ts";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import { queryState } from "../../support/queryState.ts";
import { layOut } from "../layout.ts";
import { createScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";
import { stubWindowFocus } from "../windowFocus.ts";
import { eventDetail, traceEvent } from "./eventDetail.ts";
import { renderEvents } from "./renderEvents.tsx";
import { refOf, storeEvents, type StoredEvents } from "./storedEvents.ts";

layOut();
const windowFocus = stubWindowFocus();

const NONE = { text: "none such", errorsOnly: false, newestFirst: true };

describe("the focus in the events", () => {
  it("moves to the list when a failed query is retried", async () => {
    const { answers } = storeEvents(3);
    await renderEvents(createScriptedHost({ ...answers, queryEvents: failOnce(answers) }));
    await press("Try Again");
    expect(document.activeElement).toBe(list());
  });

  it("moves to the list when a stopped query is restarted", async () => {
    const { answers } = storeEvents(3);
    let attempt = 0;
    const queryEvents: RequestHandlers["queryEvents"] = (params, context) => {
      if (++attempt > 1) return answers.queryEvents(params, context);
      context.report(queryState({ scannedCount: 5 }));
      return new Promise(() => undefined);
    };
    await renderEvents(createScriptedHost({ ...answers, queryEvents }));
    await press("Stop");
    expect(document.activeElement).toBe(place());
    await press("Search Again");
    expect(document.activeElement).toBe(list());
  });

  it("moves to the list when the query that fills it is stopped", async () => {
    const { answers } = storeEvents(500);
    const queryEvents: RequestHandlers["queryEvents"] = async (params, context) => {
      context.report(await answers.queryEvents(params, context));
      return new Promise(() => undefined);
    };
    await renderEvents(createScriptedHost({ ...answers, queryEvents }));
    await press("Stop");
    expect(document.activeElement).toBe(list());
  });

  it("moves to the list when a filter without matches is cleared", async () => {
    await renderEvents(createScriptedHost(storeEvents(3).answers), { filter: NONE });
    await press("Clear Filter");
    expect(document.activeElement).toBe(list());
  });

  it("stays at the place of a list that disappears, and returns with the list", async () => {
    const { change } = await renderEvents(createScriptedHost(storeEvents(3).answers));
    act(() => {
      list().focus();
    });
    await change({ filter: NONE });
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(document.activeElement).toBe(place());
    await change({ filter: { ...NONE, text: "" } });
    expect(document.activeElement).toBe(list());
  });

  it("is not taken from an element outside the view", async () => {
    const outside = document.body.appendChild(document.createElement("button"));
    const { change } = await renderEvents(createScriptedHost(storeEvents(3).answers));
    act(() => {
      list().focus();
      outside.focus();
    });
    await change({ filter: NONE });
    expect(document.activeElement).toBe(outside);
    outside.remove();
  });

  it("is not restored after the list was blurred", async () => {
    const { change } = await renderEvents(createScriptedHost(storeEvents(3).answers));
    act(() => {
      list().focus();
      list().blur();
    });
    await change({ filter: NONE });
    expect(document.activeElement).toBe(document.body);
  });

  it("is not taken from an element that was focused while the list was gone", async () => {
    const outside = document.body.appendChild(document.createElement("button"));
    const { change } = await renderEvents(createScriptedHost(storeEvents(3).answers));
    act(() => {
      list().focus();
    });
    windowFocus.isInside = false;
    await change({ filter: NONE });
    windowFocus.isInside = true;
    outside.focus();
    fireEvent.focus(window);
    expect(document.activeElement).toBe(outside);
    outside.remove();
  });

  it("is not taken from another window, but is restored when the window regains focus", async () => {
    const { change } = await renderEvents(createScriptedHost(storeEvents(3).answers));
    act(() => {
      list().focus();
    });
    windowFocus.isInside = false;
    fireEvent.blur(list());
    await change({ filter: NONE });
    expect(document.activeElement).toBe(document.body);
    windowFocus.isInside = true;
    fireEvent.focus(window);
    expect(document.activeElement).toBe(place());
  });

  it("moves to the detail when reading an event is retried", async () => {
    const { answers } = storeEvents(3);
    let attempt = 0;
    const readEvent: RequestHandlers["readEvent"] = ({ ref }) =>
      ++attempt === 1
        ? Promise.reject(new ProtocolError("io", "EACCES"))
        : Promise.resolve(eventDetail({ ref }));
    await renderEvents(createScriptedHost({ ...answers, readEvent }), { selected: refOf(1) });
    await press("Try Again");
    expect(document.activeElement).toBe(screen.getByRole("article"));
  });

  it("moves to the detail when reading a trace is retried", async () => {
    const { answers } = storeEvents(3);
    let attempt = 0;
    const host = createScriptedHost({
      ...answers,
      readEvent: ({ ref }) => Promise.resolve(eventDetail({ ref, traceId: "ab" })),
      readTrace: () =>
        ++attempt === 1
          ? Promise.reject(new ProtocolError("io", "EACCES"))
          : Promise.resolve({
              events: [traceEvent("a", undefined, 1), traceEvent("b", "a", 2)],
              isCut: false,
              unreadFileCount: 0,
            }),
    });
    await renderEvents(host, { selected: refOf(1) });
    await press("Try Again");
    expect(screen.getAllByRole("treeitem")).toHaveLength(2);
    expect(document.activeElement).toBe(screen.getByRole("article"));
  });
});

function list(): HTMLElement {
  return screen.getByRole("listbox");
}

/** The container of the list, which stays when the list has no rows. */
function place(): HTMLElement {
  return screen.getByRole("group", { name: "Matching events" });
}

function failOnce({ queryEvents }: StoredEvents["answers"]): RequestHandlers["queryEvents"] {
  let attempt = 0;
  return (params, context) =>
    ++attempt === 1
      ? Promise.reject(new ProtocolError("io", "The folder could not be read."))
      : queryEvents(params, context);
}

/** Focuses the button before the click, as the keyboard does. */
async function press(name: string): Promise<void> {
  const button = screen.getByText(name);
  act(() => {
    button.focus();
  });
  expect(document.activeElement).toBe(button);
  fireEvent.click(button);
  await settle();
}
