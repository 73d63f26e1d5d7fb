import { Sources } from "../actions/sources.ts";
import { createDeleteCommand } from "../commands/deleteCommand.ts";
import { createExportCommand } from "../commands/exportCommand.ts";
import { createFolderCommand } from "../commands/folderCommand.ts";
import { createPauseCommands } from "../commands/pauseCommands.ts";
import type { CommandHandlers } from "../commands/commandHandler.ts";
import { PanelSession } from "../panel/panelSession.ts";
import { startDeadline } from "../platform/scheduler.ts";
import type { IndexCache } from "../store/index/indexCache.ts";
import { createIndexCacheFile } from "../store/index/indexCacheFile.ts";
import type { Editor, Panel } from "./editor.ts";
import { createRecording, type Recording } from "./recording.ts";
import { storagePaths, type StoragePaths } from "./storagePaths.ts";
import type { SystemServices } from "./systemServices.ts";

/** Workspace state key of the source that the panel shows. */
const SOURCE_KEY = "panel.source";

/** VS Code allows 5 s for all extensions together to shut down. */
const DEACTIVATE_TIMEOUT_MS = 1_500;

/** The assembled extension. */
export interface Telemetry {
  activate(): Promise<void>;
  /** Flushes buffered events to disk. Takes 1.5 s at most, whatever the disk does. */
  deactivate(): Promise<void>;
}

/** Assembles the extension; nothing is recorded before `activate`. */
export function createTelemetry(system: SystemServices, editor: Editor): Telemetry {
  const { fs, clock, scheduler, ids } = system;
  const { log, storage } = editor;
  const paths = storagePaths(storage);
  if (paths === undefined) {
    log.warn(`${storage.name} is not a local folder; nothing is recorded.`);
  }
  const sessionId = ids.newSessionId();
  const recording = createRecording({
    system,
    editor,
    paths,
    sessionId,
    onChanged: () => {
      showStatus();
    },
  });
  const store = {
    paths,
    indexCache: paths && createIndexCacheFile(fs, clock, paths.indexCache),
    session8: sessionId.slice(0, 8),
  };
  const statusBar = editor.createStatusBar();
  const panel = createPanel(system, editor, recording, store);

  function showStatus(): void {
    const { recording: state, counts } = recording.status();
    statusBar.update(state, counts?.buffered ?? 0);
    panel.refreshSoon();
  }

  return {
    async activate() {
      for (const disposable of [...recording.disposables, statusBar, panel]) {
        editor.addDisposable(disposable);
      }
      showStatus();
      // Not awaited, so that an unresponsive disk cannot block the commands.
      void recording.start();
      const { recorder } = recording;
      await recorder.trace("activation", async (span) => {
        await span.phase("settings", recording.watchSettings);
        await span.phase("commands", (phase) => {
          const handlers = commandHandlers(system, editor, recording, store, panel);
          const registration = editor.registerCommands(handlers, recorder);
          editor.addDisposable(registration);
          phase.setMeasurement("registered", registration.registeredCount);
          phase.setMeasurement("conflicts", registration.conflictCount);
        });
      });
    },
    async deactivate() {
      const deadline = startDeadline(DEACTIVATE_TIMEOUT_MS, scheduler);
      await recording.recorder.dispose(deadline.signal);
      deadline.cancel();
      log.dispose();
    },
  };
}

/** The own store, and the Coder extension's beside it. */
interface Store {
  /** Undefined if the storage is not on a local disk. */
  readonly paths: StoragePaths | undefined;
  readonly indexCache: IndexCache | undefined;
  /** First eight digits of the current session's id. */
  readonly session8: string;
}

function createPanel(
  system: SystemServices,
  editor: Editor,
  { recorder, pausable, status }: Recording,
  store: Store,
): Panel {
  const { fs, clock, scheduler, watchFolder, machine } = system;
  const { log, user, workspaceState } = editor;
  return editor.createPanel(
    (port) =>
      new PanelSession({
        port,
        fs,
        clock,
        scheduler,
        watchFolder,
        recorder,
        recording: { status, pause: () => pausable.pause(), resume: () => pausable.resume() },
        session8: store.session8,
        sources: new Sources({
          fs,
          ownDirectory: store.paths?.telemetry,
          coderDirectory: store.paths?.coderTelemetry,
          stored: workspaceState.at(SOURCE_KEY),
        }),
        ownIndexCache: store.indexCache,
        user,
        machine: machine.name,
        log,
      }),
  );
}

function commandHandlers(
  { fs, clock }: SystemServices,
  { log, user }: Editor,
  { recorder, pausable }: Recording,
  { paths, indexCache, session8 }: Store,
  panel: Panel,
): CommandHandlers {
  const options = { recorder, directory: paths?.telemetry, fs, clock, log, user };
  return {
    "coder.openTelemetryPanel": () => {
      panel.reveal();
    },
    "coder.exportTelemetry": createExportCommand(options),
    "coder.openTelemetryFolder": createFolderCommand(user, panel),
    ...createPauseCommands(pausable, user),
    "coder.deleteTelemetry": createDeleteCommand({ ...options, indexCache, session8 }),
  };
}
