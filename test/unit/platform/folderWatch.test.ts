import { describe, expect, it } from "vitest";
import { FolderWatch } from "../../../extension/platform/folderWatch.ts";
import { systemError } from "../../support/interceptedFileSystem.ts";
import { ManualScheduler } from "../../support/manualScheduler.ts";

/** A folder watch with a fake system watcher that can fail, report a change, and end. */
function makeWatch() {
  const scheduler = new ManualScheduler();
  const system = {
    failure: undefined as Error | undefined,
    startCount: 0,
    stopCount: 0,
    change: (): unknown => undefined,
    end: (reason?: Error): unknown => reason,
  };
  const notices: string[] = [];
  let changeCount = 0;
  const watch = new FolderWatch({
    directory: "/store",
    watchFolder: (_, onChange, onEnded) => {
      if (system.failure !== undefined) throw system.failure;
      system.startCount++;
      system.change = onChange;
      system.end = onEnded;
      return () => {
        system.stopCount++;
      };
    },
    scheduler,
    onChange: () => changeCount++,
    onNotice: (message) => notices.push(message),
  });
  watch.start();
  return { watch, scheduler, system, notices, changeCount: () => changeCount };
}

describe("a folder that can be watched", () => {
  it("is scanned when the system reports a change, not on a timer", () => {
    const { system, scheduler, changeCount } = makeWatch();
    system.change();
    expect(changeCount()).toBe(1);
    expect(scheduler.delaysMs).toEqual([]);
  });

  it("keeps its watcher when it is started again", () => {
    const { watch, system } = makeWatch();
    for (let start = 0; start < 10; start++) watch.start();
    expect(system).toMatchObject({ startCount: 1, stopCount: 0 });
  });

  it("is watched again at the next start after its watcher ended", () => {
    const { watch, system, scheduler } = makeWatch();
    system.end();
    watch.start();
    expect(system.startCount).toBe(2);
    expect(scheduler.delaysMs).toEqual([]);
  });

  it("is not watched after a stop", () => {
    const { watch, system } = makeWatch();
    watch.stop();
    expect(system.stopCount).toBe(1);
  });
});

describe("a folder that cannot be watched", () => {
  function makeUnwatched(code = "ENOSPC") {
    const made = makeWatch();
    made.watch.stop();
    made.system.failure = systemError(code);
    made.watch.start();
    return made;
  }

  it("is scanned every 5 s, with a single notice", () => {
    const { scheduler, notices, changeCount } = makeUnwatched();
    scheduler.advance(20_000);
    expect(changeCount()).toBe(4);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain("/store");
    expect(notices[0]).toContain("ENOSPC: injected");
  });

  it("is scanned on a timer if its watcher fails later", () => {
    const { system, scheduler, notices, changeCount } = makeWatch();
    system.failure = systemError("EMFILE");
    system.end(systemError("EIO"));
    scheduler.advance(10_000);
    expect(changeCount()).toBe(2);
    expect(notices).toEqual([expect.stringContaining("EIO: injected")]);
  });

  it("is watched as soon as possible, and scanned for changes until then", () => {
    const { system, scheduler, changeCount } = makeUnwatched();
    system.failure = undefined;
    scheduler.advance(5_000);
    expect(system.startCount).toBe(2);
    expect(changeCount()).toBe(1);
    expect(scheduler.delaysMs).toEqual([]);
  });

  it("is watched once it exists, without a notice", () => {
    const { system, scheduler, notices } = makeUnwatched("ENOENT");
    system.failure = undefined;
    scheduler.advance(5_000);
    expect(system.startCount).toBe(2);
    expect(notices).toEqual([]);
  });

  it("is not scanned after a stop", () => {
    const { watch, scheduler } = makeUnwatched();
    watch.stop();
    expect(scheduler.delaysMs).toEqual([]);
  });
});
