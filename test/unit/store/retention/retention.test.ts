import { describe, expect, it } from "vitest";
import { NOW, OWN, selected, storeFile } from "./retentionFixture.ts";

const YESTERDAY = storeFile("2026-06-27-bbbbbbbb");

describe("retention by age", () => {
  it.each([
    [1, ["2026-06-25-eeeeeeee", "2026-06-26-dddddddd"]],
    [2, ["2026-06-25-eeeeeeee"]],
    [3, []],
  ])("deletes what is more than %d days back by its name", (maxAgeDays, expected) => {
    const files = [YESTERDAY, storeFile("2026-06-26-dddddddd"), storeFile("2026-06-25-eeeeeeee")];
    expect(selected(files, { maxAgeDays })).toEqual(expected);
  });

  it.each(["2026-06-28T00:00:00.000Z", "2026-06-28T23:59:59.999Z"])(
    "deletes whole days, the same at %s",
    (now) => {
      const files = [YESTERDAY, storeFile("2026-05-29-dddddddd"), storeFile("2026-05-28-eeeeeeee")];
      expect(selected(files, { maxAgeDays: 30 }, now)).toEqual(["2026-05-28-eeeeeeee"]);
    },
  );

  it("goes by the day in the name, not by when the file was changed", () => {
    const copied = storeFile("2026-05-01-dddddddd", { modifiedMs: Date.parse("2026-06-27") });
    const restored = storeFile("2026-06-26-eeeeeeee", { modifiedMs: Date.parse("2020-01-01") });
    expect(selected([copied, restored, YESTERDAY], { maxAgeDays: 30 })).toEqual([
      "2026-05-01-dddddddd",
    ]);
  });

  it("deletes empty files as well", () => {
    const files = [YESTERDAY, storeFile("2026-05-01-dddddddd", { byteCount: 0 })];
    expect(selected(files, { maxAgeDays: 30 })).toEqual(["2026-05-01-dddddddd"]);
  });
});

describe("retention by size", () => {
  const five = [
    storeFile("2026-06-21-bbbbbbbb"),
    storeFile("2026-06-22-bbbbbbbb"),
    storeFile("2026-06-22-cccccccc"),
    storeFile("2026-06-23-bbbbbbbb"),
    storeFile("2026-06-23-bbbbbbbb.1"),
  ];

  it.each([
    [500, []],
    [499, ["2026-06-21-bbbbbbbb"]],
    [400, ["2026-06-21-bbbbbbbb"]],
    [399, ["2026-06-21-bbbbbbbb", "2026-06-22-bbbbbbbb"]],
    [200, ["2026-06-21-bbbbbbbb", "2026-06-22-bbbbbbbb", "2026-06-22-cccccccc"]],
  ])("deletes the oldest files until the rest is no larger than %d bytes", (max, expected) => {
    expect(selected(five, { maxTotalBytes: max })).toEqual(expected);
  });

  it("deletes the oldest first in whatever order the folder is listed", () => {
    expect(selected([...five].reverse(), { maxTotalBytes: 300 })).toEqual([
      "2026-06-21-bbbbbbbb",
      "2026-06-22-bbbbbbbb",
    ]);
  });

  it("takes segments in the order of their numbers", () => {
    const segments = ["", ".1", ".2", ".9", ".10"].map((end) =>
      storeFile(`2026-06-20-bbbbbbbb${end}`),
    );
    expect(selected(segments, { maxTotalBytes: 250 })).toEqual([
      "2026-06-20-bbbbbbbb",
      "2026-06-20-bbbbbbbb.1",
      "2026-06-20-bbbbbbbb.2",
    ]);
  });

  it("counts what goes because of its age", () => {
    const old = storeFile("2026-05-01-dddddddd");
    expect(selected([old, ...five, YESTERDAY], { maxAgeDays: 30, maxTotalBytes: 600 })).toEqual([
      "2026-05-01-dddddddd",
    ]);
  });

  it("counts the files that it must not delete", () => {
    const own = storeFile(`2026-06-28-${OWN}`, { byteCount: 350 });
    expect(selected([...five, own], { maxTotalBytes: 500 })).toHaveLength(4);
  });
});

describe("retention and the files of sessions that may still be writing", () => {
  const lately = { modifiedMs: Date.parse(NOW) - 3_600_000 };

  it("keeps the last file of its own session, however small the limit", () => {
    expect(
      selected([storeFile(`2026-06-28-${OWN}`, { byteCount: 1e9 })], { maxTotalBytes: 1 }),
    ).toEqual([]);
  });

  it("keeps it although it is old", () => {
    const own = storeFile(`2026-05-01-${OWN}`);
    expect(selected([own, YESTERDAY], { maxAgeDays: 1 })).toEqual([]);
  });

  it("deletes the closed segments of its own session like any other file", () => {
    const own = ["", ".1", ".2"].map((end) => storeFile(`2026-06-28-${OWN}${end}`, lately));
    expect(selected(own, { maxTotalBytes: 1 })).toEqual([
      `2026-06-28-${OWN}`,
      `2026-06-28-${OWN}.1`,
    ]);
  });

  it("keeps the last file of another session that wrote within a day", () => {
    const other = storeFile("2026-06-27-bbbbbbbb", { modifiedMs: Date.parse(NOW) - 86_399_999 });
    expect(selected([other], { maxTotalBytes: 1 })).toEqual([]);
  });

  it("deletes the last file of a session that wrote nothing for a day", () => {
    const other = storeFile("2026-06-27-bbbbbbbb", { modifiedMs: Date.parse(NOW) - 86_400_000 });
    expect(selected([other], { maxTotalBytes: 1 })).toEqual(["2026-06-27-bbbbbbbb"]);
  });

  it("keeps of another session only the last file", () => {
    const others = [
      storeFile("2026-06-27-bbbbbbbb", lately),
      storeFile("2026-06-28-bbbbbbbb", lately),
      storeFile("2026-06-28-bbbbbbbb.1", lately),
    ];
    expect(selected(others, { maxTotalBytes: 1 })).toEqual([
      "2026-06-27-bbbbbbbb",
      "2026-06-28-bbbbbbbb",
    ]);
  });

  it("keeps the last file of each of them", () => {
    const others = ["bbbbbbbb", "cccccccc", "dddddddd"].flatMap((session8) => [
      storeFile(`2026-06-28-${session8}`, lately),
      storeFile(`2026-06-28-${session8}.1`, lately),
    ]);
    expect(selected(others, { maxTotalBytes: 1 })).toEqual([
      "2026-06-28-bbbbbbbb",
      "2026-06-28-cccccccc",
      "2026-06-28-dddddddd",
    ]);
  });

  it("goes on to younger files where older ones must stay", () => {
    const files = [
      storeFile("2026-06-20-bbbbbbbb", lately),
      storeFile("2026-06-21-cccccccc"),
      storeFile("2026-06-22-dddddddd"),
    ];
    expect(selected(files, { maxTotalBytes: 200 })).toEqual(["2026-06-21-cccccccc"]);
  });
});
