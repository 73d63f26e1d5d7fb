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

/** Where one of the callbacks throws, recording goes on and the error ends up uncaught. */
export interface JsonlSinkOptions {
  readonly directory: string;
  readonly context: SessionContext;
  /** ISO 8601 instant of the session's start, for the file headers. */
  readonly sessionStart: string;
  readonly config: LocalSinkConfig;
  readonly fs: FileSystem;
  readonly scheduler: Scheduler;
  /** Called after events were lost and writing works again; records them as an event. */
  readonly onDropped: (report: DropReport) => void;
  /** Told in a sentence of what a user may want to know. */
  readonly onNotice: (message: string) => void;
  /** Called when the session begins a further file. */
  readonly onNewFile: () => void;
  /** Called after each flush that wrote events or failed, so also whenever `health` changes. */
  readonly onStateChanged: () => void;
}

/** Whether the last attempt to write worked; where not, how many events wait in memory now. */
export type SinkHealth =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: Error; readonly pendingEvents: number };

/** Why the sink will wake up; a later member wins over an earlier one. */
const WAKE_REASONS = ["interval", "error", "batch", "retry"] as const;
type WakeReason = (typeof WAKE_REASONS)[number];

/** An event with an error is on disk before a crash that it announces is likely to end the host. */
const ERROR_FLUSH_MS = 1_000;

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

/** A disk that hangs must not hold up an export. */
const FLUSH_TIMEOUT_MS = 5_000;

/** VS Code gives all extensions together 5 s to shut down. */
const DISPOSE_TIMEOUT_MS = 1_500;

