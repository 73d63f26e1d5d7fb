import { describe, expect, it } from "vitest";
import { abortable } from "../../../extension/platform/abortable.ts";

const FOREVER = new Promise<never>(() => undefined);

describe("abortable", () => {
  it("resolves and rejects like the work", async () => {
    const { signal } = new AbortController();
    expect(await abortable(Promise.resolve(1), signal)).toBe(1);
    expect(await abortable(Promise.resolve(1), undefined)).toBe(1);
    await expect(abortable(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
  });

  it("rejects with the reason if the signal is already aborted", async () => {
    await expect(abortable(FOREVER, AbortSignal.abort(new Error("enough")))).rejects.toThrow(
      "enough",
    );
  });

  it("rejects with the reason while the work continues", async () => {
    const abort = new AbortController();
    const result = abortable(FOREVER, abort.signal);
    abort.abort();
    await expect(result).rejects.toMatchObject({ name: "AbortError" });
  });

  it("converts a reason that is not an error to an error", async () => {
    await expect(abortable(FOREVER, AbortSignal.abort("enough"))).rejects.toThrow(
      new Error("enough"),
    );
  });

  it("handles a rejection of the work after an abort", async () => {
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", onUnhandled);
    try {
      const work = Promise.withResolvers<never>();
      const result = abortable(work.promise, AbortSignal.abort(new Error("enough")));
      await expect(result).rejects.toThrow("enough");
      work.reject(new Error("late"));
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off("unhandledRejection", onUnhandled);
    }
    expect(unhandled).toEqual([]);
  });
});
