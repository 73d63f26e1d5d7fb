import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PROTOCOL_VERSION, ProtocolError } from "../../shared/protocol/envelope.ts";
import { queryState } from "../support/queryState.ts";
import { ClientTestbed } from "./clientTestbed.ts";

const VIEW = { range: { kind: "allTime" }, nowMs: 0 } as const;
const PREVIEW = { view: VIEW, format: "json" } as const;
const QUERY = { view: VIEW, text: "", errorsOnly: false, newestFirst: false } as const;
const STATE = queryState();

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a request", () => {
  it("is posted with the version and a unique ID", () => {
    const { client, posted } = new ClientTestbed();
    for (let count = 0; count < 3; count++) void client.request("preview", PREVIEW);
    expect(posted[0]).toMatchObject({
      version: PROTOCOL_VERSION,
      kind: "request",
      method: "preview",
      params: PREVIEW,
    });
    expect(new Set(posted.map(({ id }) => id)).size).toBe(3);
  });

  it("has different IDs in each page, so responses to a previous page are ignored", () => {
    const beds = Array.from({ length: 20 }, () => new ClientTestbed());
    for (const { client } of beds) void client.request("preview", PREVIEW);
    expect(new Set(beds.map(({ lastId }) => lastId)).size).toBe(20);
    expect(beds.every(({ lastId }) => Number.isSafeInteger(lastId) && lastId >= 0)).toBe(true);
  });

  it("returns the result without unknown properties", async () => {
    const bed = new ClientTestbed();
    const answer = bed.client.request("preview", PREVIEW);
    bed.result({ text: "[", secret: 1 });
    expect(await answer).toEqual({ text: "[" });
  });

  it("rejects with the code and message of the host", async () => {
    const bed = new ClientTestbed();
    const answer = bed.client.request("preview", PREVIEW);
    bed.error("io", "The disk is gone.");
    await expect(answer).rejects.toThrow(new ProtocolError("io", "The disk is gone."));
    await expect(answer).rejects.toMatchObject({ code: "io", name: "ProtocolError" });
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a string", "["],
    ["a property of the wrong type", { text: 1 }],
    ["an impossible count", { text: "", byteCount: -1 }],
  ])("rejects if the result is %s", async (_, result) => {
    const bed = new ClientTestbed();
    const answer = bed.client.request("preview", PREVIEW);
    bed.result(result);
    await expect(answer).rejects.toMatchObject({ code: "internal" });
  });

  it("drops and counts later responses", async () => {
    const bed = new ClientTestbed();
    const answer = bed.client.request("preview", PREVIEW);
    bed.result({ text: "first" });
    bed.result({ text: "second" });
    bed.error("io", "third");
    expect(await answer).toEqual({ text: "first" });
    expect(bed.client.droppedCount).toBe(2);
  });

  it("ignores responses of another version", async () => {
    const bed = new ClientTestbed();
    const answer = bed.client.request("preview", PREVIEW);
    bed.receive({ version: 2, kind: "result", id: bed.lastId, result: { text: "later" } });
    bed.result({ text: "now" });
    expect(await answer).toEqual({ text: "now" });
    expect(bed.client.droppedCount).toBe(1);
  });
});

