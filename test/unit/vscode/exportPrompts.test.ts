import { homedir } from "node:os";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { parseUtcDay, type UtcDay } from "../../../shared/days.ts";
import { EXPORT_FORMATS } from "../../../shared/formats.ts";
import { pickFormat, pickRange, pickTarget } from "../../../extension/vscode/exportPrompts.ts";
import { fake, resetFake, Uri } from "../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(() => {
  resetFake();
});

function day(text: string): UtcDay {
  const parsed = parseUtcDay(text);
  if (parsed === undefined) throw new Error(`${text} is no day`);
  return parsed;
}

function typing(...texts: readonly string[]): { type: readonly string[] } {
  return { type: texts };
}

describe("pickRange", () => {
  it.each([
    ["Last 24 hours", "last24Hours"],
    ["Last 7 days", "last7Days"],
    ["Last 30 days", "last30Days"],
    ["All time", "allTime"],
  ])("offers %s", async (label, kind) => {
    fake.answers.push({ pick: label });
    await expect(pickRange()).resolves.toEqual({ kind });
  });

  it("asks for both days of a custom range and takes them as they are typed", async () => {
    fake.answers.push({ pick: "Custom range…" }, typing("2026-06-01"), typing("2026-06-03"));
    await expect(pickRange()).resolves.toEqual({
      kind: "days",
      startDay: "2026-06-01",
      endDay: "2026-06-03",
    });
  });

  it("takes a range of a single day, and spaces around a day", async () => {
    fake.answers.push({ pick: "Custom range…" }, typing(" 2028-02-29 "), typing("2028-02-29\t"));
    await expect(pickRange()).resolves.toEqual({
      kind: "days",
      startDay: "2028-02-29",
      endDay: "2028-02-29",
    });
    expect(fake.refusals).toEqual([]);
  });

  it.each([
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-06-00",
    "2026-06-31",
    "2027-02-29",
    "2026-6-1",
    "01.06.2026",
    "20260601",
    "+002026-06-01",
    "2026-06-01T00:00",
    "today",
    "",
    " ",
  ])("refuses the date %j, says why, and takes a better one", async (text) => {
    fake.answers.push(
      { pick: "Custom range…" },
      typing(text, "2026-06-01"),
      typing(text, "2026-06-02"),
    );
    await expect(pickRange()).resolves.toMatchObject({
      startDay: "2026-06-01",
      endDay: "2026-06-02",
    });
    const why = "Enter a valid date (YYYY-MM-DD).";
    expect(fake.refusals).toEqual([why, why]);
  });

  it("refuses a last day before the first day", async () => {
    fake.answers.push(
      { pick: "Custom range…" },
      typing("2026-06-10"),
      typing("2026-06-09", "2025-06-11", "2026-06-10"),
    );
    await expect(pickRange()).resolves.toMatchObject({ endDay: "2026-06-10" });
    const why = "The last day must be on or after the first day (2026-06-10).";
    expect(fake.refusals).toEqual([why, why]);
  });

  it("says UTC and the form of a date where days are typed", async () => {
    fake.answers.push({ pick: "Custom range…" }, typing("2026-06-01"), typing("2026-06-01"));
    await pickRange();
    const [, first, last] = fake.prompts.map(({ options }) => options);
    expect(first).toMatchObject({ prompt: "First day (UTC)", placeHolder: "YYYY-MM-DD" });
    expect(last).toMatchObject({
      prompt: "Last day (UTC, inclusive)",
      placeHolder: "YYYY-MM-DD",
      value: "2026-06-01",
    });
  });

  it.each([
    ["the list", ["escape"]],
    ["the first day", [{ pick: "Custom range…" }, "escape"]],
    ["the last day", [{ pick: "Custom range…" }, { type: ["2026-06-01"] }, "escape"]],
  ] as const)("is nothing where the user leaves %s with Escape", async (_, answers) => {
    fake.answers.push(...answers);
    await expect(pickRange()).resolves.toBeUndefined();
    expect(fake.answers).toEqual([]);
  });
});

describe("pickFormat", () => {
  it.each(EXPORT_FORMATS)("offers $label", async (format) => {
    fake.answers.push({ pick: format.label });
    await expect(pickFormat()).resolves.toBe(format);
  });

  it("is nothing where the user leaves with Escape", async () => {
    fake.answers.push("escape");
    await expect(pickFormat()).resolves.toBeUndefined();
  });
});

describe("pickTarget", () => {
  const [json, otlp] = EXPORT_FORMATS;

  function defaultUri(): unknown {
    const options: unknown = fake.prompts[0]?.options;
    return typeof options === "object" && options !== null && "defaultUri" in options
      ? String(options.defaultUri)
      : undefined;
  }

  it("gives the place that the user chose", async () => {
    const uri = Uri.file("/tmp/chosen.json");
    fake.answers.push({ saveTo: uri });
    await expect(pickTarget({ kind: "allTime" }, json)).resolves.toBe(uri);
  });

  it("is nothing where the user leaves with Escape", async () => {
    fake.answers.push("escape");
    await expect(pickTarget({ kind: "allTime" }, json)).resolves.toBeUndefined();
  });

  it("proposes a name that tells range and format, in the user's home", async () => {
    fake.answers.push("escape");
    await pickTarget({ kind: "last7Days" }, otlp);
    const folder = Uri.file(homedir()).toString();
    expect(defaultUri()).toBe(`${folder}/coder-telemetry-last-7-days.otlp.json`);
  });

  it("proposes the first folder of the workspace, wherever it is", async () => {
    fake.workspaceFolders = [
      { uri: Uri.parse("vscode-remote://ssh+host/home/me/project") },
      { uri: Uri.file("/elsewhere") },
    ];
    fake.answers.push("escape");
    const range = { kind: "days", startDay: day("2026-06-01"), endDay: day("2026-06-03") } as const;
    await pickTarget(range, json);
    expect(defaultUri()).toBe(
      "vscode-remote://ssh+host/home/me/project/coder-telemetry-2026-06-01_2026-06-03.json",
    );
  });

  it("passes over folders of the workspace that cannot be written", async () => {
    fake.workspaceFolders = [
      { uri: Uri.parse("readonly://archive/project") },
      { uri: Uri.file("/writable") },
    ];
    fake.answers.push("escape");
    await pickTarget({ kind: "allTime" }, json);
    expect(defaultUri()).toBe("file:///writable/coder-telemetry-all-time.json");
  });

  it("filters by the last part of the name alone, as save dialogs do", async () => {
    fake.answers.push("escape");
    await pickTarget({ kind: "allTime" }, otlp);
    expect(fake.prompts[0]?.options).toMatchObject({ filters: { [otlp.label]: ["json"] } });
  });
});
