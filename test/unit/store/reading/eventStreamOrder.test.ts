import { describe, expect, it } from "vitest";
import { makeEvent } from "../../../support/events.ts";
import { idsOf, readStore } from "../../../support/readStore.ts";
import { seededRandom } from "../../../support/seededRandom.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";

/** Events whose ids are these, each with the time behind the "@" (hours and minutes). */
function rows(day: string, text: string) {
  return text.split(" ").map((word, sequence) => {
    const [id = "", time = ""] = word.split("@");
    return makeEvent({
      event_id: id,
      event_sequence: sequence,
      timestamp: `${day}T${time}:00.000Z`,
    });
  });
}

const MERGED = {
  "telemetry-2026-06-28-aaaaaaaa.jsonl": rows("2026-06-28", "a1@09:00 a2@09:10 a3@09:20"),
  "telemetry-2026-06-28-bbbbbbbb.jsonl": rows("2026-06-28", "b1@08:59 b2@09:10 b3@09:15"),
  "telemetry-2026-06-28-cccccccc.jsonl": rows("2026-06-28", "c1@09:10 c2@09:30"),
};

describe("readEvents in the order of time", () => {
  it("merges the sessions of a day by timestamp, ties in the order of the sessions", async () => {
    const { events } = await readStore(await makeStoreFolder(MERGED));
    expect(idsOf(events).join(" ")).toBe("b1 a1 a2 b2 c1 b3 a3 c2");
  });

  it("keeps the order of a session whose clock stepped back", async () => {
    const folder = await makeStoreFolder({
      "telemetry-2026-06-28-aaaaaaaa.jsonl": rows("2026-06-28", "a1@12:00 a2@08:00 a3@12:30"),
      "telemetry-2026-06-28-bbbbbbbb.jsonl": rows("2026-06-28", "b1@09:00 b2@12:10"),
    });
    expect(idsOf((await readStore(folder)).events).join(" ")).toBe("b1 a1 a2 b2 a3");
  });

  it("puts one day after the other, whatever the timestamps say", async () => {
    const folder = await makeStoreFolder({
      "telemetry-2026-06-29-aaaaaaaa.jsonl": rows("2026-06-27", "late@09:00"),
      "telemetry-2026-06-28-bbbbbbbb.jsonl": rows("2026-06-30", "early@09:00"),
    });
    expect(idsOf((await readStore(folder)).events)).toEqual(["early", "late"]);
  });

  it("reads segments as numbers: .2 before .10, and .10 after .9", async () => {
    const segments = ["", ".1", ".2", ".9", ".10", ".11", ".100"];
    const files = segments.map((segment, index): [string, object[]] => [
      `telemetry-2026-06-28-aaaaaaaa${segment}.jsonl`,
      // All at one time, so that nothing but the order of the segments decides.
      rows("2026-06-28", `s${segment}@09:00 t${segment}@09:00`.replaceAll("@", `-${index}@`)),
    ]);
    const folder = await makeStoreFolder({
      ...Object.fromEntries(files),
      "telemetry-2026-06-28-bbbbbbbb.jsonl": rows("2026-06-28", "other@23:00"),
    });
    const expected = segments.flatMap((segment, index) => [
      `s${segment}-${index}`,
      `t${segment}-${index}`,
    ]);
    for (const order of ["time", "session"] as const) {
      const { events } = await readStore(folder, { order });
      expect(idsOf(events)).toEqual([...expected, "other"]);
    }
  });

  it("gives the same order as sorting all events, for many sessions of random times", async () => {
    const random = seededRandom(64);
    const sessions = Array.from({ length: 40 }, (_, session) => {
      let ms = Date.parse("2026-06-28T00:00:00.000Z");
      return Array.from({ length: 60 }, (_row, sequence) => {
        ms += Math.floor(random() * 3);
        const timestamp = new Date(ms).toISOString();
        return makeEvent({
          event_id: `${session}-${sequence}`,
          event_sequence: sequence,
          timestamp,
        });
      });
    });
    const names = sessions.map(
      (_, index) => `telemetry-2026-06-28-${String(index).padStart(8, "0")}.jsonl`,
    );
    const files = Object.fromEntries(sessions.map((rowsOf, index) => [names[index] ?? "", rowsOf]));
    const { events } = await readStore(await makeStoreFolder(files));
    const sorted = sessions
      .flat()
      .sort((left, right) =>
        left.timestamp < right.timestamp ? -1 : left.timestamp > right.timestamp ? 1 : 0,
      );
    expect(idsOf(events)).toEqual(sorted.map((row) => row.event_id));
  });

  it.each([2, 64, 65])("loses nothing and doubles nothing of %i sessions", async (count) => {
    // Long enough that each file is read in several portions.
    const padding = { text: "é😀".repeat(2_000) };
    const sessions = Array.from({ length: count }, (_, session) =>
      Array.from({ length: 12 }, (_row, sequence) =>
        makeEvent({
          event_id: `${session}-${sequence}`,
          event_sequence: sequence * count + session,
          properties: padding,
          timestamp: new Date(Date.UTC(2026, 5, 28) + sequence * count + session).toISOString(),
        }),
      ),
    );
    const files = sessions.map((rowsOf, session): [string, object[]] => [
      `telemetry-2026-06-28-${String(session).padStart(8, "0")}.jsonl`,
      rowsOf,
    ]);
    const folder = await makeStoreFolder(Object.fromEntries(files));
    const { events, report } = await readStore(folder);
    expect(events.map(({ row }) => row.event_sequence)).toEqual(
      Array.from({ length: count * 12 }, (_, sequence) => sequence),
    );
    expect(events.map(({ json }) => JSON.parse(json) as unknown)).toEqual(
      events.map(({ row }) => row),
    );
    expect(report.skippedLineCount).toBe(0);
  });
});

describe("readEvents in the order of sessions", () => {
  it("gives one session of a day after the other", async () => {
    const { events } = await readStore(await makeStoreFolder(MERGED), { order: "session" });
    expect(idsOf(events).join(" ")).toBe("a1 a2 a3 b1 b2 b3 c1 c2");
  });

  it("puts the days before the sessions", async () => {
    const folder = await makeStoreFolder({
      "telemetry-2026-06-28-bbbbbbbb.jsonl": rows("2026-06-28", "b@09:00"),
      "telemetry-2026-06-29-aaaaaaaa.jsonl": rows("2026-06-29", "a@09:00"),
    });
    expect(idsOf((await readStore(folder, { order: "session" })).events)).toEqual(["b", "a"]);
  });
});
