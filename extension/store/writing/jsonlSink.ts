import { parseUtcDay } from "../../../shared/days.ts";
import type { SessionContext, TelemetryEvent } from "../../../shared/event.ts";
import type { FlushOutcome, TelemetrySink } from "../../recording/sink.ts";
import { DROPPED_EVENT_NAME, DropCount, type DropReport } from "./dropCount.ts";
import { EventBuffer, type SinkCounts } from "./eventBuffer.ts";
import type { FileSystem } from "../../platform/fileSystem.ts";
import { encodeEvent, encodeHeader } from "../lineCodec.ts";
import type { LocalSinkConfig } from "../localSinkConfig.ts";
import { withDeadline, type Scheduler } from "../../platform/scheduler.ts";
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
  /** Called when the session starts another file after its first. */
  readonly onNewFile: () => void;
  /** Called after each flush that wrote events or failed, which covers changes of `health`. */
  readonly onStateChanged: () => void;
}

/** Whether the last write succeeded and, if not, how many events are buffered. */
export type SinkHealth =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: Error; readonly pendingEvents: number };

/** Why the sink will wake up. Later entries take precedence over earlier ones. */
const WAKE_REASONS = ["interval", "error", "batch", "retry"] as const;
type WakeReason = (typeof WAKE_REASONS)[number];

/** Errors are written early, because a crash may follow. */
const ERROR_FLUSH_MS = 1_000;

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

/** A hanging disk must not block an export. */
const FLUSH_TIMEOUT_MS = 5_000;

/** VS Code allows 5 s for all extensions together to shut down. */
const DISPOSE_TIMEOUT_MS = 1_500;

/**
 * Buffers events in memory and appends them to the session's daily files. Events stay buffered
 * until they are on disk; if the buffer is full, the oldest are dropped and counted exactly.
 */
export class JsonlSink implements TelemetrySink {
  readonly name = "local";
  readonly #directory: string;
  readonly #scheduler: Scheduler;
  readonly #onDropped: (report: DropReport) => void;
  readonly #onNotice: (message: string) => void;
  readonly #onStateChanged: () => void;
  readonly #writer: SegmentWriter;
  readonly #buffer: EventBuffer;
  #config: LocalSinkConfig;
  #running: Promise<FlushOutcome> | undefined;
  #queued: Promise<FlushOutcome> | undefined;
  #wake: { readonly reason: WakeReason; readonly cancel: () => void } | undefined;
  #failureCount = 0;
  #failure: Error | undefined;
  #disposing: Promise<FlushOutcome> | undefined;
  #isClosed = false;

