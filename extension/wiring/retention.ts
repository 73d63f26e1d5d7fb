import type { Clock } from "../platform/clock.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { Log } from "../platform/log.ts";
import type { Scheduler } from "../platform/scheduler.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { FreshFiles } from "../store/retention/freshFiles.ts";
import { applyRetention, type RetentionLimits } from "../store/retention/retention.ts";
import { ClockSightings } from "../store/retention/clockSightings.ts";
import { RetentionSchedule } from "../store/retention/retentionSchedule.ts";

export interface RetentionOptions {
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly recorder: Recorder<ExtensionEvents>;
  readonly log: Log;
  readonly directory: string;
  /** Where the days on which the clock was seen are noted. */
  readonly sightingsPath: string;
  /** First eight digits of the current session's id. */
  readonly session8: string;
  readonly freshFiles: FreshFiles;
  /** Called on each run. */
  readonly limits: () => RetentionLimits;
}

/** Keeps the store within its limits, logging and recording what it deletes. */
export function startRetention(options: RetentionOptions): RetentionSchedule {
  const { fs, clock, scheduler, recorder, log, directory, session8, limits } = options;
  const sightings = new ClockSightings({
    fs,
    path: options.sightingsPath,
    onNotice: (message) => {
      log.warn(message);
    },
  });
  return new RetentionSchedule(scheduler, async () => {
    try {
      const nowMs = clock.nowMs();
      const seenDays = await sightings.note(nowMs);
      const freshFileNames = options.freshFiles.names();
      const evidence = { seenDays, freshFileNames };
      const report = await applyRetention(fs, directory, limits(), { nowMs, session8 }, evidence);
      for (const failure of report.failures) log.warn(failure);
      if (report.deletedFiles === 0 && report.failures.length === 0) return;
      log.info(`Retention deleted ${report.deletedFiles} telemetry files.`);
      recorder.log("telemetry.retention", {
        measurements: {
          deleted_files: report.deletedFiles,
          deleted_bytes: report.deletedBytes,
          failures: report.failures.length,
        },
      });
    } catch (error) {
      log.error(`Could not clean up old telemetry in ${directory}`, error);
    }
  });
}
