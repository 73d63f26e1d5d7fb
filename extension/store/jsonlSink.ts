import { parseUtcDay, type UtcDay } from "../../shared/days.ts";
import type { SessionContext, TelemetryEvent } from "../../shared/event.ts";
import type { FlushOutcome, TelemetrySink } from "../recording/sink.ts";
import { DROPPED_EVENT_NAME, DropCount, type DropReport } from "./dropCount.ts";
import type { FileSystem } from "./fileSystem.ts";
import { encodeEvent, encodeHeader } from "./lineCodec.ts";
import type { LocalSinkConfig } from "./localSinkConfig.ts";
import { withDeadline, type Scheduler } from "./scheduler.ts";
import { SegmentWriter, type EncodedLine } from "./segmentWriter.ts";

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
}

/** What became of the events so far: accepted = written + dropped + buffered. */
export interface SinkCounts {
  readonly accepted: number;
  readonly written: number;
  readonly dropped: number;
  readonly buffered: number;
}

interface BufferedEvent extends EncodedLine {
  readonly day: UtcDay;
  readonly sequence: number;
  readonly hasError: boolean;
  /** Given where the event itself tells of lost events. */
  readonly drops?: DropReport;
}

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

/** 500 events of the largest size would be 32 MiB, too much of a host that all extensions share. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;

/**
 * Buffers events in memory and appends them to the session's daily files. Events leave the buffer
 * only once they are on disk; when it is full the oldest are dropped and counted exactly.
 */
export class JsonlSink implements TelemetrySink {
  readonly name = "local";
  readonly #options: JsonlSinkOptions;
  readonly #writer: SegmentWriter;
  #config: LocalSinkConfig;
  #buffer: BufferedEvent[] = [];
  #bufferedBytes = 0;
  /** Events at the front of the buffer that are being written and so cannot be dropped. */
  #inFlightCount = 0;
  #acceptedCount = 0;
  #writtenCount = 0;
  #droppedCount = 0;
  readonly #drops = new DropCount();
  #running: Promise<FlushOutcome> | undefined;
  #queued: Promise<FlushOutcome> | undefined;
  #wake: { readonly reason: WakeReason; readonly cancel: () => void } | undefined;
  #failureCount = 0;
  #disposing: Promise<FlushOutcome> | undefined;
  #isClosed = false;

