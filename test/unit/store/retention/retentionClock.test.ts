import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../../shared/days.ts";
import { NOW, OWN, selected, storeFile } from "./retentionFixture.ts";

/** Sixty days up to yesterday, each of another session. */
const STORE = Array.from({ length: 60 }, (_, index) => {
  const day = new Date(Date.parse(NOW) - (60 - index) * DAY_MS).toISOString().slice(0, 10);
  return storeFile(`${day}-${(index + 10).toString(16).padStart(8, "b")}`);
});

const OLD = storeFile("2026-05-01-bbbbbbbb");

describe("retention by age", () => {
  it("counts on a clock that fits to the files of the days before", () => {
    expect(selected(STORE, { maxAgeDays: 30 })).toEqual(
      STORE.slice(0, 30).map(({ name }) => name.slice("telemetry-".length, -".jsonl".length)),
    );
  });

  it.each(["2026-06-27-cccccccc", "2026-06-21-cccccccc", `2026-06-27-${OWN}`])(
    "counts where there is %s, of one of the seven days before today",
    (name) => {
      expect(selected([OLD, storeFile(name)], { maxAgeDays: 30 })).toEqual(["2026-05-01-bbbbbbbb"]);
    },
  );

  it.each([
    "2026-06-20-cccccccc",
    "2026-06-28-cccccccc",
    "2026-06-29-cccccccc",
    `2026-06-28-${OWN}`,
  ])("does not count where there is but %s", (name) => {
    expect(selected([OLD, storeFile(name)], { maxAgeDays: 30 })).toEqual([]);
  });

  it("is no condition for the limit of bytes", () => {
    expect(selected([OLD, storeFile(`2026-06-28-${OWN}`)], { maxTotalBytes: 100 })).toEqual([
      "2026-05-01-bbbbbbbb",
    ]);
  });
});

describe("retention under a clock that is wrong", () => {
  const own = (day: string) => storeFile(`${day}-${OWN}`);

  it.each([
    ["no number", Number.NaN],
    ["before 1970", -1],
    ["in 1970", 0],
    ["before there were such files", Date.parse("2025-12-31T23:59:59.999Z")],
    ["in the year 10000", 253_402_300_800_000],
    ["without end", Number.POSITIVE_INFINITY],
  ])("that is %s deletes nothing, neither by age nor by bytes", (_, now) => {
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
    "back at %s deletes nothing by age that a right one would keep",
    (now) => {
      const wrongly = selected([...STORE, own(now.slice(0, 10))], { maxAgeDays: 30 }, now);
      const rightly = new Set(selected(STORE, { maxAgeDays: 30 }));
      expect(wrongly.filter((name) => !rightly.has(name))).toEqual([]);
    },
  );

  it("keeps what its own session writes now, which is not the last of its files by name", () => {
    const written = [own("2026-06-25"), own("2026-06-28"), storeFile(`2026-06-28-${OWN}.1`)];
    expect(selected(written, { maxTotalBytes: 1 }, "2026-06-25T12:00:00.000Z")).toEqual([
      `2026-06-28-${OWN}`,
    ]);
  });

  it("keeps what another session writes now, likewise", () => {
    const lately = { modifiedMs: Date.parse("2026-06-25T11:00:00.000Z") };
    const written = ["2026-06-25-cccccccc", "2026-06-25-cccccccc.1", "2026-06-28-cccccccc"];
    expect(
      selected(
        written.map((name) => storeFile(name, lately)),
        { maxTotalBytes: 1 },
        "2026-06-25T12:00:00.000Z",
      ),
    ).toEqual(["2026-06-25-cccccccc"]);
  });
});

describe("retention by age while nothing is recorded", () => {
  const stored = STORE.slice(0, 10);

  it("counts if the clock was seen on one of the seven days before, whatever was written", () => {
    const [oldest] = stored;
    const name = oldest?.name.slice("telemetry-".length, -".jsonl".length);
    const seen = ["2026-06-27"];
    expect(selected(stored, { maxAgeDays: 59 }, NOW, { seen })).toEqual([name]);
  });

  it("counts from the last day on which the clock was seen, after a longer break", () => {
    const files = [storeFile("2026-05-18-bbbbbbbb"), storeFile("2026-05-20-bbbbbbbb")];
    const seen = ["2026-06-10", "2026-06-18"];
    // Thirty days before 18 June is 19 May.
    expect(selected(files, { maxAgeDays: 30 }, NOW, { seen })).toEqual(["2026-05-18-bbbbbbbb"]);
  });

  it("deletes the whole store in time for someone who opens VS Code every eight days", () => {
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
    "deletes nothing more on a day that the clock jumps to %s",
    (day) => {
      const seen = ["2026-06-27", "2026-06-28"];
      const today = selected(STORE, { maxAgeDays: 30 }, NOW, { seen });
      const jumped = selected(STORE, { maxAgeDays: 30 }, `${day}T12:00:00.000Z`, { seen });
      expect(jumped.filter((name) => !today.includes(name))).toEqual([]);
    },
  );

  it("does not measure from a day in the future", () => {
    expect(selected([OLD], { maxAgeDays: 30 }, NOW, { seen: ["2031-01-01"] })).toEqual([]);
  });
});

describe("what this session wrote in its last day of running", () => {
  it("is not deleted by age once a clock that was behind has been set", () => {
    const behind = [storeFile(`2026-03-01-${OWN}`), storeFile(`2026-03-01-${OWN}.1`)];
    const files = [...behind, storeFile(`2026-06-28-${OWN}`), storeFile("2026-06-27-cccccccc")];
    const fresh = [`2026-03-01-${OWN}`, `2026-03-01-${OWN}.1`];
    expect(selected(files, { maxAgeDays: 30 }, NOW, { fresh })).toEqual([]);
    expect(selected(files, { maxAgeDays: 30 })).toEqual(fresh);
  });

  it("still counts for the limit of bytes", () => {
    const files = [storeFile(`2026-06-01-${OWN}`), storeFile(`2026-06-28-${OWN}`)];
    const fresh = [`2026-06-01-${OWN}`];
    expect(selected(files, { maxTotalBytes: 100 }, NOW, { fresh })).toEqual(fresh);
  });
});

describe("a file whose modification time is in the future", () => {
  const future = { modifiedMs: Date.parse("2027-01-01T00:00:00.000Z") };

  it("is nobody's any more, so that the limit of bytes holds", () => {
    const files = [
      storeFile("2026-06-26-cccccccc", future),
      storeFile("2026-06-27-dddddddd", future),
    ];
    expect(selected(files, { maxTotalBytes: 1 })).toEqual([
      "2026-06-26-cccccccc",
      "2026-06-27-dddddddd",
    ]);
  });

  it("may still be written to if that is less than a day ahead", () => {
    const ahead = { modifiedMs: Date.parse(NOW) + DAY_MS - 1 };
    expect(selected([storeFile("2026-06-28-cccccccc", ahead)], { maxTotalBytes: 1 })).toEqual([]);
  });
});
