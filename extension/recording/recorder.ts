import { MAX_INSTANT_MS } from "../../shared/timestamp.ts";
import type { EventError } from "../../shared/event.ts";
import type { Clock } from "../platform/clock.ts";
import { cleanDeploymentUrl } from "./deploymentUrl.ts";
import type { EventCatalog, EventFields, EventName } from "./eventDefinition.ts";
import { describeError } from "./describeError.ts";
import { cleanEventName, cleanMeasurements, cleanProperties } from "./fields.ts";
import { newTraceIdOf, type IdSource } from "./ids.ts";
import { parseTelemetryLevel, type TelemetryLevel } from "./level.ts";
import type { FlushOutcome, TelemetrySink } from "./sink.ts";
import { limitSize } from "./sizeLimit.ts";
import { Span, type SpanRecord } from "./span.ts";
import type { UnnumberedEvent } from "./unnumberedEvent.ts";

export interface RecorderOptions {
  readonly sinks: readonly TelemetrySink[];
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly level: TelemetryLevel;
  /** Sanitized like the argument of `setDeploymentUrl`. */
  readonly deploymentUrl?: string;
}

/**
 * Timestamps and sanitizes events and passes them to the sinks, which number them. Does no I/O and
 * never throws, whatever the arguments. The catalog `C` defines which events and fields exist.
 */
export class Recorder<C extends EventCatalog> {
  readonly #sinks: readonly TelemetrySink[];
  readonly #clock: Clock;
  readonly #ids: IdSource;
  #level: TelemetryLevel;
  /** Incremented when recording is turned off; spans started under another count are dropped. */
  #offCount = 0;
  #lastValidNowMs = 0;
  #deploymentUrl: string;

  constructor(options: RecorderOptions) {
    this.#sinks = options.sinks;
    this.#clock = options.clock;
    this.#ids = options.ids;
    this.#level = levelOrOff(options.level);
    this.#deploymentUrl = cleanDeploymentUrl(options.deploymentUrl);
  }

  get level(): TelemetryLevel {
    return this.#level;
  }

  /**
   * "off" takes effect immediately, including for open spans, which stay unrecorded even if the
   * level changes back to "local". An unknown value means "off".
   */
  setLevel(level: TelemetryLevel): void {
    const next = levelOrOff(level);
    if (this.#level !== "off" && next === "off") this.#offCount++;
    this.#level = next;
  }

  /** Applies to subsequent events. Anything but an http(s) URL means "none". */
  setDeploymentUrl(url: string): void {
    this.#deploymentUrl = cleanDeploymentUrl(url);
  }

  /** Records an event. */
  log<N extends EventName<C>>(name: N, fields: EventFields<C, N> = {}): void {
    this.#record({ name, fields });
  }

  /** Records an error event; `error` may be any thrown value. See `describeError`. */
  logError<N extends EventName<C>>(name: N, error: unknown, fields: EventFields<C, N> = {}): void {
    this.#record({ name, fields, thrown: { value: error } });
  }

  /**
   * Calls `run` and records one event when it settles, with `result` (success, error or aborted)
   * and `durationMs`. Returns what `run` returns and throws what it throws, even if the event cannot
   * be recorded.
   */
  async trace<N extends EventName<C>, T>(
    name: N,
    run: (span: Span<C, N>) => T | Promise<T>,
    fields: EventFields<C, N> = {},
  ): Promise<T> {
    const isRecording = this.#level !== "off";
    const offCount = this.#offCount;
    const span = new Span<C, N>({
      name: cleanEventName(name),
      fields,
      ids: this.#ids,
      traceId: newTraceIdOf(this.#ids),
      clock: this.#clock,
      record: (event) => {
        if (isRecording && offCount === this.#offCount) this.#record(event);
      },
    });
    return span.run(run);
  }

  /** Flushes every sink. Resolves to one outcome per sink; never rejects. */
  flush(): Promise<readonly FlushOutcome[]> {
    return Promise.all(this.#sinks.map((sink) => outcomeOf(sink, () => sink.flush())));
  }

  /**
   * Flushes and disposes every sink, then stops recording. Never rejects, and settles as soon as
   * `deadline` is aborted.
   */
  async dispose(deadline: AbortSignal): Promise<readonly FlushOutcome[]> {
    const outcomes = await Promise.all(
      this.#sinks.map((sink) => outcomeOf(sink, () => sink.dispose(deadline))),
    );
    this.setLevel("off");
    return outcomes;
  }

  #record(record: SpanRecord): void {
    if (this.#level === "off") return;
    try {
      const event = limitSize(this.#toEvent(record));
      for (const sink of this.#sinks) writeTo(sink, event);
    } catch {
      // Sanitized fields cannot throw, but a broken clock or id source must not affect the caller.
    }
  }

  #toEvent({ name, fields, spanFields, thrown, trace }: SpanRecord): UnnumberedEvent {
    const properties = cleanProperties(readMember(fields, "properties"));
    const measurements = cleanMeasurements(readMember(fields, "measurements"));
    let droppedCount = properties.droppedCount + measurements.droppedCount;
    if (spanFields !== undefined) {
      const spanProperties = cleanProperties(spanFields.properties);
      const spanMeasurements = cleanMeasurements(spanFields.measurements);
      Object.assign(properties.fields, spanProperties.fields);
      Object.assign(measurements.fields, spanMeasurements.fields);
      droppedCount += spanProperties.droppedCount + spanMeasurements.droppedCount;
    }
    if (droppedCount > 0) measurements.fields["dropped_fields"] = droppedCount;
    const error: EventError | undefined =
      thrown === undefined ? undefined : describeError(thrown.value);
    return {
      event_id: trace?.eventId ?? this.#ids.newEventId(),
      event_name: cleanEventName(name),
      timestamp: this.#timestamp(),
      properties: properties.fields,
      measurements: measurements.fields,
      ...(trace !== undefined && { trace_id: trace.traceId }),
      ...(trace?.parentEventId !== undefined && { parent_event_id: trace.parentEventId }),
      ...(error !== undefined && { error }),
      deployment_url: this.#deploymentUrl,
    };
  }

  /** If the clock is outside the years 1970 to 9999, uses the last valid time instead. */
  #timestamp(): string {
    const nowMs = this.#clock.nowMs();
    if (nowMs >= 0 && nowMs <= MAX_INSTANT_MS) this.#lastValidNowMs = nowMs;
    return new Date(this.#lastValidNowMs).toISOString();
  }
}

function levelOrOff(level: unknown): TelemetryLevel {
  return parseTelemetryLevel(level) ?? "off";
}

/** Sinks must not throw; one that does must not keep the event from the others. */
function writeTo(sink: TelemetrySink, event: UnnumberedEvent): void {
  try {
    sink.write(event);
  } catch {
    // Only that sink loses the event.
  }
}

/** Sinks must not reject; one that does must not hide the outcomes of the others. */
async function outcomeOf(
  sink: TelemetrySink,
  work: () => Promise<FlushOutcome>,
): Promise<FlushOutcome> {
  try {
    return await work();
  } catch (cause) {
    const error = new Error(`The sink ${sink.name} failed`, { cause });
    return { sink: sink.name, ok: false, pendingEvents: 0, error };
  }
}

/** Returns `false` if reading throws, which is then counted as an invalid set of fields. */
function readMember(from: unknown, name: string): unknown {
  try {
    return typeof from === "object" && from !== null ? Reflect.get(from, name) : undefined;
  } catch {
    return false;
  }
}
