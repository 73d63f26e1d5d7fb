import { parseUtcDay } from "../../../shared/days.ts";
import type { SessionContext } from "../../../shared/event.ts";
import type { FlushOutcome, TelemetrySink } from "../../recording/sink.ts";
import { numberEvent, type UnnumberedEvent } from "../../recording/unnumberedEvent.ts";
import { abortable } from "../../platform/abortable.ts";
import { BufferWriter } from "./bufferWriter.ts";
import { DROPPED_EVENT_NAME, DropCount, type DropReport } from "./dropCount.ts";
import { EventBuffer, type SinkCounts } from "./eventBuffer.ts";
import { FlushSchedule } from "./flushSchedule.ts";
import type { FileSystem } from "../../platform/fileSystem.ts";
import { encodeEvent, encodeHeader } from "../lineCodec.ts";
import type { LocalSinkConfig } from "../localSinkConfig.ts";
import { withDeadline, type Scheduler } from "../../platform/scheduler.ts";
import { MAX_FAILURES_IN_A_ROW } from "./segmentFiles.ts";
import { SegmentWriter } from "./segmentWriter.ts";

/** An error thrown by a callback does not stop recording; it is reported as uncaught. */
export interface JsonlSinkOptions {
  readonly directory: string;
  readonly context: SessionContext;
  /** Start of the session as an ISO 8601 instant, for the file headers. */
  readonly sessionStart: string;
  readonly config: LocalSinkConfig;
  readonly fs: FileSystem;
  readonly scheduler: Scheduler;
  /** Called once writing works again after events were dropped; must record the report. */
  readonly onDropped: (report: DropReport) => void;
  /** Called with a message for the log. */
  readonly onNotice: (message: string) => void;
  /** Called with the name of a file after each append that wrote events to it. */
  readonly onAppended: (fileName: string) => void;
  /** Called when the session starts another file after its first. */
  readonly onNewFile: () => void;
  /** Called after each flush that wrote events or failed, which covers changes of `health`. */
  readonly onStateChanged: () => void;
}

/** Whether the last write succeeded and, if not, how many events are buffered. */
export type SinkHealth =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: Error; readonly pendingEvents: number };

/** A hanging disk must not block an export. */
const FLUSH_TIMEOUT_MS = 5_000;

/**
 * Buffers events in memory and appends them to the session's daily files. Events stay buffered
 * until they are on disk; if the buffer is full, the oldest are dropped and counted exactly.
 */
export class JsonlSink implements TelemetrySink {
  readonly name = "local";
  readonly #directory: string;
  readonly #scheduler: Scheduler;
  readonly #onNotice: (message: string) => void;
  readonly #onStateChanged: () => void;
  readonly #buffer: EventBuffer;
  readonly #segments: SegmentWriter;
  readonly #writer: BufferWriter;
  readonly #schedule: FlushSchedule;
  #running: Promise<FlushOutcome> | undefined;
  #queued: Promise<FlushOutcome> | undefined;
  #disposing: Promise<FlushOutcome> | undefined;
  #isClosed = false;

