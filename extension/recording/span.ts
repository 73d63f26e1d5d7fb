import type { Clock } from "../platform/clock.ts";
import type {
  ChildEvent,
  ChildName,
  EventCatalog,
  EventFields,
  EventName,
} from "./eventDefinition.ts";
import { cleanEventName } from "./fields.ts";
import type { IdSource } from "./ids.ts";

interface EventFieldBags {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly measurements: Readonly<Record<string, unknown>>;
}

/** What a recorder makes an event of. */
export interface SpanRecord {
  readonly name: string;
  /** Given by the caller and not to be trusted: `{properties?, measurements?}`. */
  readonly fields: unknown;
  /** Win over `fields` where both name the same field. */
  readonly spanFields?: EventFieldBags;
  /** Wrapped, since `undefined` can be thrown as well. */
  readonly thrown?: { readonly value: unknown };
  readonly trace?: {
    readonly traceId: string;
    readonly parentEventId?: string;
    /** Given where the event is a span, made by the recorder otherwise. */
    readonly eventId?: string;
  };
}

interface SpanOptions {
  readonly name: string;
  readonly fields: unknown;
  readonly traceId: string;
  readonly parentEventId?: string;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly record: (record: SpanRecord) => void;
}

type SpanResult = "success" | "error" | "aborted";

/** A timed event that is under way. Recorded once, when its work ends. */
export class Span<C extends EventCatalog, N extends EventName<C>> {
  readonly traceId: string;
  readonly eventId: string;
  readonly #options: SpanOptions;
  readonly #properties = Object.create(null) as Record<string, unknown>;
  readonly #measurements = Object.create(null) as Record<string, unknown>;
  #result: SpanResult = "success";
  #thrown: SpanRecord["thrown"];

  /** Made by `Recorder.trace` and `phase`. */
  constructor(options: SpanOptions) {
    this.#options = options;
    this.traceId = options.traceId;
    this.eventId = options.ids.newEventId();
  }

  /** Times a part of the work as the event "NAME.PHASE" of the same trace, below this span. */
  async phase<P extends ChildName<C, N>, T>(
    phase: P,
    run: (span: Span<C, ChildEvent<C, N, P>>) => T | Promise<T>,
    fields: EventFields<C, ChildEvent<C, N, P>> = {},
  ): Promise<T> {
    const child = new Span<C, ChildEvent<C, N, P>>({
      ...this.#options,
      name: this.#childName(phase),
      fields,
      parentEventId: this.eventId,
    });
    return child.run(run);
  }

  /** Records the event "NAME.CHILD" of the same trace, below this span. */
  log<P extends ChildName<C, N>>(child: P, fields: EventFields<C, ChildEvent<C, N, P>> = {}): void {
    this.#options.record({ ...this.#childRecord(child), fields });
  }

  /** Like `log`, with what was thrown. */
  logError<P extends ChildName<C, N>>(
    child: P,
    error: unknown,
    fields: EventFields<C, ChildEvent<C, N, P>> = {},
  ): void {
    this.#options.record({ ...this.#childRecord(child), fields, thrown: { value: error } });
  }

  /** Sets a property of the event that is recorded at the end; the last value counts. */
  setProperty(name: keyof C[N]["properties"] & string, value: string | number | boolean): void {
    this.#properties[fieldName(name)] = value;
  }

  /** Sets a measurement of the event that is recorded at the end; the last value counts. */
  setMeasurement(name: keyof C[N]["measurements"] & string, value: number): void {
    this.#measurements[fieldName(name)] = value;
  }

  /** The work was given up on purpose: the result is "aborted". */
  markAborted(): void {
    this.#result = "aborted";
    this.#thrown = undefined;
  }

  /** The work failed without throwing: the result is "error". */
  markError(error: unknown): void {
    this.#result = "error";
    this.#thrown = { value: error };
  }

  /** Runs the work and records the span at its end. Called once, by whoever made the span. */
  async run<T>(work: (span: this) => T | Promise<T>): Promise<T> {
    const startMs = this.#options.clock.elapsedMs();
    try {
      return await work(this);
    } catch (thrown) {
      if (isAbortError(thrown)) this.markAborted();
      else this.markError(thrown);
      throw thrown;
    } finally {
      this.#end(this.#options.clock.elapsedMs() - startMs);
    }
  }

  #end(elapsedMs: number): void {
    const { name, fields, traceId, parentEventId, record } = this.#options;
    record({
      name,
      fields,
      spanFields: {
        properties: { ...this.#properties, result: this.#result },
        measurements: { ...this.#measurements, durationMs: roundedMs(elapsedMs) },
      },
      ...(this.#thrown !== undefined && { thrown: this.#thrown }),
      trace: {
        traceId,
        eventId: this.eventId,
        ...(parentEventId !== undefined && { parentEventId }),
      },
    });
  }

  #childName(child: unknown): string {
    return `${this.#options.name}.${cleanEventName(child)}`;
  }

  #childRecord(child: unknown): Pick<SpanRecord, "name" | "trace"> {
    return {
      name: this.#childName(child),
      trace: { traceId: this.traceId, parentEventId: this.eventId },
    };
  }
}

/** Never below zero; to microseconds, as fine as a clock of the extension host can be trusted. */
function roundedMs(elapsedMs: number): number {
  return Math.max(0, Math.round(elapsedMs * 1000) / 1000);
}

/** A name that is no text becomes the empty one, which is left out and counted. */
function fieldName(name: unknown): string {
  return typeof name === "string" ? name : "";
}

function isAbortError(thrown: unknown): boolean {
  try {
    return thrown instanceof Error && thrown.name === "AbortError";
  } catch {
    // A proxy or a getter that throws must not take the place of what was thrown.
    return false;
  }
}
