import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import { NEWEST_MS } from "../events/storedEvents.ts";
import { layOut } from "../layout.ts";
import { createScriptedHost, type ScriptedHost } from "../scriptedHost.ts";
import { settle } from "../settle.ts";
import { cellTexts, fileRows, renderFiles } from "./renderFiles.tsx";
import { fileRow, storeFiles } from "./storedFiles.ts";

layOut();

describe("a long list of files", () => {
  it("loads one page, and renders only visible files", async () => {
    const host = createScriptedHost(storeFiles(1_300).answers);
    await renderFiles(host);
    expect(offsetsOf(host)).toEqual([0]);
    expect(fileRows().length).toBeLessThan(60);
    expect(screen.getByRole("status").textContent).toBe("500 of 1,300 files");
    expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("1301");
    expect(fileRows()[0]?.getAttribute("aria-rowindex")).toBe("2");
  });

  it("loads the next page when its end becomes visible", async () => {
    const host = createScriptedHost(storeFiles(1_300).answers);
    await renderFiles(host);
    for (const pixels of [14_000, 28_000, 36_400]) await scrollTo(pixels);
    expect(offsetsOf(host)).toEqual([0, 500, 1_000]);
    expect(screen.getByRole("status").textContent).toBe("1,300 files");
    expect(cellTexts(fileRows().at(-1))[2]).toBe((1_299).toString(16).padStart(8, "0"));
  });

  it("requests the rest after a short response", async () => {
    const stored = storeFiles(40);
    stored.maxRows = 15;
    const host = createScriptedHost(stored.answers);
    await renderFiles(host);
    await scrollTo(1_120);
    expect(offsetsOf(host)).toEqual([0, 15, 30]);
    expect(screen.getByRole("status").textContent).toBe("40 files");
  });

  it("loads as many files as before when the store changes", async () => {
    const stored = storeFiles(1_300);
    const host = createScriptedHost(stored.answers);
    const { change } = await renderFiles(host);
    await scrollTo(14_000);
    await scrollTo(0);
    stored.rows[0] = fileRow(0, { eventCount: 99 });
    await change({ dataRevision: 2 });
    expect(offsetsOf(host)).toEqual([0, 500, 0, 500]);
    expect(cellTexts(fileRows()[0])[5]).toBe("99");
  });

  it("starts again for another range, and aborts the previous request", async () => {
    const aborts: AbortSignal[] = [];
    const host = createScriptedHost({
      listFiles: (_, { signal }) => {
        aborts.push(signal);
        return new Promise(() => undefined);
      },
    });
    const { change, unmount } = await renderFiles(host);
    await change({ view: { range: { kind: "last7Days" }, nowMs: NEWEST_MS + 1 } });
    expect(aborts).toHaveLength(1);
    await change({ view: { range: { kind: "allTime" }, nowMs: NEWEST_MS } });
    expect(aborts.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(screen.queryByRole("alert")).toBeNull();
    unmount();
    await settle();
    expect(aborts.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it("is loaded again if the store changed during a request", async () => {
    const { answers } = storeFiles(3);
    let finish: (() => void) | undefined;
    const host = createScriptedHost({
      listFiles: async (params, context) => {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return answers.listFiles(params, context);
      },
    });
    const { change } = await renderFiles(host);
    await change({ dataRevision: 2 });
    await change({ dataRevision: 3 });
    expect(offsetsOf(host)).toHaveLength(1);
    finish?.();
    await settle();
    expect(offsetsOf(host)).toHaveLength(2);
    finish?.();
    await settle();
    expect(offsetsOf(host)).toHaveLength(2);
  });

  it("ends at an empty response, whatever the file count", async () => {
    const stored = storeFiles(500);
    const host = createScriptedHost({
      listFiles: async (params, context) => ({
        ...(await stored.answers.listFiles(params, context)),
        fileCount: 600,
      }),
    });
    await renderFiles(host);
    await scrollTo(14_000);
    expect(screen.getByRole("status").textContent).toBe("500 files");
    expect(offsetsOf(host)).toEqual([0, 500]);
  });

  it("keeps its files if the next page cannot be loaded", async () => {
    const { answers } = storeFiles(600);
    const host = createScriptedHost({
      listFiles: (params, context) =>
        params.offset === 0
          ? answers.listFiles(params, context)
          : Promise.reject(new ProtocolError("io", "EACCES")),
    });
    await renderFiles(host);
    await scrollTo(14_000);
    await scrollTo(0);
    await scrollTo(14_000);
    expect(screen.getByRole("alert").textContent).toContain("EACCES");
    expect(offsetsOf(host)).toEqual([0, 500]);
    expect(fileRows().length).toBeGreaterThan(10);
  });
});

function offsetsOf(host: ScriptedHost): unknown[] {
  return host.requests.map(({ params }) => (params as { readonly offset: number }).offset);
}

async function scrollTo(pixels: number): Promise<void> {
  screen.getByRole("region", { name: "Files" }).scrollTop = pixels;
  await settle();
}
