import { describe, expect, it } from "vitest";
import { abortable } from "../../../extension/platform/abortable.ts";

const FOREVER = new Promise<never>(() => undefined);

describe("abortable", () => {
  it("gives what the work gives, and throws what it throws", async () => {
    const { signal } = new AbortController();
    expect(await abortable(Promise.resolve(1), signal)).toBe(1);
    expect(await abortable(Promise.resolve(1), undefined)).toBe(1);
    await expect(abortable(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
  });

  it("throws the reason where the signal is aborted already", async () => {
    await expect(abortable(FOREVER, AbortSignal.abort(new Error("enough")))).rejects.toThrow(
      "enough",
    );
  });

  it("throws the reason while the work goes on", async () => {
    const abort = new AbortController();
    const result = abortable(FOREVER, abort.signal);
    abort.abort();
    await expect(result).rejects.toMatchObject({ name: "AbortError" });
  });

  it("makes an error of a reason that is none", async () => {
    await expect(abortable(FOREVER, AbortSignal.abort("enough"))).rejects.toThrow(
      new Error("enough"),
    );
  });

  it("leaves no failure of the work unhandled after a cancel", async () => {
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
