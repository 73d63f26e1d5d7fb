import { describe, expect, it } from "vitest";
import {
  EventBuffer,
  type BufferedEvent,
} from "../../../../extension/store/writing/eventBuffer.ts";
import { utcDayOf } from "../../../../shared/days.ts";

const MONDAY = utcDayOf(Date.parse("2026-06-29T00:00:00.000Z"));
const TUESDAY = utcDayOf(Date.parse("2026-06-30T00:00:00.000Z"));

function eventAt(sequence: number, changes: Partial<BufferedEvent> = {}): BufferedEvent {
  return { text: "{}\n", byteCount: 3, day: MONDAY, sequence, hasError: false, ...changes };
}

function filled(limit: number, count: number): EventBuffer {
  const buffer = new EventBuffer(limit);
  for (let sequence = 0; sequence < count; sequence++) buffer.push(eventAt(sequence));
  return buffer;
}

/** More than any batch here has, but for those of the tests that are about it. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;

function sequencesIn(buffer: EventBuffer, maxBatchBytes = MAX_BATCH_BYTES): readonly number[] {
  return buffer.beginBatch(maxBatchBytes).map(({ sequence }) => sequence);
}

describe("the buffer of events", () => {
  it("keeps the newest events and drops the oldest once it is full", () => {
    const buffer = filled(3, 5);
    expect(sequencesIn(buffer)).toEqual([2, 3, 4]);
    expect(buffer.takeDropReport()).toEqual({ count: 2, firstSequence: 0, lastSequence: 1 });
  });

  it("accounts for every event at each step", () => {
    const buffer = filled(3, 5);
    expect(buffer.counts).toEqual({ accepted: 5, written: 0, dropped: 2, buffered: 3 });
    buffer.beginBatch(MAX_BATCH_BYTES);
    buffer.push(eventAt(5));
    expect(buffer.counts).toEqual({ accepted: 6, written: 0, dropped: 2, buffered: 4 });
    buffer.settle(2);
    expect(buffer.counts).toEqual({ accepted: 6, written: 2, dropped: 2, buffered: 2 });
  });

  it("never drops events that are being written, but the oldest of those behind them", () => {
    const buffer = filled(3, 2);
    buffer.beginBatch(MAX_BATCH_BYTES);
    for (const sequence of [2, 3, 4, 5, 6]) buffer.push(eventAt(sequence));
    expect(buffer.takeDropReport()).toEqual({ count: 2, firstSequence: 2, lastSequence: 3 });
    buffer.settle(2);
    expect(sequencesIn(buffer)).toEqual([4, 5, 6]);
  });

  it("has room for as many events as its limit says behind those that are being written", () => {
    const buffer = filled(3, 3);
    expect(buffer.isFull).toBe(true);
    buffer.beginBatch(MAX_BATCH_BYTES);
    expect(buffer.isFull).toBe(false);
    for (const sequence of [3, 4, 5]) buffer.push(eventAt(sequence));
    expect(buffer.takeDropReport()).toBeUndefined();
    expect(buffer.size).toBe(6);
  });

  it("drops the oldest of all where a batch could not be written", () => {
    const buffer = filled(3, 3);
    buffer.beginBatch(MAX_BATCH_BYTES);
    for (const sequence of [3, 4]) buffer.push(eventAt(sequence));
    buffer.settle(1);
    expect(buffer.takeDropReport()).toEqual({ count: 1, firstSequence: 1, lastSequence: 1 });
    expect(sequencesIn(buffer)).toEqual([2, 3, 4]);
  });

  it("gives a batch of no more bytes than asked for, but of one event at least", () => {
    const buffer = filled(10, 5);
    expect(sequencesIn(buffer, 8)).toEqual([0, 1]);
    buffer.settle(2);
    expect(sequencesIn(buffer, 9)).toEqual([2, 3, 4]);
    buffer.settle(0);
    expect(sequencesIn(buffer, 1)).toEqual([2]);
  });

  it("holds on to a batch that is larger than a lowered limit until it is settled", () => {
    const buffer = filled(5, 5);
    buffer.beginBatch(MAX_BATCH_BYTES);
    buffer.setLimit(2);
    expect(buffer.size).toBe(5);
    buffer.settle(1);
    expect(sequencesIn(buffer)).toEqual([3, 4]);
    expect(buffer.takeDropReport()).toEqual({ count: 2, firstSequence: 1, lastSequence: 2 });
  });

  it("drops the oldest at once where the limit is lowered", () => {
    const buffer = filled(5, 5);
    buffer.setLimit(2);
    expect(sequencesIn(buffer)).toEqual([3, 4]);
  });

  it("gives the oldest events of one day as a batch, and the next day's after them", () => {
    const buffer = filled(10, 2);
    buffer.push(eventAt(2, { day: TUESDAY }));
    buffer.push(eventAt(3));
    expect(sequencesIn(buffer)).toEqual([0, 1]);
    buffer.settle(2);
    expect(sequencesIn(buffer)).toEqual([2]);
    buffer.settle(1);
    expect(sequencesIn(buffer)).toEqual([3]);
  });

  it("gives no batch where it is empty", () => {
    expect(new EventBuffer(3).beginBatch(MAX_BATCH_BYTES)).toEqual([]);
  });

  it("holds no more than 8 MiB, however few events that is", () => {
    const buffer = new EventBuffer(500);
    for (let sequence = 0; sequence < 200; sequence++) {
      buffer.push(eventAt(sequence, { byteCount: 65_536 }));
    }
    expect(buffer.size).toBe(128);
    expect(buffer.takeDropReport()).toEqual({ count: 72, firstSequence: 0, lastSequence: 71 });
  });

  it("holds 8 MiB behind what is being written, and counts what was not written again", () => {
    const buffer = new EventBuffer(500);
    for (let sequence = 0; sequence < 132; sequence++) {
      if (sequence === 4) buffer.beginBatch(MAX_BATCH_BYTES);
      buffer.push(eventAt(sequence, { byteCount: 65_536 }));
    }
    expect(buffer.takeDropReport()).toBeUndefined();
    buffer.settle(1);
    expect(buffer.takeDropReport()).toEqual({ count: 3, firstSequence: 1, lastSequence: 3 });
    expect(buffer.size).toBe(128);
  });

  it("has room again for the bytes of what was written", () => {
    const buffer = new EventBuffer(500);
    for (let sequence = 0; sequence < 128; sequence++) {
      buffer.push(eventAt(sequence, { byteCount: 65_536 }));
    }
    buffer.beginBatch(MAX_BATCH_BYTES);
    buffer.settle(128);
    for (let sequence = 128; sequence < 256; sequence++) {
      buffer.push(eventAt(sequence, { byteCount: 65_536 }));
    }
    expect(buffer.takeDropReport()).toBeUndefined();
  });

  it("merges a report of losses that is itself lost into the next one", () => {
    const buffer = filled(1, 1);
    buffer.push(eventAt(4, { drops: { count: 3, firstSequence: 1, lastSequence: 3 } }));
    buffer.push(eventAt(5));
    expect(buffer.takeDropReport()).toEqual({ count: 5, firstSequence: 0, lastSequence: 4 });
  });

  it("takes back a report that nobody recorded and adds later losses to it", () => {
    const buffer = filled(1, 3);
    const report = buffer.takeDropReport();
    expect(report).toEqual({ count: 2, firstSequence: 0, lastSequence: 1 });
    if (report !== undefined) buffer.returnDropReport(report);
    buffer.push(eventAt(3));
    expect(buffer.takeDropReport()).toEqual({ count: 3, firstSequence: 0, lastSequence: 2 });
  });

  it("tells how much is lost if nothing more is written, reports of losses unfolded", () => {
    const buffer = filled(2, 3);
    buffer.push(eventAt(3, { drops: { count: 7, firstSequence: 0, lastSequence: 0 } }));
    // 0 and 1 were dropped; 2, 3 and the 7 that 3 tells of are still in the buffer.
    expect(buffer.countUnwritten()).toBe(11);
  });

  it("knows whether an event with an error waits", () => {
    const buffer = filled(5, 2);
    expect(buffer.hasErrors()).toBe(false);
    buffer.push(eventAt(2, { hasError: true }));
    expect(buffer.hasErrors()).toBe(true);
  });
});
