import { startDeadline } from "../../extension/platform/scheduler.ts";
import type { FlushOutcome } from "../../extension/recording/sink.ts";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";
import type { LocalSinkConfig } from "../../extension/store/localSinkConfig.ts";
import { FaultyFileSystem, type FaultPlan } from "./faultyFileSystem.ts";
import { ManualClock } from "./manualClock.ts";
import { ManualScheduler } from "./manualScheduler.ts";
import { startSession, type RecordingSession } from "./recordingSession.ts";
import { readStored, type Stored } from "./storedSession.ts";

export interface TestbedOptions {
  readonly fs: FileSystem;
  readonly directory: string;
  readonly config?: Partial<LocalSinkConfig>;
  readonly plan?: FaultPlan;
  /** The start of the session as an ISO instant. */
  readonly now?: string;
  readonly sessionId?: string;
  readonly onNewFile?: () => void;
  readonly onStateChanged?: () => void;
}

/** A recording session whose time and disk faults a test controls. */
export interface SinkTestbed extends RecordingSession {
  readonly disk: FaultyFileSystem;
  readonly scheduler: ManualScheduler;
  readonly clock: ManualClock;
  /** Advances all clocks and waits for due tasks. */
  readonly pass: (byMs: number) => Promise<void>;
  /** Disposes of the sink, as the extension does when its window closes. */
  readonly dispose: () => Promise<FlushOutcome>;
  /** Reads the folder like an export. */
  readonly read: () => Promise<Stored>;
}

/** Starts a session. Nothing is written before the first flush. */
export function createSinkTestbed(options: TestbedOptions): SinkTestbed {
  const { fs, directory, plan, now = "2026-06-28T09:00:00.000Z", ...rest } = options;
  const disk = new FaultyFileSystem(fs);
  if (plan !== undefined) disk.plan = plan;
  const scheduler = new ManualScheduler();
  const clock = new ManualClock(now);
  const session = startSession({ ...rest, directory, fs: disk.fs, scheduler, clock });
  return {
    ...session,
    disk,
    scheduler,
    clock,
    pass: async (byMs) => {
      const advance = async (portionMs: number) => {
        clock.advance(portionMs);
        scheduler.advance(portionMs);
        await disk.settle();
      };
      let restMs = byMs;
      for (let [next] = scheduler.delaysMs; next !== undefined && next <= restMs;) {
        await advance(next);
        restMs -= next;
        [next] = scheduler.delaysMs;
      }
      await advance(restMs);
    },
    dispose: async () => {
      const deadline = startDeadline(1_500, scheduler);
      const outcome = await session.sink.dispose(deadline.signal);
      deadline.cancel();
      return outcome;
    },
    read: () => readStored(fs, directory),
  };
}
