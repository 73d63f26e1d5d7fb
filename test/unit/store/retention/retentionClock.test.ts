import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../../shared/days.ts";
import { NOW, OWN, selected, storeFile } from "./retentionFixture.ts";

/** Sixty days up to yesterday, each from a different session. */
const STORE = Array.from({ length: 60 }, (_, index) => {
  const day = new Date(Date.parse(NOW) - (60 - index) * DAY_MS).toISOString().slice(0, 10);
  return storeFile(`${day}-${(index + 10).toString(16).padStart(8, "b")}`);
});

const OLD = storeFile("2026-05-01-bbbbbbbb");

describe("retention by age", () => {
  it("applies if files from the previous days confirm the clock", () => {
    expect(selected(STORE, { maxAgeDays: 30 })).toEqual(
      STORE.slice(0, 30).map(({ name }) => name.slice("telemetry-".length, -".jsonl".length)),
    );
  });

  it.each(["2026-06-27-cccccccc", "2026-06-21-cccccccc", `2026-06-27-${OWN}`])(
    "applies if there is %s, from the seven days before today",
    (name) => {
      const confirming = storeFile(name, { modifiedMs: Date.parse(NOW) - DAY_MS });
      expect(selected([OLD, confirming], { maxAgeDays: 30 })).toEqual(["2026-05-01-bbbbbbbb"]);
    },
  );

  it("does not apply if the only file from those days was written within the last 24 hours", () => {
    const justBeforeMidnight = { modifiedMs: Date.parse("2026-06-27T23:59:50.000Z") };
    const files = [OLD, storeFile(`2026-06-27-${OWN}`, justBeforeMidnight)];
    expect(selected(files, { maxAgeDays: 30 }, "2026-06-28T00:00:00.000Z")).toEqual([]);
  });

  it.each([
    "2026-06-20-cccccccc",
    "2026-06-28-cccccccc",
    "2026-06-29-cccccccc",
    `2026-06-28-${OWN}`,
  ])("does not apply if there is only %s", (name) => {
    expect(selected([OLD, storeFile(name)], { maxAgeDays: 30 })).toEqual([]);
  });

  it("does not affect the size limit", () => {
    expect(selected([OLD, storeFile(`2026-06-28-${OWN}`)], { maxTotalBytes: 100 })).toEqual([
      "2026-05-01-bbbbbbbb",
    ]);
  });
});

describe("retention with a wrong clock", () => {
  const own = (day: string) => storeFile(`${day}-${OWN}`);

  it.each([
    ["not a number", Number.NaN],
    ["before 1970", -1],
    ["in 1970", 0],
    ["before telemetry files existed", Date.parse("2025-12-31T23:59:59.999Z")],
    ["in the year 10000", 253_402_300_800_000],
    ["infinite", Number.POSITIVE_INFINITY],
  ])("that is %s deletes nothing by age or size", (_, now) => {
    const files = [...STORE, own("2026-06-27"), storeFile(`2026-06-27-${OWN}.1`)];
    expect(selected(files, { maxAgeDays: 1, maxTotalBytes: 1 }, now)).toEqual([]);
  });

  it.each([
    ["8 days ahead", "2026-07-05"],
    ["20 days ahead", "2026-07-18"],
    ["40 days ahead", "2026-08-07"],
    ["a year ahead", "2027-06-28"],
    ["in the year 9999", "9999-12-31"],
  ])("%s deletes nothing by age", (_, day) => {
    const now = `${day}T23:59:59.999Z`;
    const writtenSince = [own(day), storeFile(`${day}-cccccccc`)];
    expect(selected([...STORE, ...writtenSince], { maxAgeDays: 30 }, now)).toEqual([]);
  });

  it.each(["2026-06-25T12:00:00.000Z", "2026-03-28T12:00:00.000Z"])(
    "behind, at %s, deletes nothing by age that a correct clock would keep",
    (now) => {
      const deletedByWrongClock = selected(
        [...STORE, own(now.slice(0, 10))],
        { maxAgeDays: 30 },
        now,
      );
      const deletedByCorrectClock = new Set(selected(STORE, { maxAgeDays: 30 }));
      expect(deletedByWrongClock.filter((name) => !deletedByCorrectClock.has(name))).toEqual([]);
    },
  );

  it("keeps the file that its own session is writing, even if it is not the last by name", () => {
    const written = [own("2026-06-25"), own("2026-06-28"), storeFile(`2026-06-28-${OWN}.1`)];
    expect(selected(written, { maxTotalBytes: 1 }, "2026-06-25T12:00:00.000Z")).toEqual([
      `2026-06-28-${OWN}`,
    ]);
  });

  it("keeps the file that another session is writing, even if it is not the last by name", () => {
    const recent = { modifiedMs: Date.parse("2026-06-25T11:00:00.000Z") };
    const written = ["2026-06-25-cccccccc", "2026-06-25-cccccccc.1", "2026-06-28-cccccccc"];
    expect(
      selected(
        written.map((name) => storeFile(name, recent)),
        { maxTotalBytes: 1 },
        "2026-06-25T12:00:00.000Z",
      ),
    ).toEqual(["2026-06-25-cccccccc"]);
  });
});

