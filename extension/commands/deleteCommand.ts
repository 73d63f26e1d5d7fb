import { deleteTelemetry } from "../actions/deleteTelemetry.ts";
import type { UserInterface } from "../actions/userInterface.ts";
import type { Clock } from "../platform/clock.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { Log } from "../platform/log.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import { DayIndex } from "../store/index/dayIndex.ts";
import type { IndexCache } from "../store/index/indexCache.ts";
import type { CommandHandler } from "./commandHandler.ts";
import { requireStorage } from "./requireStorage.ts";

export interface DeleteCommandOptions {
  readonly recorder: Recorder<ExtensionEvents>;
  /** The telemetry folder; undefined if this host has no local storage. */
  readonly directory: string | undefined;
  /** Undefined if this host has no local storage. */
  readonly indexCache: IndexCache | undefined;
  readonly fs: FileSystem;
  readonly clock: Clock;
  /** First eight digits of the current session's id. */
  readonly session8: string;
  readonly log: Log;
  readonly user: UserInterface;
}

/** The command "Coder: Delete All Recorded Telemetry…". */
export function createDeleteCommand(options: DeleteCommandOptions): CommandHandler {
  const { recorder, indexCache, fs, clock, session8, log, user } = options;
  const onNotice = (message: string) => {
    log.warn(message);
  };
  return async (commandSpan) => {
    const { t } = user.l10n;
    const directory = requireStorage(options.directory, t);
    const index = new DayIndex({
      fs,
      directory,
      onNotice,
      ...(indexCache && { cache: indexCache }),
    });
    const { summaries } = await user.withWindowProgress(t("Counting recorded telemetry…"), () =>
      index.refresh(),
    );
    const verdict = await deleteTelemetry({
      fs,
      recorder,
      user,
      summaries,
      isSelected: () => true,
      moment: { nowMs: clock.nowMs(), session8 },
      onWarning: onNotice,
    });
    if (verdict.outcome === "dismissed") commandSpan.markAborted();
    else if (verdict.hasProblems) user.showError(verdict.message);
    else user.showInformation(verdict.message);
  };
}
