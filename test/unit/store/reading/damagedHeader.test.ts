import { describe, expect, it } from "vitest";
import { makeEvent, makeHeader } from "../../../support/events.ts";
import { readStore } from "../../../support/readStore.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";
const SESSION8 = "4f0c9e21";

const FIRST_SESSION = "a".repeat(32);
const HEADER = JSON.stringify(makeHeader({ session_id: "b".repeat(32) }));

const MIB = 1_048_576;

/** The context of the last event, with `lines` between it and a file's first header and event. */
async function contextAfter(...lines: readonly string[]) {
  const content = [
    JSON.stringify(makeHeader({ session_id: FIRST_SESSION })),
    JSON.stringify(makeEvent({ event_id: "before" })),
    ...lines,
    JSON.stringify(makeEvent({ event_id: "after" })),
    "",
  ].join("\n");
  const { events, report } = await readStore(await makeStoreFolder({ [NAME]: content }));
  const after = events.find(({ row }) => row.event_id === "after");
  const before = events.find(({ row }) => row.event_id === "before");
  expect(before?.context["session_id"]).toBe(FIRST_SESSION);
  expect(report.skippedLineCount).toBe(lines.length);
  return after?.context;
}

const ALL_UNKNOWN = {
  extension_version: "unknown",
  machine_id: "unknown",
  session_id: SESSION8,
  os_type: "unknown",
  os_version: "unknown",
  host_arch: "unknown",
  platform_name: "unknown",
  platform_version: "unknown",
};

describe("a header that is damaged or refused", () => {
  it.each([
    ["cut off", HEADER.slice(0, 120)],
    ["cut off after one byte", HEADER.slice(0, 1)],
    ["cut off after two bytes", HEADER.slice(0, 2)],
    ["cut off inside its first name", HEADER.slice(0, 5)],
    ["cut off with an event behind it", `${HEADER.slice(0, 4)}${JSON.stringify(makeEvent())}`],
    ["cut off after one byte, before an event", `{${JSON.stringify(makeEvent())}`],
    ["without its beginning", HEADER.slice(60)],
    ["behind half an event", `${JSON.stringify(makeEvent()).slice(0, 90)}${HEADER}`],
    ["behind a whole event", `${JSON.stringify(makeEvent())}${HEADER}`],
    ["behind a byte order mark", `\uFEFF${HEADER}`],
    ["behind NUL bytes", `${"\0".repeat(100)}${HEADER}`],
    ["written with spaces and cut off", '{ "kind" : "header", "schema_ver'],
    ["of another kind by one byte", HEADER.replace('"header"', '"hexder"')],
    ["without its kind by one byte", HEADER.replace('"kind"', '"kinx"')],
    ["too long", JSON.stringify(makeHeader({ os_version: "x".repeat(4_096) }))],
    ["longer than any line", JSON.stringify(makeHeader({ os_version: "x".repeat(2 * MIB) }))],
    ["behind a megabyte of NUL bytes", `${"\0".repeat(3 * MIB + 5)}${HEADER}`],
  ])("that is %s leaves its events to the session of the file name", async (_, line) => {
    expect(await contextAfter(line)).toEqual(ALL_UNKNOWN);
  });

  it("leaves them to no header further up either", async () => {
    expect(await contextAfter(HEADER.slice(0, 80), "garbage")).toEqual(ALL_UNKNOWN);
  });

  it("at the start of a segment leaves them to the segment's own name", async () => {
    const folder = await makeStoreFolder({
      [NAME]: [makeEvent({ event_id: "first" })],
      "telemetry-2026-06-28-4f0c9e21.1.jsonl": `${HEADER.slice(0, 119)}\n${JSON.stringify(makeEvent({ event_id: "second" }))}\n`,
    });
    const { events } = await readStore(folder);
    expect(events.map(({ row, context }) => [row.event_id, context["session_id"]])).toEqual([
      ["first", makeHeader().context.session_id],
      ["second", SESSION8],
    ]);
  });
});

describe("a skipped line that is no header", () => {
  const event = JSON.stringify(
    makeEvent({ properties: { note: '{"kind":"header","context":1}' } }),
  );

  it.each([
    ["half an event", event.slice(0, -5)],
    ["an event without its beginning", event.slice(10)],
    ["an event without its time", event.replace("2026", "2x26")],
    ["an object of another kind", '{"kind":"loss","from_seq":1}'],
    ["garbage", "garbage"],
    ["NUL bytes", "\0".repeat(50)],
    ["a long line", "x".repeat(2 * MIB)],
  ])("such as %s leaves the header before it in force", async (_, line) => {
    expect((await contextAfter(line))?.["session_id"]).toBe(FIRST_SESSION);
  });
});
