import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import type { AnchoredRange, Preview } from "../../../shared/protocol/values.ts";
import { createScriptedHost, type ScriptedHost } from "../scriptedHost.ts";
import { requestsFor, chooseFormat, LAST_WEEK, showExport, SOME_EVENTS } from "./exportFixture.tsx";

const YESTERDAY: AnchoredRange = { ...LAST_WEEK, range: { kind: "last24Hours" } };

interface PendingHost {
  readonly host: ScriptedHost;
  /** Answers the oldest pending request, or waits for the next one. */
  readonly answer: (preview: Preview) => Promise<void>;
  /** Whether each request so far was aborted. */
  readonly aborted: readonly boolean[];
}

/** A host whose previews are answered one by one. */
function pendingHost(): PendingHost {
  const pending: ((preview: Preview) => void)[] = [];
  const aborted: boolean[] = [];
  const host = createScriptedHost({
    preview: (_, { signal }) =>
      new Promise((resolve) => {
        const index = aborted.push(false) - 1;
        signal.addEventListener("abort", () => (aborted[index] = true));
        pending.push(resolve);
      }),
  });
  const answer = async (preview: Preview) => {
    await waitFor(() => {
      expect(pending).not.toHaveLength(0);
    });
    pending.shift()?.(preview);
  };
  return { host, answer, aborted };
}

function region(): Promise<HTMLElement> {
  return screen.findByRole("region", { name: "Export preview" });
}

describe("the preview", () => {
  it("shows the beginning with syntax highlighting, and says that there is more", async () => {
    const text = '[\n{"<b>":"<i>",\n';
    showExport(createScriptedHost({ preview: () => Promise.resolve({ text }) }));
    const pre = await region();
    expect(pre.textContent).toBe(text);
    expect([...pre.children].map(({ className }) => className)).toEqual([
      "json-name",
      "json-string",
    ]);
    expect(screen.getByText("Beginning of the document")).toBeDefined();
  });

  it("says if the document is complete", async () => {
    const preview = { text: "[]", byteCount: 12_595 };
    showExport(createScriptedHost({ preview: () => Promise.resolve(preview) }));
    expect(await screen.findByText("Complete document (12.30KB)")).toBeDefined();
  });

  it("renders at most 64 KB and says so", async () => {
    const preview = { text: "x".repeat(70_000), byteCount: 70_000 };
    showExport(createScriptedHost({ preview: () => Promise.resolve(preview) }));
    expect((await region()).textContent).toHaveLength(65_536);
    expect(screen.getByText("Beginning of the document (68.36KB in total)")).toBeDefined();
  });

  it("can be scrolled by keyboard", async () => {
    showExport(createScriptedHost({ preview: () => Promise.resolve({ text: "[" }) }));
    expect((await region()).tabIndex).toBe(0);
  });

  it("shows that it is loading, and why loading failed", async () => {
    const preview = () => Promise.reject(new ProtocolError("io", "The folder is gone."));
    showExport(createScriptedHost({ preview }));
    expect(screen.getByText("Loading preview…")).toBeDefined();
    expect((await screen.findByRole("alert")).textContent).toContain("The folder is gone.");
  });

  it("is not shown if the document would be empty", async () => {
    const preview = { text: "", byteCount: 0 };
    showExport(createScriptedHost({ preview: () => Promise.resolve(preview) }), {});
    await waitFor(() => {
      expect(screen.queryByText("Preview")).toBeNull();
    });
  });

  it("of another format aborts the previous one", async () => {
    const { host, aborted } = pendingHost();
    showExport(host);
    chooseFormat("otlp");
    await waitFor(() => {
      expect(aborted).toEqual([true, false]);
    });
    expect(requestsFor(host, "preview").at(-1)).toEqual({ view: LAST_WEEK, format: "otlp" });
  });

  it("stays until the preview of another range is loaded", async () => {
    const { host, answer } = pendingHost();
    const { showAgain } = showExport(host);
    await answer({ text: "old" });
    await screen.findByText("old");
    showAgain({ view: YESTERDAY, count: SOME_EVENTS });
    expect((await region()).textContent).toBe("old");
    expect((await region()).ariaBusy).toBe("true");
    await answer({ text: "new" });
    expect(await screen.findByText("new")).toBeDefined();
    expect((await region()).ariaBusy).toBe("false");
  });

  it("scrolls to the top for another range, but not for newer data", async () => {
    const { host, answer } = pendingHost();
    const { showAgain } = showExport(host);
    await answer({ text: "one" });
    const shown = (await screen.findByText("one")).closest("pre");
    showAgain({ count: SOME_EVENTS, dataRevision: 2 });
    await answer({ text: "two" });
    expect((await screen.findByText("two")).closest("pre")).toBe(shown);
    showAgain({ view: YESTERDAY, count: SOME_EVENTS, dataRevision: 2 });
    await answer({ text: "three" });
    expect((await screen.findByText("three")).closest("pre")).not.toBe(shown);
  });

  it("is not aborted while data keeps arriving, but loaded again at the end", async () => {
    const { host, answer, aborted } = pendingHost();
    const { showAgain } = showExport(host);
    for (const dataRevision of [2, 3, 4]) {
      const view = { ...LAST_WEEK, nowMs: LAST_WEEK.nowMs + dataRevision };
      showAgain({ view, count: SOME_EVENTS, dataRevision });
    }
    await answer({ text: "first" });
    await screen.findByText("first");
    await answer({ text: "last" });
    await screen.findByText("last");
    expect(requestsFor(host, "preview")).toHaveLength(2);
    expect(aborted).toEqual([false, false]);
  });

  it("is requested once when the range and the data change together", async () => {
    const host = createScriptedHost({ preview: () => Promise.resolve({ text: "[" }) });
    const { showAgain } = showExport(host);
    await region();
    showAgain({ view: YESTERDAY, count: SOME_EVENTS, dataRevision: 2 });
    await waitFor(async () => {
      expect((await region()).ariaBusy).toBe("false");
    });
    expect(requestsFor(host, "preview")).toHaveLength(2);
  });

  it("is not requested again for an equal range", async () => {
    const host = createScriptedHost({ preview: () => Promise.resolve({ text: "[" }) });
    const { showAgain } = showExport(host);
    await region();
    showAgain({ view: { ...LAST_WEEK }, count: { ...SOME_EVENTS } });
    showAgain({ view: YESTERDAY, count: SOME_EVENTS });
    await waitFor(async () => {
      expect((await region()).ariaBusy).toBe("false");
    });
    expect(requestsFor(host, "preview").map((params) => JSON.stringify(params))).toEqual([
      JSON.stringify({ view: LAST_WEEK, format: "json" }),
      JSON.stringify({ view: YESTERDAY, format: "json" }),
    ]);
  });
});
