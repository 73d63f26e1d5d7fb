import type { Clock } from "../../../extension/platform/clock.ts";
import type { EventCatalog } from "../../../extension/recording/eventDefinition.ts";
import type { IdSource } from "../../../extension/recording/ids.ts";
import { Recorder, type RecorderOptions } from "../../../extension/recording/recorder.ts";
import { CollectingSink } from "../../support/collectingSink.ts";

const SPAN = { purpose: "PerformanceAndHealth", span: true, error: true } as const;
const TEXT = { description: "A text.", classification: "SystemMetaData" } as const;
const NUMBER = { description: "A number.", unit: "1" } as const;

/** A catalogue with spans three levels deep. */
export const TEST_EVENTS = {
  note: {
    description: "Something happened.",
    purpose: "FeatureInsight",
    error: true,
    properties: { text: TEXT, other: TEXT },
    measurements: { size: NUMBER, weight: NUMBER },
  },
  job: {
    ...SPAN,
    description: "Work.",
    properties: { kind: TEXT },
    measurements: { items: NUMBER },
  },
  "job.step": { ...SPAN, description: "Part of it.", properties: {}, measurements: {} },
  "job.step.part": { ...SPAN, description: "Part of a part.", properties: {}, measurements: {} },
  "job.mark": {
    description: "Something in the middle of it.",
    purpose: "FeatureInsight",
    error: true,
    properties: { text: TEXT },
    measurements: { size: NUMBER },
  },
} as const satisfies EventCatalog;

export type TestEvents = typeof TEST_EVENTS;

/** A clock whose two times a test sets. */
export class SettableClock implements Clock {
  epochMs = Date.UTC(2026, 5, 1, 12, 0, 0, 250);
  passedMs = 1000;

  nowMs(): number {
    return this.epochMs;
  }

  elapsedMs(): number {
    return this.passedMs;
  }
}

/** Ids that count up from 1, so that a test can tell them apart at a glance. */
export function countingIds(): IdSource {
  let count = 0;
  const next = (digits: number) => (++count).toString(16).padStart(digits, "0");
  return {
    newEventId: () => next(16),
    newTraceId: () => next(32),
    newSessionId: () => next(32),
  };
}

export interface TestRecorder {
  readonly recorder: Recorder<TestEvents>;
  readonly sink: CollectingSink;
  readonly clock: SettableClock;
}

/** A recorder with a collecting sink and a clock that stands still. */
export function createTestRecorder(options: Partial<RecorderOptions> = {}): TestRecorder {
  const sink = new CollectingSink();
  const clock = new SettableClock();
  const recorder = new Recorder<TestEvents>({
    sinks: [sink],
    clock,
    ids: countingIds(),
    level: "local",
    ...options,
  });
  return { recorder, sink, clock };
}

/** Hands over what the types forbid, as whoever calls from JavaScript or after a cast can. */
export function untyped(value: unknown): never {
  return value as never;
}
