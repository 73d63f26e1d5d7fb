import { exportTelemetry } from "../actions/exportTelemetry.ts";
import type { UserInterface } from "../actions/userInterface.ts";
import type { Clock } from "../platform/clock.ts";
import type { FileSystem } from "../platform/fileSystem.ts";
import type { Log } from "../platform/log.ts";
import type { ExtensionEvents } from "../recording/eventCatalog.ts";
import type { Recorder } from "../recording/recorder.ts";
import type { CommandHandler } from "./commandHandler.ts";
import { requireStorage } from "./requireStorage.ts";
import { isAbortError } from "../platform/abortable.ts";

export interface ExportCommandOptions {
  readonly recorder: Recorder<ExtensionEvents>;
  /** The telemetry folder; undefined if this host has no local storage. */
  readonly directory: string | undefined;
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly log: Log;
  readonly user: UserInterface;
}

/** The command "Coder: Export Telemetry…": prompts, exports, and shows the outcome. */
export function createExportCommand(options: ExportCommandOptions): CommandHandler {
  const { recorder, fs, clock, log, user } = options;
  return async (commandSpan) => {
    const directory = requireStorage(options.directory, user.l10n.t);
    const range = await user.pickRange();
    const format = range && (await user.pickFormat());
    const document = format && (await user.pickExportTarget(range, format));
    if (range === undefined || format === undefined || document === undefined) {
      commandSpan.markAborted();
      return;
    }
    const abort = new AbortController();
    const run = (onProgress: (readBytes: number, totalBytes: number) => void) =>
      exportTelemetry({
        recorder,
        fs,
        l10n: user.l10n,
        log,
        directory,
        isOwnFolder: true,
        range,
        nowMs: () => clock.nowMs(),
        format,
        document,
        surface: "command",
        signal: abort.signal,
        onProgress,
      });
    try {
      const verdict = await user.withExportProgress(run, () => {
        abort.abort();
      });
      user.showVerdict(verdict, verdict.isEmpty ? undefined : document);
    } catch (error) {
      if (!isAbortError(error)) throw error;
      commandSpan.markAborted();
    }
  };
}
