import { fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RequestHandlers } from "../../../extension/panel/dispatcher.ts";
import { queryState } from "../../support/queryState.ts";
import { layOut } from "../layout.ts";
import { createScriptedHost, type ScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";
import { renderEvents, shownRows } from "./renderEvents.tsx";
import { eventRow, NEWEST_MS, storeEvents } from "./storedEvents.ts";

layOut();

const FREQUENT = [
  { name: "event.1", count: 1_500 },
  { name: "event.2", count: 20 },
];

describe("the filter of the events", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is applied when typing pauses", async () => {
    const { filters } = await renderEvents(createScriptedHost(storeEvents(20).answers));
    type("e");
    await advance(200);
    type("event.1");
    await advance(249);
    expect(filters).toEqual([]);
    await advance(1);
    expect(filters.map(({ text }) => text)).toEqual(["event.1"]);
    expect(shownRows()).toHaveLength(11);
  });

  it("is applied immediately on Enter", async () => {
    const { filters } = await renderEvents(createScriptedHost(storeEvents(20).answers));
    type("event.7");
    fireEvent.keyDown(textField(), { key: "Enter" });
    expect(filters.map(({ text }) => text)).toEqual(["event.7"]);
  });

  it("keeps typed text when another part of it changes", async () => {
    const { filters } = await renderEvents(createScriptedHost(storeEvents(20).answers));
    type("event.7");
    fireEvent.click(screen.getByText("Show errors only"));
    await advance(1_000);
    expect(filters).toEqual([{ text: "event.7", errorsOnly: true, newestFirst: true }]);
  });

  it("shows text that is set from elsewhere", async () => {
    const { change } = await renderEvents(createScriptedHost(storeEvents(20).answers));
    type("typed");
    await change({ filter: { text: "given", errorsOnly: false, newestFirst: true } });
    await advance(1_000);
    expect(textField().value).toBe("given");
    await change({ filter: { text: "", errorsOnly: false, newestFirst: true } });
    expect(textField().value).toBe("");
  });

  it("can show errors only", async () => {
    const stored = storeEvents(9);
    stored.rows[4] = eventRow(4, { errorText: "ENOSPC" });
    await renderEvents(createScriptedHost(stored.answers));
    fireEvent.click(screen.getByText("Show errors only"));
    await settle();
    expect(shownRows().map((row) => row.textContent)).toEqual([expect.stringContaining("event.4")]);
  });

  it("can reverse the order", async () => {
    await renderEvents(createScriptedHost(storeEvents(9).answers));
    const order = document.querySelector<HTMLElement & { value: string }>("vscode-dropdown");
    if (order === null) throw new Error("There is no order dropdown.");
    order.value = "oldest";
    fireEvent.change(order);
    await settle();
    expect(shownRows()[0]?.textContent).toContain("event.8");
  });

  it("is set and cleared by clicking a frequent event", async () => {
    const { filters } = await renderEvents(createScriptedHost(storeEvents(20).answers), {
      frequentEvents: FREQUENT,
    });
    fireEvent.click(screen.getByText("1,500"));
    await settle();
    fireEvent.click(screen.getByText("1,500"));
    expect(filters.map(({ text }) => text)).toEqual(["event.1", ""]);
  });

  it("offers at most five frequent events", async () => {
    const frequentEvents = Array.from({ length: 9 }, (_, n) => ({ name: `often.${n}`, count: 9 }));
    await renderEvents(createScriptedHost(storeEvents(20).answers), { frequentEvents });
    expect(screen.getAllByText(/^often/).map(({ textContent }) => textContent)).toEqual([
      "often.0",
      "often.1",
      "often.2",
      "often.3",
      "often.4",
    ]);
  });

  it("truncates a very long name to the limit of the host", async () => {
    const { filters } = await renderEvents(createScriptedHost(storeEvents(20).answers), {
      frequentEvents: [{ name: "x".repeat(5_000), count: 1 }],
    });
    fireEvent.click(screen.getByText("x".repeat(5_000)));
    await settle();
    expect(filters[0]?.text).toHaveLength(200);
    expect(screen.getByText("No events in this range match the filter.")).toBeTruthy();
  });
});

