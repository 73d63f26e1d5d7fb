import { beforeEach, describe, expect, it, vi } from "vitest";
import { showExportProgress } from "../../../extension/vscode/exportProgress.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(() => {
  resetFake();
});

describe("an export that goes on without the panel", () => {
  it("is shown with its progress", () => {
    const report = showExportProgress(new Promise(() => undefined), () => undefined);
    report(512, 1024);
    report(1024, 1024);
    expect(fake.progressOptions).toEqual([
      { location: 15, title: "Exporting telemetry", cancellable: true },
    ]);
    expect(fake.progressReports).toEqual([
      { increment: 50, message: "512B of 1.00KB" },
      { increment: 50, message: "1.00KB of 1.00KB" },
    ]);
  });

  it("can be cancelled until it has ended", async () => {
    let cancelCount = 0;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    showExportProgress(promise, () => cancelCount++);
    fake.cancellation.fire(undefined);
    expect(cancelCount).toBe(1);
    resolve(undefined);
    await vi.waitFor(() => {
      expect(fake.cancellation.listeners.size).toBe(0);
    });
  });

  it("leaves its failure to be told by others", async () => {
    showExportProgress(Promise.reject(new Error("full")), () => undefined);
    await vi.waitFor(() => {
      expect(fake.cancellation.listeners.size).toBe(0);
    });
    expect(fake.messages).toEqual([]);
  });
});
