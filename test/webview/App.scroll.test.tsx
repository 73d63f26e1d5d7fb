import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { answersFor, makeSnapshot, openApp } from "./appFixture.tsx";
import { storeEvents } from "./events/storedEvents.ts";
import { layOut } from "./layout.ts";
import { settle } from "./settle.ts";

layOut();

async function openScrolled(): Promise<ReturnType<typeof openApp>> {
  const stored = storeEvents(2_000);
  stored.rows = stored.rows.map((row) => ({ ...row, errorText: "ENOSPC" }));
  const app = openApp({ ...answersFor(makeSnapshot()), ...stored.answers });
  (await findList()).scrollTop = 12_000;
  await settle();
  return app;
}

function findList(): Promise<HTMLElement> {
  return screen.findByRole("listbox", { name: /^Events/ });
}

async function openTab(name: string): Promise<void> {
  await userEvent.click(screen.getByRole("tab", { name }));
  await settle();
}

describe("the list of events", () => {
  it("restores its scroll position after a visit to another tab", async () => {
    await openScrolled();
    await openTab("Files");
    await openTab("Events");
    expect((await findList()).scrollTop).toBe(12_000);
  });

  it("scrolls to the top after the range changed on another tab", async () => {
    await openScrolled();
    await openTab("Files");
    await userEvent.click(screen.getByText("Last 30 days"));
    await openTab("Events");
    expect((await findList()).scrollTop).toBe(0);
  });

  it("scrolls to the top when a filter is set from another tab", async () => {
    await openScrolled();
    await openTab("Files");
    await userEvent.click(screen.getByText("Show 15 Errors"));
    await settle();
    expect((await findList()).scrollTop).toBe(0);
  });

  it("scrolls to the top when the folder changes", async () => {
    const { host } = await openScrolled();
    const source = { kind: "folder", folder: "/o", machine: "m", isReadOnly: true } as const;
    act(() => {
      host.emit("snapshot", makeSnapshot({ revision: 2, source }));
    });
    await settle();
    expect((await findList()).scrollTop).toBe(0);
  });
});