describe("retention by age while recording is off", () => {
  const stored = STORE.slice(0, 10);

  it("applies if the clock was sighted in the last seven days, even without recent files", () => {
    const [oldest] = stored;
    const name = oldest?.name.slice("telemetry-".length, -".jsonl".length);
    const seen = ["2026-06-27"];
    expect(selected(stored, { maxAgeDays: 59 }, NOW, { seen })).toEqual([name]);
  });

  it("counts from the last clock sighting after a longer break", () => {
    const files = [storeFile("2026-05-18-bbbbbbbb"), storeFile("2026-05-20-bbbbbbbb")];
    const seen = ["2026-06-10", "2026-06-18"];
    // Thirty days before 18 June is 19 May.
    expect(selected(files, { maxAgeDays: 30 }, NOW, { seen })).toEqual(["2026-05-18-bbbbbbbb"]);
  });

  it("eventually deletes the whole store if VS Code is opened every eight days", () => {
    const files = STORE.slice(0, 60);
    const seen: string[] = [];
    let left: readonly string[] = files.map(({ name }) => name);
    for (let run = 1; run <= 14; run++) {
      const now = new Date(Date.parse(NOW) + run * 8 * DAY_MS).toISOString();
      const gone = selected(files, { maxAgeDays: 30 }, now, { seen });
      left = files
        .map(({ name }) => name)
        .filter((name) => !gone.some((short) => name.includes(short)));
      seen.push(now.slice(0, 10));
    }
    expect(left).toEqual([]);
  });

  it.each(["2026-07-28", "2027-06-28", "9999-12-31"])(
    "deletes nothing else if the clock jumps to %s",
    (day) => {
      const seen = ["2026-06-27", "2026-06-28"];
      const today = selected(STORE, { maxAgeDays: 30 }, NOW, { seen });
      const jumped = selected(STORE, { maxAgeDays: 30 }, `${day}T12:00:00.000Z`, { seen });
      expect(jumped.filter((name) => !today.includes(name))).toEqual([]);
    },
  );

  it("ignores a sighting in the future", () => {
    expect(selected([OLD], { maxAgeDays: 30 }, NOW, { seen: ["2031-01-01"] })).toEqual([]);
  });
});

describe("files that this session wrote in the last day of elapsed time", () => {
  it("are not deleted by age when a clock that was behind is corrected", () => {
    const behind = [storeFile(`2026-03-01-${OWN}`), storeFile(`2026-03-01-${OWN}.1`)];
    const files = [...behind, storeFile(`2026-06-28-${OWN}`), storeFile("2026-06-26-cccccccc")];
    const fresh = [`2026-03-01-${OWN}`, `2026-03-01-${OWN}.1`];
    expect(selected(files, { maxAgeDays: 30 }, NOW, { fresh })).toEqual([]);
    expect(selected(files, { maxAgeDays: 30 })).toEqual(fresh);
  });

  it("are still deleted by size", () => {
    const files = [storeFile(`2026-06-01-${OWN}`), storeFile(`2026-06-28-${OWN}`)];
    const fresh = [`2026-06-01-${OWN}`];
    expect(selected(files, { maxTotalBytes: 100 }, NOW, { fresh })).toEqual(fresh);
  });
});

describe("a file modified in the future", () => {
  const future = { modifiedMs: Date.parse("2027-01-01T00:00:00.000Z") };

  it("is not in use, so the size limit applies", () => {
    const files = [
      storeFile("2026-06-26-cccccccc", future),
      storeFile("2026-06-27-dddddddd", future),
    ];
    expect(selected(files, { maxTotalBytes: 1 })).toEqual([
      "2026-06-26-cccccccc",
      "2026-06-27-dddddddd",
    ]);
  });

  it("may still be in use if that is less than a day ahead", () => {
    const ahead = { modifiedMs: Date.parse(NOW) + DAY_MS - 1 };
    expect(selected([storeFile("2026-06-28-cccccccc", ahead)], { maxTotalBytes: 1 })).toEqual([]);
  });
});