/**
 * Buffers events in memory and appends them to the session's daily files. Events leave the buffer
 * only once they are on disk; when it is full the oldest are dropped and counted exactly.
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

  /** Neither touches the disk nor starts a timer before the first event. */
  constructor(options: JsonlSinkOptions) {
    this.#directory = options.directory;
    this.#scheduler = options.scheduler;
    this.#onDropped = isolated(options.onDropped);
    this.#onNotice = isolated(options.onNotice);
    this.#onStateChanged = isolated(options.onStateChanged);
    this.#config = options.config;
    this.#buffer = new EventBuffer(options.config.bufferLimit);
    this.#writer = new SegmentWriter({
      directory: options.directory,
      session8: options.context.session_id.slice(0, 8),
      header: encodeHeader(options.context, options.sessionStart),
      fs: options.fs,
      maxFileBytes: options.config.maxFileBytes,
      onNotice: this.#onNotice,
      onNewFile: isolated(options.onNewFile),
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

  /** Passes over an event whose timestamp no day can be told from; the recorder makes none. */
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
    this.#wakeUpFor(event.error !== undefined);
  }

  /**
   * One flush runs at a time; those who ask meanwhile share the next one. Answers after 5 s at
   * the latest, also where the disk does not.
   */
  flush(): Promise<FlushOutcome> {
    return this.#disposing ?? this.#within(FLUSH_TIMEOUT_MS, this.#start());
  }

  dispose(): Promise<FlushOutcome> {
    this.#disposing ??= this.#within(DISPOSE_TIMEOUT_MS, this.#drain()).then((outcome) => {
      this.#isClosed = true;
      const lostCount = this.#buffer.countUnwritten();
      if (lostCount > 0) {
        this.#onNotice(
          `${lostCount} telemetry events may be lost: they were not known to be in ` +
            `${this.#directory} when the window closed.`,
        );
      }
      return outcome;
    });
    return this.#disposing;
  }

  /** Takes effect at once. */
  setConfig(config: LocalSinkConfig): void {
    this.#config = config;
    this.#writer.setMaxFileBytes(config.maxFileBytes);
    this.#buffer.setLimit(config.bufferLimit);
    if (this.#wake?.reason === "interval" || this.#wake?.reason === "batch") {
      this.#cancelWake();
      this.#wakeUpFor(false);
    }
  }

  #wakeUpFor(hasError: boolean): void {
    if (this.#buffer.size >= this.#config.flushBatchSize) this.#wakeUp("batch", 0);
    else if (hasError) this.#wakeUp("error", ERROR_FLUSH_MS);
    else this.#wakeUp("interval", this.#config.flushIntervalMs);
  }

  #wakeUp(reason: WakeReason, delayMs: number): void {
    const isUrgent =
      this.#wake === undefined ||
      WAKE_REASONS.indexOf(reason) > WAKE_REASONS.indexOf(this.#wake.reason);
    // While a flush runs, its end looks at the buffer again.
    if (!isUrgent || this.#running !== undefined) return;
    this.#cancelWake();
    const cancel = this.#scheduler.schedule(delayMs, () => {
      this.#wake = undefined;
      void this.#start();
    });
    this.#wake = { reason, cancel };
  }

  #cancelWake(): void {
    this.#wake?.cancel();
    this.#wake = undefined;
  }

  /** Flushes until nothing is left, since events come in until the sink is closed. */
  async #drain(): Promise<FlushOutcome> {
    let outcome = await this.#start();
    // What failed may be over already, and no timer will try again.
    if (!outcome.ok) outcome = await this.#start();
    while (outcome.ok && this.#buffer.size > 0) outcome = await this.#start();
    return outcome;
  }

  #within(timeoutMs: number, work: Promise<FlushOutcome>): Promise<FlushOutcome> {
    return withDeadline(work, timeoutMs, this.#scheduler, () => ({
      sink: this.name,
      ok: false,
      pendingEvents: this.#buffer.size,
      error: new Error(`The disk did not answer within ${timeoutMs / 1000} s`),
    }));
  }

  #start(): Promise<FlushOutcome> {
    if (this.#running !== undefined) {
      this.#queued ??= this.#running.then(() => {
        this.#queued = undefined;
        return this.#start();
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
      this.#wakeUpFor(this.#buffer.hasErrors());
    } else {
      const retryMs = Math.min(FIRST_RETRY_MS * 2 ** (this.#failureCount - 1), MAX_RETRY_MS);
      this.#wakeUp("retry", retryMs);
    }
  }

  /**
   * Writes what is buffered now and, where events were lost, the event that says so. What is lost
   * meanwhile is left to the next flush, so that this one ends however many events come in.
   */
  async #writeBuffer(): Promise<FlushOutcome> {
    this.#cancelWake();
    let error = await this.#writeAccepted();
    const report = error === undefined ? this.#buffer.takeDropReport() : undefined;
    if (report !== undefined) {
      const { accepted } = this.#buffer.counts;
      this.#onDropped(report);
      // While recording is off the report is not taken; it is told when recording is on again.
      if (this.#buffer.counts.accepted === accepted) this.#buffer.returnDropReport(report);
      error = await this.#writeAccepted();
    }
    if (error === undefined) return { sink: this.name, ok: true };
    return { sink: this.name, ok: false, pendingEvents: this.#buffer.size, error };
  }

  /** Writes what was accepted before the call, one day after the other; gives what stopped it. */
  async #writeAccepted(): Promise<Error | undefined> {
    const { accepted: goal } = this.#buffer.counts;
    while (goal > this.#buffer.counts.written + this.#buffer.counts.dropped) {
      const batch = this.#buffer.beginBatch();
      const [first] = batch;
      if (first === undefined) return undefined;
      const { writtenCount, error } = await this.#writer.append(first.day, batch);
      this.#buffer.settle(writtenCount);
      if (error !== undefined) {
        this.#failed(error);
        return error;
      }
      this.#succeeded();
    }
    return undefined;
  }

  #succeeded(): void {
    if (this.#failureCount === 0) return;
    this.#failureCount = 0;
    this.#failure = undefined;
    this.#onNotice(`Telemetry is written to ${this.#directory} again.`);
  }

  #failed(error: Error): void {
    this.#failureCount++;
    this.#failure = error;
    if (this.#failureCount > 1) return;
    this.#onNotice(
      `Telemetry could not be written to ${this.#directory}: ${error.message}. ` +
        `${this.#buffer.size} events wait in memory and are tried again.`,
    );
  }
}

/**
 * Keeps what the callback throws, such as a log that is closed already, from ending a flush half
 * way, without hiding it.
 */
function isolated<A extends readonly unknown[]>(callback: (...args: A) => void) {
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
