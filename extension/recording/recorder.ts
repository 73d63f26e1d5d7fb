import { MAX_INSTANT_MS } from "../../shared/timestamp.ts";
import type { EventError, TelemetryEvent } from "../../shared/event.ts";
import type { Clock } from "../platform/clock.ts";
import { cleanDeploymentUrl } from "./deploymentUrl.ts";
import type { EventCatalog, EventFields, EventName } from "./eventDefinition.ts";
import { cleanEventName, cleanMeasurements, cleanProperties, describeError } from "./fields.ts";
import type { IdSource } from "./ids.ts";
import { parseTelemetryLevel, type TelemetryLevel } from "./level.ts";
import type { FlushOutcome, TelemetrySink } from "./sink.ts";
import { limitSize } from "./sizeLimit.ts";
import { Span, type SpanRecord } from "./span.ts";

export interface RecorderOptions {
  readonly sinks: readonly TelemetrySink[];
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly level: TelemetryLevel;
  /** Made clean like the argument of `setDeploymentUrl`. */
  readonly deploymentUrl?: string;
}

/**
 * Stamps, cleans and numbers events and hands them to the sinks. Does no I/O and never throws
 * into its caller, whatever it is given. The catalogue `C` says which events and fields exist.
 */
export class Recorder<C extends EventCatalog> {
  readonly #sinks: readonly TelemetrySink[];
  readonly #clock: Clock;
  readonly #ids: IdSource;
  #level: TelemetryLevel;
  /** Counts the times recording was switched off; a span that saw another count records nothing. */
  #offCount = 0;
  #nextSequence = 0;
  #lastNowMs = 0;
  #deploymentUrl: string;

  constructor(options: RecorderOptions) {
    this.#sinks = options.sinks;
    this.#clock = options.clock;
    this.#ids = options.ids;
    this.#level = knownLevel(options.level);
    this.#deploymentUrl = cleanDeploymentUrl(options.deploymentUrl);
  }

  get level(): TelemetryLevel {
    return this.#level;
  }

  /**
   * "off" acts at once, also on spans that are open; they stay silent when it is "local" again.
   * An unknown value means "off".
   */
  setLevel(level: TelemetryLevel): void {
    const next = knownLevel(level);
    if (this.#level !== "off" && next === "off") this.#offCount++;
    this.#level = next;
  }

  /** Holds for the events from now on. Anything but an http(s) URL means "none". */
  setDeploymentUrl(url: string): void {
    this.#deploymentUrl = cleanDeploymentUrl(url);
  }

  /** Records that something happened. */
  log<N extends EventName<C>>(name: N, fields: EventFields<C, N> = {}): void {
    this.#record({ name, fields });
  }

  /** Records that something failed; `error` may be whatever was thrown. */
  logError<N extends EventName<C>>(name: N, error: unknown, fields: EventFields<C, N> = {}): void {
    this.#record({ name, fields, thrown: { value: error } });
  }

  /**
   * Runs `run` and records one event when it ends, with `result` (success, error or aborted) and
   * `durationMs`. Gives back what `run` gives and throws what it throws.
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
      traceId: this.#ids.newTraceId(),
      clock: this.#clock,
      record: (event) => {
        if (isRecording && offCount === this.#offCount) this.#record(event);
      },
    });
    return span.run(run);
  }

  /** Brings every event recorded so far to its place; tells for each sink whether that worked. */
  flush(): Promise<readonly FlushOutcome[]> {
    return Promise.all(this.#sinks.map((sink) => outcomeOf(sink, () => sink.flush())));
  }

  /** Ends recording with a last flush of every sink. */
  async dispose(): Promise<readonly FlushOutcome[]> {
    const outcomes = await Promise.all(
      this.#sinks.map((sink) => outcomeOf(sink, () => sink.dispose())),
    );
    this.setLevel("off");
    return outcomes;
  }

  #record(record: SpanRecord): void {
    if (this.#level === "off") return;
    try {
      const event = limitSize(this.#eventOf(record));
      for (const sink of this.#sinks) writeTo(sink, event);
    } catch {
      // Cleaned fields cannot throw; a caller must not pay if a clock or an id source does.
    }
  }

  #eventOf({ name, fields, spanFields, thrown, trace }: SpanRecord): TelemetryEvent {
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
      event_sequence: this.#nextSequence++,
      properties: properties.fields,
      measurements: measurements.fields,
      ...(trace !== undefined && { trace_id: trace.traceId }),
      ...(trace?.parentEventId !== undefined && { parent_event_id: trace.parentEventId }),
      ...(error !== undefined && { error }),
      deployment_url: this.#deploymentUrl,
    };
  }

  /** A clock outside the years 1970 to 9999 is broken; the last time it made sense serves instead. */
  #timestamp(): string {
    const nowMs = this.#clock.nowMs();
    if (nowMs >= 0 && nowMs <= MAX_INSTANT_MS) this.#lastNowMs = nowMs;
    return new Date(this.#lastNowMs).toISOString();
  }
}

function knownLevel(level: unknown): TelemetryLevel {
  return parseTelemetryLevel(level) ?? "off";
}

/** Sinks promise not to throw; one that does must not keep the event from the others. */
function writeTo(sink: TelemetrySink, event: TelemetryEvent): void {
  try {
    sink.write(event);
  } catch {
    // Its loss alone.
  }
}

/** Sinks promise not to reject; one that does must not hide how the others did. */
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

/** `false`, which is no record of fields and is counted as a bad one, where reading throws. */
function readMember(from: unknown, name: string): unknown {
  try {
    return typeof from === "object" && from !== null ? Reflect.get(from, name) : undefined;
  } catch {
    return false;
  }
}
