import { describe, expect, it } from "vitest";
import { FolderWatch } from "../../../extension/platform/folderWatch.ts";
import { systemError } from "../../support/interceptedFileSystem.ts";
import { ManualScheduler } from "../../support/manualScheduler.ts";

/** A watch of a folder whose system can be told to refuse, to report a change and to give up. */
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

describe("a folder that the system watches", () => {
  it("is looked at when the system tells of a change, and not by the clock", () => {
    const { system, scheduler, changeCount } = makeWatch();
    system.change();
    expect(changeCount()).toBe(1);
    expect(scheduler.delaysMs).toEqual([]);
  });

  it("keeps its watch, however often it is started", () => {
    const { watch, system } = makeWatch();
    for (let look = 0; look < 10; look++) watch.start();
    expect(system).toMatchObject({ startCount: 1, stopCount: 0 });
  });

  it("is watched anew at the next start once the watch has ended", () => {
    const { watch, system, scheduler } = makeWatch();
    system.end();
    watch.start();
    expect(system.startCount).toBe(2);
    expect(scheduler.delaysMs).toEqual([]);
  });

  it("is no longer watched once that is stopped", () => {
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

  it("is looked at every 5 s, which is said once", () => {
    const { scheduler, notices, changeCount } = makeUnwatched();
    scheduler.advance(20_000);
    expect(changeCount()).toBe(4);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain("/store");
    expect(notices[0]).toContain("ENOSPC: injected");
  });

  it("is looked at by the clock as well where a watch fails later", () => {
    const { system, scheduler, notices, changeCount } = makeWatch();
    system.failure = systemError("EMFILE");
    system.end(systemError("EIO"));
    scheduler.advance(10_000);
    expect(changeCount()).toBe(2);
    expect(notices).toEqual([expect.stringContaining("EIO: injected")]);
  });

  it("is watched once that is possible, and looked at once more for what came before", () => {
    const { system, scheduler, changeCount } = makeUnwatched();
    system.failure = undefined;
    scheduler.advance(5_000);
    expect(system.startCount).toBe(2);
    expect(changeCount()).toBe(1);
    expect(scheduler.delaysMs).toEqual([]);
  });

  it("is waited for without a word where it is not there", () => {
    const { system, scheduler, notices } = makeUnwatched("ENOENT");
    system.failure = undefined;
    scheduler.advance(5_000);
    expect(system.startCount).toBe(2);
    expect(notices).toEqual([]);
  });

  it("is not looked at any more once that is stopped", () => {
    const { watch, scheduler } = makeUnwatched();
    watch.stop();
    expect(scheduler.delaysMs).toEqual([]);
  });
});
