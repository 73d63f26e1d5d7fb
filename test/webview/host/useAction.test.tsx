import { act, renderHook } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import { useAction } from "../../../webview/host/useAction.ts";

describe("an action", () => {
  it("runs once if it is started twice in a row", async () => {
    const { result } = renderHook(useAction);
    const ending = Promise.withResolvers<undefined>();
    let runCount = 0;
    const action = () => {
      runCount++;
      return ending.promise;
    };
    let ended: Promise<unknown> | undefined;
    act(() => {
      ended = Promise.all([result.current.run(action), result.current.run(action)]);
    });
    expect(runCount).toBe(1);
    expect(result.current.isRunning).toBe(true);
    await act(async () => {
      ending.resolve(undefined);
      await ended;
    });
    expect(result.current.isRunning).toBe(false);
  });

  it("shows why it failed until the next action starts", async () => {
    const { result } = renderHook(useAction);
    await act(() => result.current.run(() => Promise.reject(new Error("The disk is full."))));
    expect(result.current.failure).toBe("The disk is full.");
    await act(() => result.current.run(() => Promise.resolve()));
    expect(result.current.failure).toBeUndefined();
  });

  it("that was canceled has not failed", async () => {
    const { result } = renderHook(useAction);
    const cancelled = new ProtocolError("cancelled", "Cancelled.");
    await act(() => result.current.run(() => Promise.reject(cancelled)));
    expect(result.current.failure).toBeUndefined();
  });
});