  /** Does not touch the disk or start a timer before the first event. */
  constructor(options: JsonlSinkOptions) {
    const { directory, context, config, scheduler } = options;
    this.#directory = directory;
    this.#scheduler = scheduler;
    this.#onNotice = isolate(options.onNotice);
    this.#onStateChanged = isolate(options.onStateChanged);
    this.#buffer = new EventBuffer(config.bufferLimit);
    this.#segments = new SegmentWriter({
      directory,
      session8: context.session_id.slice(0, 8),
      header: encodeHeader(context, options.sessionStart),
      fs: options.fs,
      maxFileBytes: config.maxFileBytes,
      onNotice: this.#onNotice,
      onAppended: isolate(options.onAppended),
      onNewFile: isolate(options.onNewFile),
    });
    this.#writer = new BufferWriter({
      buffer: this.#buffer,
      segments: this.#segments,
      directory,
      onDropped: isolate(options.onDropped),
      onNotice: this.#onNotice,
    });
    this.#schedule = new FlushSchedule({
      scheduler,
      config,
      onDue: () => {
        void this.#startFlush();
      },
    });
  }

  get counts(): SinkCounts {
    return this.#buffer.counts;
  }

  get health(): SinkHealth {
    const { failure } = this.#writer;
    if (failure === undefined) return { ok: true };
    return { ok: false, error: failure.error, pendingEvents: this.#buffer.size };
  }

  /** Ignores an event with an invalid timestamp, which the recorder never creates. */
  write(unnumbered: UnnumberedEvent): void {
    if (this.#isClosed) return;
    const day = parseUtcDay(unnumbered.timestamp.slice(0, 10));
    if (day === undefined) return;
    const event = numberEvent(unnumbered, this.#buffer.counts.accepted);
    const text = encodeEvent(event);
    const hasError = event.error !== undefined;
    this.#buffer.push({
      text,
      byteCount: Buffer.byteLength(text),
      day,
      sequence: event.event_sequence,
      hasError,
      ...(event.event_name === DROPPED_EVENT_NAME && {
        drops: DropCount.reportOf(event.measurements),
      }),
    });
    // A running flush checks the buffer again when it ends.
    if (this.#running === undefined) this.#schedule.schedule(this.#buffer.size, hasError);
  }

  /**
   * One flush runs at a time; calls during a flush share the next one. Resolves within 5 s, even if
   * the disk does not respond.
   */
  flush(): Promise<FlushOutcome> {
    return (
      this.#disposing ??
      withDeadline(this.#startFlush(), FLUSH_TIMEOUT_MS, this.#scheduler, () =>
        this.#failedFlush(
          new Error(`The disk did not respond within ${FLUSH_TIMEOUT_MS / 1000} s`),
        ),
      )
    );
  }

  dispose(deadline: AbortSignal): Promise<FlushOutcome> {
    this.#disposing ??= this.#close(deadline);
    return this.#disposing;
  }

  /** Takes effect immediately. */
  setConfig(config: LocalSinkConfig): void {
    this.#segments.setMaxFileBytes(config.maxFileBytes);
    this.#buffer.setLimit(config.bufferLimit);
    this.#schedule.setConfig(config, this.#buffer.size);
  }

  async #close(deadline: AbortSignal): Promise<FlushOutcome> {
    let outcome: FlushOutcome;
    try {
      outcome = await abortable(this.#drain(), deadline);
    } catch {
      outcome = this.#failedFlush(new Error("The disk did not respond before the window closed"));
    }
    this.#isClosed = true;
    const lostCount = this.#buffer.countUnwritten();
    if (lostCount > 0) {
      this.#onNotice(
        `${lostCount} telemetry events may be lost: they could not be confirmed as written to ` +
          `${this.#directory} before the window closed.`,
      );
    }
    return outcome;
  }

  /** Flushes until the buffer is empty, since events arrive until the sink is closed. */
  async #drain(): Promise<FlushOutcome> {
    let outcome = await this.#startFlush();
    // No timer will retry, so retry here until the file is given up; the last try uses a new file.
    for (let retries = 0; !outcome.ok && retries < MAX_FAILURES_IN_A_ROW; retries++) {
      outcome = await this.#startFlush();
    }
    while (outcome.ok && this.#buffer.size > 0) outcome = await this.#startFlush();
    return outcome;
  }

  #failedFlush(error: Error): FlushOutcome {
    return { sink: this.name, ok: false, pendingEvents: this.#buffer.size, error };
  }

  #startFlush(): Promise<FlushOutcome> {
    if (this.#running !== undefined) {
      this.#queued ??= this.#running.then(() => {
        this.#queued = undefined;
        return this.#startFlush();
      });
      return this.#queued;
    }
    this.#running = this.#flushOnce();
    return this.#running;
  }

  async #flushOnce(): Promise<FlushOutcome> {
    const { written } = this.#buffer.counts;
    this.#schedule.cancel();
    const error = await this.#writer.write();
    this.#running = undefined;
    this.#scheduleNext();
    if (error !== undefined || this.#buffer.counts.written > written) this.#onStateChanged();
    return error === undefined ? { sink: this.name, ok: true } : this.#failedFlush(error);
  }

  #scheduleNext(): void {
    if (this.#disposing !== undefined || this.#buffer.size === 0) return;
    const { failure } = this.#writer;
    if (failure === undefined) this.#schedule.schedule(this.#buffer.size, this.#buffer.hasErrors());
    else this.#schedule.scheduleRetry(failure.count);
  }
}

/**
 * Rethrows errors of the callback, such as a log that is already closed, outside of the flush, so
 * that they neither interrupt it nor go unnoticed.
 */
function isolate<A extends readonly unknown[]>(callback: (...args: A) => void) {
  return (...args: A): void => {
    try {
      callback(...args);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}
