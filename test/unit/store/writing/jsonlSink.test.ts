import { describe, expect, it } from "vitest";
import { DIRECTORY, createTestbed } from "../reading/storeTestbed.ts";
import { makeUnnumbered } from "../../../support/events.ts";
import { recordSteps } from "../../../support/recordingSession.ts";
import { findHeaderErrors, readText, sequencesOf } from "../../../support/storedSession.ts";

const FIRST_FILE = `${DIRECTORY}/telemetry-2026-06-28-4f0c9e21.jsonl`;

describe("the sink", () => {
  it("touches neither the disk nor the timers before the first event", async () => {
    const { disk, scheduler } = createTestbed();
    await disk.settle();
    expect(disk.calls).toEqual([]);
    expect(scheduler.delaysMs).toEqual([]);
  });

  it("does no I/O while it is given events, however many", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 1_000);
    expect(testbed.disk.calls).toEqual([]);
    await testbed.disk.settle();
    expect(testbed.disk.calls).toEqual([]);
  });

  it("writes a header and then one event a line, as JSON that ends in LF", async () => {
    const { sink, disk } = createTestbed();
    const events = [makeUnnumbered(), makeUnnumbered({ event_name: "export" })];
    for (const event of events) sink.write(event);
    await sink.flush();
    const text = await readText(disk.fs, FIRST_FILE);
    const lines = text.split("\n");
    expect(lines.pop()).toBe("");
    const [header, ...rows] = lines.map((line): unknown => JSON.parse(line));
    expect(header).toMatchObject({
      kind: "header",
      schema_version: 1,
      timestamp: "2026-06-28T09:00:00.000Z",
      context: { session_id: "4f0c9e21aa1b2c3d4e5f60718293a4b5" },
    });
    expect(rows).toEqual(events.map((event, index) => ({ ...event, event_sequence: index })));
    expect(Object.keys(rows[0] as object)).toEqual([
      "event_id",
      "event_name",
      "timestamp",
      "event_sequence",
      "properties",
      "measurements",
      "deployment_url",
    ]);
  });

  it("numbers the events that it accepts from 0, and no others", async () => {
    const testbed = createTestbed();
    testbed.sink.write(makeUnnumbered());
    testbed.sink.write(makeUnnumbered({ timestamp: "no time" }));
    testbed.sink.write(makeUnnumbered());
    await testbed.sink.flush();
    expect(sequencesOf(await testbed.read())).toEqual([0, 1]);
  });

  it("writes the header together with the first rows, in one write", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 3);
    await testbed.sink.flush();
    expect(testbed.disk.count("write")).toBe(1);
  });

  it("writes one header a file, however often it flushes", async () => {
    const testbed = createTestbed();
    for (let flush = 0; flush < 5; flush++) {
      recordSteps(testbed, 3);
      await testbed.sink.flush();
    }
    const stored = await testbed.read();
    expect(stored.files).toHaveLength(1);
    expect(await findHeaderErrors(testbed.disk.fs, stored)).toEqual([]);
    expect(sequencesOf(stored)).toEqual(Array.from({ length: 15 }, (_, index) => index));
  });

  it("leaves no line separator but LF in the file, and every text as it was", async () => {
    const text = "a\u2028b\u2029c\rd\u0000e\u0085f\uFEFFg\ud800h🙂\n\r\ni";
    const testbed = createTestbed();
    recordSteps(testbed, 1, text);
    await testbed.sink.flush();
    const file = await readText(testbed.disk.fs, FIRST_FILE);
    expect(file).not.toMatch(/[\u2028\u2029\r]/);
    expect(file.split("\n")).toHaveLength(3);
    const { rows } = await testbed.read();
    expect(rows[0]?.row.properties).toMatchObject({ text });
  });

  it("has nothing to do in a flush without events", async () => {
    const { sink, disk } = createTestbed();
    expect(await sink.flush()).toEqual({ sink: "local", ok: true });
    expect(disk.calls).toEqual([]);
  });

  it("passes over an event of a time that no file could be named after", async () => {
    const { sink, disk } = createTestbed();
    for (const timestamp of ["", "yesterday", "2026-02-30T00:00:00.000Z", "+010000-01-01T00:00"]) {
      sink.write(makeUnnumbered({ timestamp }));
    }
    await sink.flush();
    expect(disk.calls).toEqual([]);
    expect(sink.counts.accepted).toBe(0);
  });

  it("begins the next segment once the next event would make the file too large", async () => {
    let newFileCount = 0;
    const testbed = createTestbed(
      { maxFileBytes: 4_096 },
      {
        onNewFile: () => {
          newFileCount++;
        },
      },
    );
    recordSteps(testbed, 60, "x".repeat(100));
    await testbed.sink.flush();
    const stored = await testbed.read();
    expect(stored.files.map(({ segment }) => segment)).toEqual([0, 1, 2, 3, 4]);
    expect(stored.files.every(({ byteCount }) => byteCount <= 4_096)).toBe(true);
    expect(await findHeaderErrors(testbed.disk.fs, stored)).toEqual([]);
    expect(sequencesOf(stored)).toEqual(Array.from({ length: 60 }, (_, index) => index));
    expect(newFileCount).toBe(4);
  });

  it("gives an event that is larger than a file a file of its own", async () => {
    const testbed = createTestbed({ maxFileBytes: 4_096 });
    for (const text of ["small", "x".repeat(10_000), "small"]) recordSteps(testbed, 1, text);
    await testbed.sink.flush();
    const stored = await testbed.read();
    expect(stored.rows.map(({ fileName }) => fileName)).toEqual([
      "telemetry-2026-06-28-4f0c9e21.jsonl",
      "telemetry-2026-06-28-4f0c9e21.1.jsonl",
      "telemetry-2026-06-28-4f0c9e21.2.jsonl",
    ]);
    expect(await findHeaderErrors(testbed.disk.fs, stored)).toEqual([]);
  });

  it("writes no more than 256 KiB at once, so that each write is one system call", async () => {
    const testbed = createTestbed();
    recordSteps(testbed, 100, "x".repeat(10_000));
    await testbed.sink.flush();
    expect(testbed.disk.count("write")).toBe(4);
    expect((await testbed.read()).rows).toHaveLength(100);
  });

  it("closes every file that it opens", async () => {
    const testbed = createTestbed({ maxFileBytes: 4_096 });
    recordSteps(testbed, 200);
    await testbed.dispose();
    expect(testbed.disk.openFileCount).toBe(0);
  });
});
