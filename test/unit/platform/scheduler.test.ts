import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nodeScheduler, withDeadline } from "../../../extension/platform/scheduler.ts";
import { ManualScheduler } from "../../support/manualScheduler.ts";

const SCHEDULER = join(import.meta.dirname, "../../../extension/platform/scheduler.ts");

describe("a deadline", () => {
  it("resolves to the result of the work and leaves no timer", async () => {
    const scheduler = new ManualScheduler();
    const answer = withDeadline(Promise.resolve("done"), 1_000, scheduler, () => "late");
    expect(await answer).toBe("done");
    expect(scheduler.delaysMs).toEqual([]);
  });

  it("resolves to the fallback if the work never ends", async () => {
    const scheduler = new ManualScheduler();
    const answer = withDeadline(
      new Promise<string>(() => undefined),
      1_000,
      scheduler,
      () => "late",
    );
    scheduler.advance(1_000);
    expect(await answer).toBe("late");
  });

  it("does not expire early", async () => {
    const scheduler = new ManualScheduler();
    const { promise, resolve } = Promise.withResolvers<string>();
    const answer = withDeadline(promise, 1_000, scheduler, () => "late");
    scheduler.advance(999);
    resolve("done");
    expect(await answer).toBe("done");
  });

  it("rejects like the work and leaves no timer", async () => {
    const scheduler = new ManualScheduler();
    const work = Promise.reject(new Error("broken"));
    await expect(withDeadline(work, 1_000, scheduler, () => undefined)).rejects.toThrow("broken");
    expect(scheduler.delaysMs).toEqual([]);
  });

  it("ignores a late rejection", async () => {
    const scheduler = new ManualScheduler();
    const { promise, reject } = Promise.withResolvers<string>();
    const answer = withDeadline(promise, 1_000, scheduler, () => "late");
    scheduler.advance(1_000);
    reject(new Error("broken"));
    expect(await answer).toBe("late");
  });
});

describe("the scheduler of Node", () => {
  it("runs a task when it is due", async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    nodeScheduler.schedule(0, () => {
      resolve("ran");
    });
    expect(await promise).toBe("ran");
  });

  it("does not run a canceled task", async () => {
    const order: string[] = [];
    const cancel = nodeScheduler.schedule(0, () => order.push("cancelled"));
    cancel();
    await new Promise<void>((resolve) => {
      nodeScheduler.schedule(1, () => {
        order.push("kept");
        resolve();
      });
    });
    expect(order).toEqual(["kept"]);
  });

  it("does not keep the process alive", async () => {
    const script = `import { nodeScheduler } from ${JSON.stringify(SCHEDULER)};
      nodeScheduler.schedule(3_600_000, () => {});`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      stdio: "ignore",
    });
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});
