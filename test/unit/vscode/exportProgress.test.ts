import { beforeEach, describe, expect, it, vi } from "vitest";
import { withExportProgress } from "../../../extension/vscode/exportProgress.ts";
import { eventually } from "../../support/eventually.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(() => {
  resetFake();
});

describe("an export that is under way", () => {
  it("is shown with its progress", () => {
    void withExportProgress(
      (report) => {
        report(512, 1024);
        report(1024, 1024);
        return new Promise(() => undefined);
      },
      () => undefined,
    );
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
    void withExportProgress(
      () => promise,
      () => cancelCount++,
    );
    fake.cancellation.fire(undefined);
    expect(cancelCount).toBe(1);
    resolve(undefined);
    await eventually(() => {
      expect(fake.cancellation.listeners.size).toBe(0);
    });
  });

  it("ends its window where it fails, and leaves the failure to who asked", async () => {
    const failing = withExportProgress(
      () => Promise.reject(new Error("full")),
      () => undefined,
    );
    await expect(failing).rejects.toThrow("full");
    expect(fake.cancellation.listeners.size).toBe(0);
    expect(fake.messages).toEqual([]);
  });
});
