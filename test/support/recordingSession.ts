import { DROPPED_EVENT_NAME, type DropReport } from "../../extension/store/writing/dropCount.ts";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";
import { JsonlSink } from "../../extension/store/writing/jsonlSink.ts";
import {
  parseLocalSinkConfig,
  type LocalSinkConfig,
} from "../../extension/store/localSinkConfig.ts";
import type { Scheduler } from "../../extension/platform/scheduler.ts";
import type { ExtensionEvents } from "../../extension/recording/eventCatalog.ts";
import type {
  EventDefinition,
  FieldDefinition,
} from "../../extension/recording/eventDefinition.ts";
import type { Clock } from "../../extension/platform/clock.ts";
import { createIdSource } from "../../extension/recording/ids.ts";
import { Recorder } from "../../extension/recording/recorder.ts";
import { makeContext } from "./events.ts";
import { seededRandom } from "./seededRandom.ts";

/** The events of the extension, and one that tests can record in any number and size. */
type SessionEvents = ExtensionEvents & {
  readonly "test.step": EventDefinition & {
    readonly properties: { readonly text: FieldDefinition };
    readonly measurements: { readonly step: FieldDefinition };
  };
};

export type SessionRecorder = Recorder<SessionEvents>;

export interface SessionOptions {
  readonly directory: string;
  readonly fs: FileSystem;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly config?: Partial<LocalSinkConfig>;
  readonly sessionId?: string;
  readonly onNewFile?: () => void;
  readonly onStateChanged?: () => void;
}

/** A recorder connected to its sink like in the extension, and what the sink reported. */
export interface RecordingSession {
  readonly recorder: SessionRecorder;
  readonly sink: JsonlSink;
  readonly notices: string[];
  readonly reports: DropReport[];
}

export const SESSION_ID = "4f0c9e21aa1b2c3d4e5f60718293a4b5";

/** A configuration with these fields, and defaults for the others. */
export function configWith(fields: Partial<LocalSinkConfig>): LocalSinkConfig {
  const { config, warnings } = parseLocalSinkConfig(fields);
  if (warnings.length > 0) throw new Error(warnings.join("\n"));
  return config;
}

/** Starts recording. Nothing is written before the first flush. */
export function startSession(options: SessionOptions): RecordingSession {
  const { directory, fs, scheduler, clock, sessionId = SESSION_ID } = options;
  const notices: string[] = [];
  const reports: DropReport[] = [];
  const sink = new JsonlSink({
    directory,
    context: makeContext({ session_id: sessionId }),
    sessionStart: new Date(clock.nowMs()).toISOString(),
    config: configWith(options.config ?? {}),
    fs,
    scheduler,
    onDropped: (report) => {
      reports.push(report);
      recorder.log(DROPPED_EVENT_NAME, {
        properties: { reason: "buffer_full" },
        measurements: {
          count: report.count,
          first_sequence: report.firstSequence,
          last_sequence: report.lastSequence,
        },
      });
    },
    onNotice: (message) => notices.push(message),
    onAppended: () => undefined,
    onNewFile: options.onNewFile ?? (() => undefined),
    onStateChanged: options.onStateChanged ?? (() => undefined),
  });
  const random = seededRandom(Number.parseInt(sessionId.slice(0, 8), 16));
  const recorder: SessionRecorder = new Recorder({
    sinks: [sink],
    clock,
    ids: createIdSource((buffer) => {
      for (let index = 0; index < buffer.length; index++) buffer[index] = random() * 256;
      return buffer;
    }),
    level: "local",
  });
  return { recorder, sink, notices, reports };
}

/** Records `count` events, each with `text` as padding. */
export function recordSteps({ recorder }: RecordingSession, count: number, text = ""): void {
  for (let step = 0; step < count; step++) {
    recorder.log("test.step", { properties: { text }, measurements: { step } });
  }
}