describe("a running query", () => {
  it("is canceled when the filter or range changes, and when the view is unmounted", async () => {
    const { host, aborts } = slowHost();
    const { change, unmount } = await renderEvents(host);
    await change({ filter: { text: "x", errorsOnly: false, newestFirst: true } });
    expect(aborts.map(({ aborted }) => aborted)).toEqual([true, false]);
    await change({ view: { range: { kind: "allTime" }, nowMs: NEWEST_MS } });
    expect(aborts.map(({ aborted }) => aborted)).toEqual([true, true, false]);
    unmount();
    await settle();
    expect(aborts.map(({ aborted }) => aborted)).toEqual([true, true, true]);
  });

  it("is not restarted as time passes, but the next query uses the later time", async () => {
    const { host, aborts } = slowHost();
    const { change } = await renderEvents(host);
    await change({ view: { range: { kind: "last7Days" }, nowMs: NEWEST_MS + 5 } });
    expect(aborts).toHaveLength(1);
    await change({ filter: { text: "x", errorsOnly: false, newestFirst: true } });
    expect(host.requests.at(-1)?.params).toMatchObject({ view: { nowMs: NEWEST_MS + 5 } });
  });

  it("keeps the previous rows until it finds one", async () => {
    const stored = storeEvents(9);
    let isSlow = false;
    const host = createScriptedHost({
      ...stored.answers,
      queryEvents: (params, context) =>
        isSlow ? new Promise(() => undefined) : stored.answers.queryEvents(params, context),
    });
    const { change } = await renderEvents(host);
    isSlow = true;
    await change({ filter: { text: "event.3", errorsOnly: false, newestFirst: true } });
    expect(shownRows()).toHaveLength(9);
    expect(screen.getByRole("listbox").getAttribute("aria-busy")).toBe("true");
  });

  it("keeps the previous rows while it finds none, until it ends", async () => {
    const stored = storeEvents(9);
    let finish: (() => void) | undefined;
    const host = createScriptedHost({
      ...stored.answers,
      queryEvents: async (params, context) => {
        if (params.text === "") return stored.answers.queryEvents(params, context);
        const state = queryState({ queryId: 2, scannedCount: 1 });
        context.report(state);
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return state;
      },
    });
    const { change } = await renderEvents(host);
    await change({ filter: { text: "x", errorsOnly: false, newestFirst: true } });
    expect(shownRows()).toHaveLength(9);
    expect(screen.getByRole("status").textContent).toBe("Searching… 1 event scanned");
    finish?.();
    await settle();
    expect(shownRows()).toHaveLength(0);
    expect(screen.getByText("No events in this range match the filter.")).toBeTruthy();
  });

  it("starts at the top after a query without matches, not at the initial scroll position", async () => {
    const { change } = await renderEvents(createScriptedHost(storeEvents(900).answers), {
      initialScroll: 2_400,
    });
    await change({ filter: { text: "none", errorsOnly: false, newestFirst: true } });
    await change({ filter: { text: "", errorsOnly: false, newestFirst: true } });
    expect(screen.getByRole("listbox").scrollTop).toBe(0);
  });

  it("starts at the top when the filter changes", async () => {
    const { change } = await renderEvents(createScriptedHost(storeEvents(900).answers));
    screen.getByRole("listbox").scrollTop = 2_400;
    await settle();
    await change({ filter: { text: "event", errorsOnly: false, newestFirst: true } });
    expect(screen.getByRole("listbox").scrollTop).toBe(0);
  });
});

/** A host whose queries never finish, with the signals of all queries. */
function slowHost(): { readonly host: ScriptedHost; readonly aborts: readonly AbortSignal[] } {
  const aborts: AbortSignal[] = [];
  const queryEvents: RequestHandlers["queryEvents"] = (_, { signal }) => {
    aborts.push(signal);
    return new Promise(() => undefined);
  };
  return { host: createScriptedHost({ queryEvents }), aborts };
}

function textField(): HTMLElement & { value: string } {
  const field = document.querySelector<HTMLElement & { value: string }>("vscode-text-field");
  if (field === null) throw new Error("There is no text field.");
  return field;
}

function type(text: string): void {
  const field = textField();
  field.value = text;
  fireEvent.input(field);
}

async function advance(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds);
  await settle();
}