  /** Does not touch the disk or start a timer before the first event. */
  constructor(options: JsonlSinkOptions) {
    this.#directory = options.directory;
    this.#scheduler = options.scheduler;
    this.#onDropped = isolate(options.onDropped);
    this.#onNotice = isolate(options.onNotice);
    this.#onStateChanged = isolate(options.onStateChanged);
    this.#config = options.config;
    this.#buffer = new EventBuffer(options.config.bufferLimit);
    this.#writer = new SegmentWriter({
      directory: options.directory,
      session8: options.context.session_id.slice(0, 8),
      header: encodeHeader(options.context, options.sessionStart),
      fs: options.fs,
      maxFileBytes: options.config.maxFileBytes,
      onNotice: this.#onNotice,
      onNewFile: isolate(options.onNewFile),
    });
  }

  get counts(): SinkCounts {
    return this.#buffer.counts;
  }

  get health(): SinkHealth {
    const error = this.#failure;
    if (error === undefined) return { ok: true };
    return { ok: false, error, pendingEvents: this.#buffer.size };
  }

  /** Ignores an event with an invalid timestamp, which the recorder never creates. */
  write(event: TelemetryEvent): void {
    if (this.#isClosed) return;
    const day = parseUtcDay(event.timestamp.slice(0, 10));
    if (day === undefined) return;
    const text = encodeEvent(event);
    this.#buffer.push({
      text,
      byteCount: Buffer.byteLength(text),
      day,
      sequence: event.event_sequence,
      hasError: event.error !== undefined,
      ...(event.event_name === DROPPED_EVENT_NAME && {
        drops: DropCount.reportOf(event.measurements),
      }),
    });
    this.#scheduleWakeFor(event.error !== undefined);
  }

  /**
   * One flush runs at a time; calls during a flush share the next one. Resolves within 5 s, even if
   * the disk does not respond.
   */
  flush(): Promise<FlushOutcome> {
    return this.#disposing ?? this.#withTimeout(FLUSH_TIMEOUT_MS, this.#startFlush());
  }

  dispose(): Promise<FlushOutcome> {
    this.#disposing ??= this.#withTimeout(DISPOSE_TIMEOUT_MS, this.#drain()).then((outcome) => {
      this.#isClosed = true;
      const lostCount = this.#buffer.countUnwritten();
      if (lostCount > 0) {
        this.#onNotice(
          `${lostCount} telemetry events may be lost: they could not be confirmed as written to ` +
            `${this.#directory} before the window closed.`,
        );
      }
      return outcome;
    });
    return this.#disposing;
  }

  /** Takes effect immediately. */
  setConfig(config: LocalSinkConfig): void {
    this.#config = config;
    this.#writer.setMaxFileBytes(config.maxFileBytes);
    this.#buffer.setLimit(config.bufferLimit);
    if (this.#wake?.reason === "interval" || this.#wake?.reason === "batch") {
      this.#cancelWake();
      this.#scheduleWakeFor(false);
    }
  }

  #scheduleWakeFor(hasError: boolean): void {
    if (this.#buffer.size >= this.#config.flushBatchSize) this.#scheduleWake("batch", 0);
    else if (hasError) this.#scheduleWake("error", ERROR_FLUSH_MS);
    else this.#scheduleWake("interval", this.#config.flushIntervalMs);
  }

  #scheduleWake(reason: WakeReason, delayMs: number): void {
    const isUrgent =
      this.#wake === undefined ||
      WAKE_REASONS.indexOf(reason) > WAKE_REASONS.indexOf(this.#wake.reason);
    // A running flush checks the buffer again when it ends.
    if (!isUrgent || this.#running !== undefined) return;
    this.#cancelWake();
    const cancel = this.#scheduler.schedule(delayMs, () => {
      this.#wake = undefined;
      void this.#startFlush();
    });
    this.#wake = { reason, cancel };
  }

  #cancelWake(): void {
    this.#wake?.cancel();
    this.#wake = undefined;
  }

  /** Flushes until the buffer is empty, since events arrive until the sink is closed. */
  async #drain(): Promise<FlushOutcome> {
    let outcome = await this.#startFlush();
    // Retry once: the problem may be over, and no timer will retry.
    if (!outcome.ok) outcome = await this.#startFlush();
    while (outcome.ok && this.#buffer.size > 0) outcome = await this.#startFlush();
    return outcome;
  }

  #withTimeout(timeoutMs: number, work: Promise<FlushOutcome>): Promise<FlushOutcome> {
    return withDeadline(work, timeoutMs, this.#scheduler, () => ({
      sink: this.name,
      ok: false,
      pendingEvents: this.#buffer.size,
      error: new Error(`The disk did not respond within ${timeoutMs / 1000} s`),
    }));
  }

  #startFlush(): Promise<FlushOutcome> {
    if (this.#running !== undefined) {
      this.#queued ??= this.#running.then(() => {
        this.#queued = undefined;
        return this.#startFlush();
      });
      return this.#queued;
    }
    const { written } = this.#buffer.counts;
    this.#running = this.#writeBuffer().then((outcome) => {
      this.#running = undefined;
      this.#afterFlush(outcome);
      if (!outcome.ok || this.#buffer.counts.written > written) this.#onStateChanged();
      return outcome;
    });
    return this.#running;
  }

  #afterFlush(outcome: FlushOutcome): void {
    if (this.#disposing !== undefined || this.#buffer.size === 0) return;
    if (outcome.ok) {
      this.#scheduleWakeFor(this.#buffer.hasErrors());
    } else {
      const retryMs = Math.min(FIRST_RETRY_MS * 2 ** (this.#failureCount - 1), MAX_RETRY_MS);
      this.#scheduleWake("retry", retryMs);
    }
  }

  /**
   * Writes the buffered events and, if any were dropped, an event that reports it. Later drops are
   * left to the next flush, so that this one ends however many events arrive.
   */
  async #writeBuffer(): Promise<FlushOutcome> {
    this.#cancelWake();
    let error = await this.#writeAccepted();
    const report = error === undefined ? this.#buffer.takeDropReport() : undefined;
    if (report !== undefined) {
      const { accepted } = this.#buffer.counts;
      this.#onDropped(report);
      // While recording is off, the report is not accepted; keep it until recording is on.
      if (this.#buffer.counts.accepted === accepted) this.#buffer.returnDropReport(report);
      error = await this.#writeAccepted();
    }
    if (error === undefined) return { sink: this.name, ok: true };
    return { sink: this.name, ok: false, pendingEvents: this.#buffer.size, error };
  }

  /** Writes the events accepted before the call, day by day. Returns the error if one fails. */
  async #writeAccepted(): Promise<Error | undefined> {
    const { accepted: target } = this.#buffer.counts;
    while (target > this.#buffer.counts.written + this.#buffer.counts.dropped) {
      const batch = this.#buffer.beginBatch();
      const [first] = batch;
      if (first === undefined) return undefined;
      const { writtenCount, error } = await this.#writer.append(first.day, batch);
      this.#buffer.settle(writtenCount);
      if (error !== undefined) {
        this.#onWriteFailed(error);
        return error;
      }
      this.#onWriteSucceeded();
    }
    return undefined;
  }

  #onWriteSucceeded(): void {
    if (this.#failureCount === 0) return;
    this.#failureCount = 0;
    this.#failure = undefined;
    this.#onNotice(`Writing telemetry to ${this.#directory} works again.`);
  }

  #onWriteFailed(error: Error): void {
    this.#failureCount++;
    this.#failure = error;
    if (this.#failureCount > 1) return;
    this.#onNotice(
      `Could not write telemetry to ${this.#directory}: ${error.message}. ` +
        `${this.#buffer.size} events are buffered in memory. Retrying…`,
    );
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