  /** Neither touches the disk nor starts a timer before the first event. */
  constructor(options: JsonlSinkOptions) {
    this.#options = options;
    this.#config = options.config;
    this.#writer = new SegmentWriter({
      directory: options.directory,
      session8: options.context.session_id.slice(0, 8),
      header: encodeHeader(options.context, options.sessionStart),
      fs: options.fs,
      maxFileBytes: options.config.maxFileBytes,
      onNotice: options.onNotice,
      onNewFile: options.onNewFile,
    });
  }

  get counts(): SinkCounts {
    return {
      accepted: this.#acceptedCount,
      written: this.#writtenCount,
      dropped: this.#droppedCount,
      buffered: this.#buffer.length,
    };
  }

  write(event: TelemetryEvent): void {
    if (this.#isClosed) return;
    const day = parseUtcDay(event.timestamp.slice(0, 10));
    if (day === undefined) return;
    const text = encodeEvent(event);
    const byteCount = Buffer.byteLength(text);
    const drops =
      event.event_name === DROPPED_EVENT_NAME ? DropCount.reportOf(event.measurements) : undefined;
    this.#buffer.push({
      text,
      byteCount,
      day,
      sequence: event.event_sequence,
      hasError: event.error !== undefined,
      ...(drops !== undefined && { drops }),
    });
    this.#bufferedBytes += byteCount;
    this.#acceptedCount++;
    this.#dropOldest();
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
      this.#wake?.cancel();
      this.#wake = undefined;
      if (this.#buffer.length > 0) {
        this.#options.onNotice(
          `${this.#buffer.length} telemetry events were lost: they could not be written to ` +
            `${this.#options.directory} before the window closed.`,
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
    this.#dropOldest();
    if (this.#wake?.reason === "interval" || this.#wake?.reason === "batch") {
      this.#wake.cancel();
      this.#wake = undefined;
      this.#wakeUpFor(false);
    }
  }

  #wakeUpFor(hasError: boolean): void {
    if (this.#buffer.length >= this.#config.flushBatchSize) this.#wakeUp("batch", 0);
    else if (hasError) this.#wakeUp("error", ERROR_FLUSH_MS);
    else this.#wakeUp("interval", this.#config.flushIntervalMs);
  }

  #wakeUp(reason: WakeReason, delayMs: number): void {
    const isUrgent =
      this.#wake === undefined ||
      WAKE_REASONS.indexOf(reason) > WAKE_REASONS.indexOf(this.#wake.reason);
    // While a flush runs, its end looks at the buffer again.
    if (!isUrgent || this.#running !== undefined) return;
    this.#wake?.cancel();
    const cancel = this.#options.scheduler.schedule(delayMs, () => {
      this.#wake = undefined;
      void this.#start();
    });
    this.#wake = { reason, cancel };
  }

  /** Flushes until nothing is left, since events may still come in while the last flush runs. */
  async #drain(): Promise<FlushOutcome> {
    let outcome = await this.#start();
    while (outcome.ok && this.#buffer.length > 0 && !this.#isClosed) outcome = await this.#start();
    return outcome;
  }

  #within(timeoutMs: number, work: Promise<FlushOutcome>): Promise<FlushOutcome> {
    return withDeadline(work, timeoutMs, this.#options.scheduler, () => ({
      sink: this.name,
      ok: false,
      pendingEvents: this.#buffer.length,
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
    this.#running = this.#writeBuffer().then((outcome) => {
      this.#running = undefined;
      this.#afterFlush(outcome);
      return outcome;
    });
    return this.#running;
  }

  #afterFlush(outcome: FlushOutcome): void {
    if (this.#disposing !== undefined || this.#buffer.length === 0) return;
    if (outcome.ok) {
      this.#wakeUpFor(this.#buffer.some((event) => event.hasError));
    } else {
      const retryMs = Math.min(FIRST_RETRY_MS * 2 ** (this.#failureCount - 1), MAX_RETRY_MS);
      this.#wakeUp("retry", retryMs);
    }
  }

  /** Writes what is buffered now, and then, where events were lost, the event that says so. */
  async #writeBuffer(): Promise<FlushOutcome> {
    this.#wake?.cancel();
    this.#wake = undefined;
    let remaining = this.#buffer.length;
    while (remaining > 0) {
      const droppedBefore = this.#droppedCount;
      const batch = this.#firstDay();
      this.#inFlightCount = batch.length;
      const { writtenCount, error } = await this.#writer.append(batch.day, batch.lines);
      this.#inFlightCount = 0;
      this.#removeWritten(writtenCount);
      if (error !== undefined) return this.#failed(error);
      this.#succeeded();
      remaining -= writtenCount + (this.#droppedCount - droppedBefore);
      const report = this.#drops.take();
      if (report !== undefined) {
        this.#options.onDropped(report);
        remaining = this.#buffer.length;
      }
    }
    return { sink: this.name, ok: true };
  }

  /** The events at the front of the buffer that share a day. */
  #firstDay(): { day: UtcDay; lines: readonly BufferedEvent[]; length: number } {
    const day = this.#buffer[0]?.day;
    if (day === undefined) throw new RangeError("The buffer is empty");
    const end = this.#buffer.findIndex((event) => event.day !== day);
    const lines = end === -1 ? this.#buffer.slice() : this.#buffer.slice(0, end);
    return { day, lines, length: lines.length };
  }

  #removeWritten(count: number): void {
    for (const event of this.#buffer.splice(0, count)) this.#bufferedBytes -= event.byteCount;
    this.#writtenCount += count;
    this.#dropOldest();
  }

  #succeeded(): void {
    if (this.#failureCount === 0) return;
    this.#failureCount = 0;
    this.#options.onNotice(`Telemetry is written to ${this.#options.directory} again.`);
  }

  #failed(error: Error): FlushOutcome {
    this.#failureCount++;
    if (this.#failureCount === 1) {
      this.#options.onNotice(
        `Telemetry could not be written to ${this.#options.directory}: ${error.message}. ` +
          `${this.#buffer.length} events wait in memory and are tried again.`,
      );
    }
    return { sink: this.name, ok: false, pendingEvents: this.#buffer.length, error };
  }

  #dropOldest(): void {
    while (
      this.#buffer.length > this.#config.bufferLimit ||
      this.#bufferedBytes > MAX_BUFFERED_BYTES
    ) {
      const [dropped] = this.#buffer.splice(this.#inFlightCount, 1);
      if (dropped === undefined) return;
      this.#bufferedBytes -= dropped.byteCount;
      this.#droppedCount++;
      this.#drops.add(dropped.sequence, dropped.drops);
    }
  }
}
