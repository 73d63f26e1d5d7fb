import { expect, it } from "vitest";
import { FreshFiles } from "../../../../extension/store/retention/freshFiles.ts";
import { DAY_MS } from "../../../../shared/days.ts";
import { ManualClock } from "../../../support/manualClock.ts";

it("files are fresh for a day of elapsed time after the last write, whatever the system clock says", () => {
  const clock = new ManualClock("2026-03-01T12:00:00.000Z");
  const files = new FreshFiles(clock);
  files.add("first");
  clock.advance(DAY_MS / 2);
  files.add("second");
  clock.set("2026-11-27T12:00:00.000Z");
  expect([...files.names()]).toEqual(["first", "second"]);
  clock.advance(DAY_MS / 2 + 1);
  expect([...files.names()]).toEqual(["second"]);
  files.add("first");
  clock.advance(DAY_MS / 2);
  expect([...files.names()]).toEqual(["first"]);
});
