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