describe("the timeout of a request", () => {
  it("rejects it and cancels it at the host", async () => {
    const bed = new ClientTestbed();
    const rejected = expect(bed.client.request("preview", PREVIEW)).rejects.toMatchObject({
      code: "timedOut",
    });
    const id = bed.lastId;
    vi.advanceTimersByTime(29_999);
    expect(bed.posted).toHaveLength(1);
    vi.advanceTimersByTime(1);
    await rejected;
    expect(bed.posted.at(-1)).toMatchObject({ kind: "command", method: "cancel", params: { id } });
  });

  it("drops a late response", async () => {
    const bed = new ClientTestbed();
    const rejected = expect(bed.client.request("preview", PREVIEW)).rejects.toThrow();
    vi.advanceTimersByTime(30_000);
    await rejected;
    bed.result({ text: "late" });
    expect(bed.client.droppedCount).toBe(1);
  });

  it("restarts with each progress message", async () => {
    const bed = new ClientTestbed();
    const answer = bed.client.request("queryEvents", QUERY);
    for (let step = 0; step < 3; step++) {
      vi.advanceTimersByTime(299_999);
      bed.progress(STATE);
    }
    vi.advanceTimersByTime(299_999);
    bed.result(STATE);
    expect(await answer).toEqual(STATE);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not apply to requests that wait for the user", async () => {
    const bed = new ClientTestbed();
    const answer = bed.client.request("chooseFolder", {});
    vi.advanceTimersByTime(24 * 3_600_000);
    bed.result({});
    expect(await answer).toEqual({});
  });

  it("leaves no timer after a response", async () => {
    const bed = new ClientTestbed();
    const answer = bed.client.request("preview", PREVIEW);
    expect(vi.getTimerCount()).toBe(1);
    bed.result({ text: "" });
    await answer;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("progress", () => {
  it("is passed to its request until the request ends", async () => {
    const bed = new ClientTestbed();
    const seen: unknown[] = [];
    const answer = bed.client.request("queryEvents", QUERY, {
      onProgress: ({ matchedCount }) => seen.push(matchedCount),
    });
    bed.progress({ ...STATE, matchedCount: 1 });
    bed.progress({ ...STATE, matchedCount: 2 });
    bed.result(STATE);
    await answer;
    bed.progress({ ...STATE, matchedCount: 3 });
    expect(seen).toEqual([1, 2]);
  });

  it("is dropped and counted if it is invalid or unexpected", async () => {
    const bed = new ClientTestbed();
    const seen: unknown[] = [];
    const query = bed.client.request("queryEvents", QUERY, {
      onProgress: (state) => seen.push(state),
    });
    bed.progress({ matchedCount: "many" });
    const preview = bed.client.request("preview", PREVIEW);
    bed.progress({});
    bed.result({ text: "" });
    await preview;
    bed.result(STATE, bed.posted[0]?.id);
    await query;
    expect(seen).toEqual([]);
    expect(bed.client.droppedCount).toBe(2);
  });
});

describe("the signal of a request", () => {
  it("rejects it immediately and cancels it at the host", async () => {
    const bed = new ClientTestbed();
    const abort = new AbortController();
    const rejected = expect(
      bed.client.request("queryEvents", QUERY, { signal: abort.signal }),
    ).rejects.toMatchObject({ code: "cancelled" });
    const id = bed.lastId;
    abort.abort();
    await rejected;
    expect(bed.posted.at(-1)).toMatchObject({ kind: "command", method: "cancel", params: { id } });
  });

  it("posts nothing if it is already aborted", async () => {
    const bed = new ClientTestbed();
    const signal = AbortSignal.abort();
    await expect(bed.client.request("preview", PREVIEW, { signal })).rejects.toMatchObject({
      code: "cancelled",
    });
    expect(bed.posted).toEqual([]);
  });

  it("cancels nothing after the response", async () => {
    const bed = new ClientTestbed();
    const abort = new AbortController();
    const answer = bed.client.request("preview", PREVIEW, { signal: abort.signal });
    bed.result({ text: "" });
    await answer;
    abort.abort();
    expect(bed.posted).toHaveLength(1);
  });
});

describe("canceling an export that may already have finished", () => {
  it("is sent once and resolves to the response of the host", async () => {
    const bed = new ClientTestbed();
    const abort = new AbortController();
    const answer = bed.client.request("exportRange", PREVIEW, { signal: abort.signal });
    const id = bed.lastId;
    abort.abort();
    expect(bed.posted.slice(1)).toMatchObject([{ method: "cancel", params: { id } }]);
    bed.result({ outcome: "dismissed" });
    expect(await answer).toEqual({ outcome: "dismissed" });
    expect(bed.client.droppedCount).toBe(0);
  });

  it("rejects when the host confirms the cancellation", async () => {
    const bed = new ClientTestbed();
    const abort = new AbortController();
    const answer = bed.client.request("exportRange", PREVIEW, { signal: abort.signal });
    abort.abort();
    bed.error("cancelled", "Cancelled.");
    await expect(answer).rejects.toMatchObject({ code: "cancelled" });
  });
});

describe("disposing the client", () => {
  it("rejects pending and later requests, and posts nothing", async () => {
    const bed = new ClientTestbed();
    const pending = bed.client.request("queryEvents", QUERY);
    bed.client.dispose();
    await expect(pending).rejects.toMatchObject({ code: "cancelled" });
    await expect(bed.client.request("preview", PREVIEW)).rejects.toMatchObject({
      code: "cancelled",
    });
    bed.client.send("openFolder", {});
    expect(bed.posted).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
