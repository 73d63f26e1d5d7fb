import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import type { AnchoredRange, Preview } from "../../../shared/protocol/values.ts";
import { createScriptedHost, type ScriptedHost } from "../scriptedHost.ts";
import { askedFor, chooseFormat, LAST_WEEK, showExport, SOME_EVENTS } from "./exportFixture.tsx";

const YESTERDAY: AnchoredRange = { ...LAST_WEEK, range: { kind: "last24Hours" } };

interface HeldHost {
  readonly host: ScriptedHost;
  /** Answers the oldest request that has no answer, or the next one. */
  readonly answer: (preview: Preview) => Promise<void>;
  /** Of each request so far, whether it was given up. */
  readonly aborted: readonly boolean[];
}

/** A host whose previews the test gives one by one. */
function heldHost(): HeldHost {
  const waiting: ((preview: Preview) => void)[] = [];
  const aborted: boolean[] = [];
  const host = createScriptedHost({
    preview: (_, { signal }) =>
      new Promise((resolve) => {
        const index = aborted.push(false) - 1;
        signal.addEventListener("abort", () => (aborted[index] = true));
        waiting.push(resolve);
      }),
  });
  const answer = async (preview: Preview) => {
    await waitFor(() => {
      expect(waiting).not.toHaveLength(0);
    });
    waiting.shift()?.(preview);
  };
  return { host, answer, aborted };
}

function region(): Promise<HTMLElement> {
  return screen.findByRole("region", { name: "Export preview" });
}

describe("the preview", () => {
  it("shows the beginning as text, in parts for their colours, and says that it goes on", async () => {
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

  it("says that it is the whole document where it is", async () => {
    const preview = { text: "[]", byteCount: 12_595 };
    showExport(createScriptedHost({ preview: () => Promise.resolve(preview) }));
    expect(await screen.findByText("Complete document (12.30KB)")).toBeDefined();
  });

  it("draws no more than 64 KB and says so", async () => {
    const preview = { text: "x".repeat(70_000), byteCount: 70_000 };
    showExport(createScriptedHost({ preview: () => Promise.resolve(preview) }));
    expect((await region()).textContent).toHaveLength(65_536);
    expect(screen.getByText("Beginning of the document (68.36KB in total)")).toBeDefined();
  });

  it("can be scrolled by keyboard", async () => {
    showExport(createScriptedHost({ preview: () => Promise.resolve({ text: "[" }) }));
    expect((await region()).tabIndex).toBe(0);
  });

  it("says that it is read, and why it could not be", async () => {
    const preview = () => Promise.reject(new ProtocolError("io", "The folder is gone."));
    showExport(createScriptedHost({ preview }));
    expect(screen.getByText("Loading preview…")).toBeDefined();
    expect((await screen.findByRole("alert")).textContent).toContain("The folder is gone.");
  });

  it("says that there is nothing where the document would have nothing in it", async () => {
    const preview = { text: "", byteCount: 0 };
    showExport(createScriptedHost({ preview: () => Promise.resolve(preview) }), {});
    await waitFor(() => {
      expect(screen.queryByText("Preview")).toBeNull();
    });
  });

  it("of another format ends the one before", async () => {
    const { host, aborted } = heldHost();
    showExport(host);
    chooseFormat("otlp");
    await waitFor(() => {
      expect(aborted).toEqual([true, false]);
    });
    expect(askedFor(host, "preview").at(-1)).toEqual({ view: LAST_WEEK, format: "otlp" });
  });

  it("stays until that of another range is there", async () => {
    const { host, answer } = heldHost();
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

  it("begins at its top for another range, and stays where it is scrolled for newer data", async () => {
    const { host, answer } = heldHost();
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

  it("that is asked for while data keeps coming is not given up, but followed by one more", async () => {
    const { host, answer, aborted } = heldHost();
    const { showAgain } = showExport(host);
    for (const dataRevision of [2, 3, 4]) {
      const view = { ...LAST_WEEK, nowMs: LAST_WEEK.nowMs + dataRevision };
      showAgain({ view, count: SOME_EVENTS, dataRevision });
    }
    await answer({ text: "first" });
    await screen.findByText("first");
    await answer({ text: "last" });
    await screen.findByText("last");
    expect(askedFor(host, "preview")).toHaveLength(2);
    expect(aborted).toEqual([false, false]);
  });

  it("is asked for once where the range and the data change together", async () => {
    const host = createScriptedHost({ preview: () => Promise.resolve({ text: "[" }) });
    const { showAgain } = showExport(host);
    await region();
    showAgain({ view: YESTERDAY, count: SOME_EVENTS, dataRevision: 2 });
    await waitFor(async () => {
      expect((await region()).ariaBusy).toBe("false");
    });
    expect(askedFor(host, "preview")).toHaveLength(2);
  });

  it("is not asked for again for an equal range", async () => {
    const host = createScriptedHost({ preview: () => Promise.resolve({ text: "[" }) });
    const { showAgain } = showExport(host);
    await region();
    showAgain({ view: { ...LAST_WEEK }, count: { ...SOME_EVENTS } });
    showAgain({ view: YESTERDAY, count: SOME_EVENTS });
    await waitFor(async () => {
      expect((await region()).ariaBusy).toBe("false");
    });
    expect(askedFor(host, "preview").map((params) => JSON.stringify(params))).toEqual([
      JSON.stringify({ view: LAST_WEEK, format: "json" }),
      JSON.stringify({ view: YESTERDAY, format: "json" }),
    ]);
  });
});
