import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { ProtocolError } from "../../shared/protocol/envelope.ts";
import { answersFor, makeSnapshot, openApp } from "./appFixture.tsx";

describe("the page of the Telemetry panel", () => {
  it("shows a loading message until the host answers", async () => {
    openApp({ ready: () => new Promise(() => undefined) });
    expect((await screen.findByRole("status")).textContent).not.toBe("");
  });

  it("shows the stored events once the host answers", async () => {
    openApp(answersFor(makeSnapshot()));
    expect((await screen.findByRole("heading", { level: 1 })).textContent).toContain("Telemetry");
    const region = screen.getByRole("region", { name: "Time range" });
    expect(await within(region).findByText("1,105")).toBeTruthy();
  });

  it("shows why loading failed, and tries again on request", async () => {
    let attempts = 0;
    openApp({
      ...answersFor(makeSnapshot()),
      ready: () => {
        attempts++;
        if (attempts === 1) {
          return Promise.reject(new ProtocolError("io", "The disk is on fire."));
        }
        return Promise.resolve({ strings: {}, snapshot: makeSnapshot() });
      },
    });
    expect(await screen.findByText(/The disk is on fire\./)).toBeTruthy();
    await userEvent.click(screen.getByText("Try Again"));
    expect(await screen.findByRole("heading", { level: 1 })).toBeTruthy();
  });

  it("counts the day selected in the calendar", async () => {
    openApp(answersFor(makeSnapshot()));
    const [november] = await screen.findAllByRole("grid");
    if (november === undefined) throw new Error("There is no calendar.");
    await userEvent.click(within(november).getByRole("button", { name: /17 November 2026/ }));
    expect(await screen.findByText("Show 12 Errors")).toBeTruthy();
  });

  it.each(["Events", "Files", "Preview and Export"])(
    "reports an empty range only once on the %s tab",
    async (tab) => {
      openApp(answersFor(makeSnapshot()));
      await userEvent.click(await screen.findByRole("tab", { name: tab }));
      await userEvent.click(await screen.findByRole("button", { name: /^Thursday, 19 November/ }));
      await screen.findByText("Nearest day with events: 20 Nov 2026");
      const messages = screen.getAllByText(/no (events|files) in/i, { ignore: ".hidden-text" });
      expect(messages.map(({ className }) => className)).toEqual(["range-empty"]);
    },
  );

  it("scrolls to the events when errors are requested", async () => {
    const scrolled: Element[] = [];
    const scrollIntoView = vi
      .spyOn(Element.prototype, "scrollIntoView")
      .mockImplementation(function (this: Element) {
        scrolled.push(this);
      });
    openApp(answersFor(makeSnapshot()));
    await userEvent.click(await screen.findByText("Show 15 Errors"));
    expect(scrolled.some((element) => element.contains(screen.getByRole("tablist")))).toBe(true);
    scrollIntoView.mockRestore();
  });

  it("queries only the errors of the range", async () => {
    const { host } = openApp(answersFor(makeSnapshot()));
    await userEvent.click(await screen.findByText("Show 15 Errors"));
    expect(
      host.requests.filter(({ method }) => method === "queryEvents").at(-1)?.params,
    ).toMatchObject({
      errorsOnly: true,
    });
  });

  it("shows a new snapshot when it arrives", async () => {
    const { host } = openApp(answersFor(makeSnapshot()));
    await screen.findByRole("heading", { level: 1 });
    host.emit("snapshot", makeSnapshot({ revision: 2, droppedEventCount: 77 }));
    expect(await screen.findByText(/77/)).toBeTruthy();
  });

  it("ignores older snapshots", async () => {
    const { host } = openApp(answersFor(makeSnapshot({ revision: 5 })));
    await screen.findByRole("heading", { level: 1 });
    host.emit("snapshot", makeSnapshot({ revision: 4, droppedEventCount: 77 }));
    host.emit("snapshot", makeSnapshot({ revision: 6, droppedEventCount: 88 }));
    expect(await screen.findByText(/88/)).toBeTruthy();
    expect(screen.queryByText(/77/)).toBeNull();
  });

  it("explains what will appear when nothing is stored yet", async () => {
    openApp(answersFor(makeSnapshot({ days: [] })));
    await screen.findByRole("heading", { level: 1 });
    expect(screen.queryByRole("tablist")).toBeNull();
    expect(screen.getAllByRole("heading").length).toBeGreaterThan(1);
  });

  it("restores its range and tab after a reload", async () => {
    const { kept } = openApp(answersFor(makeSnapshot()));
    await userEvent.click(await screen.findByText("Last 30 days"));
    await userEvent.click(screen.getByRole("tab", { name: "Files" }));
    const later = openApp(answersFor(makeSnapshot()), structuredClone(kept()));
    await within(later.container).findByRole("tablist");
    expect(
      within(later.container).getByRole("tab", { name: "Files" }).getAttribute("aria-selected"),
    ).toBe("true");
    expect(later.host.requests.find(({ method }) => method === "countRange")?.params).toMatchObject(
      {
        range: { kind: "last30Days" },
      },
    );
  });

  it.each([
    ["nothing", undefined],
    ["something else", "a text"],
    ["the state of a newer version", { state: { version: 99 }, scrolls: { list: 0, page: 0 } }],
  ])("starts with the defaults if the saved state is %s", async (_, kept) => {
    const { host } = openApp(answersFor(makeSnapshot()), kept);
    await screen.findByRole("heading", { level: 1 });
    expect(host.requests.find(({ method }) => method === "countRange")?.params).toMatchObject({
      range: { kind: "last7Days" },
    });
  });

  it("passes the accessibility rules that don't need layout", async () => {
    const { container } = openApp(answersFor(makeSnapshot()));
    await screen.findByRole("tablist");
    const { violations } = await axe.run(container, {
      // jsdom doesn't render, so contrast cannot be measured.
      rules: { "color-contrast": { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
