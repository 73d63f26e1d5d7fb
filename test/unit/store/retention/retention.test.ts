import { describe, expect, it } from "vitest";
import { NOW, OWN, selected, storeFile } from "./retentionFixture.ts";

/** Last modified more than a day ago, so that it confirms the clock. */
const YESTERDAY = storeFile("2026-06-27-bbbbbbbb", {
  modifiedMs: Date.parse("2026-06-27T00:00:00.000Z"),
});

describe("retention by age", () => {
  it.each([
    [1, ["2026-06-25-eeeeeeee", "2026-06-26-dddddddd"]],
    [2, ["2026-06-25-eeeeeeee"]],
    [3, []],
  ])("deletes files more than %d days old, by name", (maxAgeDays, expected) => {
    const files = [YESTERDAY, storeFile("2026-06-26-dddddddd"), storeFile("2026-06-25-eeeeeeee")];
    expect(selected(files, { maxAgeDays })).toEqual(expected);
  });

  it.each(["2026-06-28T00:00:00.000Z", "2026-06-28T23:59:59.999Z"])(
    "deletes whole days, whatever the time (%s)",
    (now) => {
      const files = [YESTERDAY, storeFile("2026-05-29-dddddddd"), storeFile("2026-05-28-eeeeeeee")];
      expect(selected(files, { maxAgeDays: 30 }, now)).toEqual(["2026-05-28-eeeeeeee"]);
    },
  );

  it("uses the day in the name, not the modification time", () => {
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
  ])("deletes the oldest files until at most %d bytes are left", (max, expected) => {
    expect(selected(five, { maxTotalBytes: max })).toEqual(expected);
  });

  it("deletes the oldest files first, whatever the listing order", () => {
    expect(selected([...five].reverse(), { maxTotalBytes: 300 })).toEqual([
      "2026-06-21-bbbbbbbb",
      "2026-06-22-bbbbbbbb",
    ]);
  });

  it("deletes segments in numeric order", () => {
    const segments = ["", ".1", ".2", ".9", ".10"].map((end) =>
      storeFile(`2026-06-20-bbbbbbbb${end}`),
    );
    expect(selected(segments, { maxTotalBytes: 250 })).toEqual([
      "2026-06-20-bbbbbbbb",
      "2026-06-20-bbbbbbbb.1",
      "2026-06-20-bbbbbbbb.2",
    ]);
  });

  it("subtracts files that are deleted by age", () => {
    const old = storeFile("2026-05-01-dddddddd");
    expect(selected([old, ...five, YESTERDAY], { maxAgeDays: 30, maxTotalBytes: 600 })).toEqual([
      "2026-05-01-dddddddd",
    ]);
  });

  it("counts files that it must keep", () => {
    const own = storeFile(`2026-06-28-${OWN}`, { byteCount: 350 });
    expect(selected([...five, own], { maxTotalBytes: 500 })).toHaveLength(4);
  });
});

describe("retention and files that may still be in use", () => {
  const recent = { modifiedMs: Date.parse(NOW) - 3_600_000 };

  it("keeps the last file of its own session, however small the limit", () => {
    expect(
      selected([storeFile(`2026-06-28-${OWN}`, { byteCount: 1e9 })], { maxTotalBytes: 1 }),
    ).toEqual([]);
  });

  it("keeps it even if it is old", () => {
    const own = storeFile(`2026-05-01-${OWN}`);
    expect(selected([own, YESTERDAY], { maxAgeDays: 1 })).toEqual([]);
  });

  it("deletes closed segments of its own session like other files", () => {
    const own = ["", ".1", ".2"].map((end) => storeFile(`2026-06-28-${OWN}${end}`, recent));
    expect(selected(own, { maxTotalBytes: 1 })).toEqual([
      `2026-06-28-${OWN}`,
      `2026-06-28-${OWN}.1`,
    ]);
  });

  it("keeps the last file of another session that wrote within the last day", () => {
    const other = storeFile("2026-06-27-bbbbbbbb", { modifiedMs: Date.parse(NOW) - 86_399_999 });
    expect(selected([other], { maxTotalBytes: 1 })).toEqual([]);
  });

  it("deletes the last file of a session that has not written for a day", () => {
    const other = storeFile("2026-06-27-bbbbbbbb", { modifiedMs: Date.parse(NOW) - 86_400_000 });
    expect(selected([other], { maxTotalBytes: 1 })).toEqual(["2026-06-27-bbbbbbbb"]);
  });

  it("keeps only the last file of another session", () => {
    const others = [
      storeFile("2026-06-27-bbbbbbbb", recent),
      storeFile("2026-06-28-bbbbbbbb", recent),
      storeFile("2026-06-28-bbbbbbbb.1", recent),
    ];
    expect(selected(others, { maxTotalBytes: 1 })).toEqual([
      "2026-06-27-bbbbbbbb",
      "2026-06-28-bbbbbbbb",
    ]);
  });

  it("keeps the last file of each session", () => {
    const others = ["bbbbbbbb", "cccccccc", "dddddddd"].flatMap((session8) => [
      storeFile(`2026-06-28-${session8}`, recent),
      storeFile(`2026-06-28-${session8}.1`, recent),
    ]);
    expect(selected(others, { maxTotalBytes: 1 })).toEqual([
      "2026-06-28-bbbbbbbb",
      "2026-06-28-cccccccc",
      "2026-06-28-dddddddd",
    ]);
  });

  it("deletes newer files if older ones must be kept", () => {
    const files = [
      storeFile("2026-06-20-bbbbbbbb", recent),
      storeFile("2026-06-21-cccccccc"),
      storeFile("2026-06-22-dddddddd"),
    ];
    expect(selected(files, { maxTotalBytes: 200 })).toEqual(["2026-06-21-cccccccc"]);
  });
});
