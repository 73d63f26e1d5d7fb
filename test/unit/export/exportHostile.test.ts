import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeEvent, makeEvents, makeHeader } from "../../support/events.ts";
import {
  countEvents,
  exportToFile,
  readJsonFile,
  readOtlpFile,
} from "../../support/exportStore.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { seededRandom } from "../../support/seededRandom.ts";
import { makeStoreFolder, toFile } from "../../support/storeFolder.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";

/** A line whose event has that name, given as it stands inside the quotes, as bytes. */
function lineOf(name: string | Uint8Array): Buffer {
  const [start = "", end = ""] = JSON.stringify(makeEvent()).split("command.invoked");
  return Buffer.concat([Buffer.from(start), Buffer.from(name), Buffer.from(end)]);
}

/** The names that the events have in both formats, which must be the same. */
async function exportedNames(content: Uint8Array) {
  const store = await makeStoreFolder({ [NAME]: content });
  const scratch = await makeScratchFolder();
  const { report } = await exportToFile("json", store, join(scratch, "out.json"));
  await exportToFile("otlp", store, join(scratch, "out.otlp.json"));
  const names = (await readJsonFile(join(scratch, "out.json"))).map((event) => event["event_name"]);
  const otlp = await readOtlpFile(join(scratch, "out.otlp.json"));
  expect(otlp.map(({ eventName }) => eventName)).toEqual(names);
  return { names, skippedLineCount: report.skippedLineCount };
}

describe("hostile text on its way from a file into an export", () => {
  it.each<[string, string | Uint8Array, string]>([
    ["U+2028 and U+2029", "a\u2028b\u2029", "a\u2028b\u2029"],
    ["a byte order mark", "\ufeffa\ufeff", "\ufeffa\ufeff"],
    ["DEL and C1 controls", "a\x7f\x80\x9f", "a\x7f\x80\x9f"],
    ["escaped control characters", String.raw`a\u0000\u001b\r\n`, "a\0\u001b\r\n"],
    ["an escaped lone surrogate", String.raw`a\ud83d`, "a\ufffd"],
    ["an escaped pair", String.raw`\ud83d\ude00`, "😀"],
    ["emoji", "😀👩‍👩‍👧", "😀👩‍👩‍👧"],
    ["a byte that is no UTF-8", Uint8Array.of(0x61, 0xff), "a\ufffd"],
    ["a surrogate as bytes", Uint8Array.of(0xed, 0xa0, 0xbd), "\ufffd\ufffd\ufffd"],
  ])("keeps %s, or what stands for it", async (_, name, expected) => {
    const lines = [lineOf("before"), lineOf(name), lineOf("after")];
    const content = Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\r\n")]));
    const { names, skippedLineCount } = await exportedNames(content);
    expect(names).toEqual(["before", expected, "after"]);
    expect(skippedLineCount).toBe(0);
  });

  it.each([
    ["a raw NUL", "a\0"],
    ["a raw CR", "a\rb"],
    ["a raw LF, which makes two lines", "a\nb"],
  ])("skips a line with %s in a text and keeps those around it", async (_, name) => {
    const lines = [lineOf("before"), lineOf(name), lineOf("after")];
    const { names } = await exportedNames(
      Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")])),
    );
    expect(names).toEqual(["before", "after"]);
  });

  it("has no noncharacters in a JSON array", async () => {
    const store = await makeStoreFolder({ [NAME]: lineOf("a\uffff\ufdd0") });
    const path = join(await makeScratchFolder(), "out.json");
    await exportToFile("json", store, path);
    expect((await readJsonFile(path)).map((event) => event["event_name"])).toEqual([
      "a\ufffd\ufffd",
    ]);
  });

  it("keeps a text of emoji however the reads end inside it", async () => {
    // Longer than a portion, at each offset of a character of four bytes.
    for (let offset = 0; offset < 4; offset++) {
      const text = "x".repeat(offset) + "😀".repeat(100_000);
      const { names } = await exportedNames(lineOf(text));
      expect(names[0] === text).toBe(true);
    }
  });
});

describe.each(["json", "otlp"] as const)("deep nesting (%s)", (format) => {
  const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

  it("costs the event in its line, and the document has at most 64 levels", async () => {
    const lineWith = (levels: number) =>
      JSON.stringify(makeEvent()).replace(/}$/, `,"extra":${deep(levels)}}`);
    const lines = [lineWith(62), lineWith(63), lineWith(500), JSON.stringify(makeEvent())];
    const store = await makeStoreFolder({ [NAME]: lines.join("\n") });
    const path = join(await makeScratchFolder(), "out.json");
    const { eventCount, report } = await exportToFile(format, store, path);
    expect(eventCount).toBe(2);
    expect(report.skippedLines).toEqual(
      [2, 3].map((lineNumber) => ({ fileName: NAME, lineNumber, reason: "nested too deeply" })),
    );
  });

  it("in a header costs no event", async () => {
    const header = JSON.stringify(makeHeader()).replace(/}}$/, `,"extra":${deep(1_800)}}}`);
    const store = await makeStoreFolder({ [NAME]: `${header}\n${JSON.stringify(makeEvent())}\n` });
    const path = join(await makeScratchFolder(), "out.json");
    const { eventCount, report } = await exportToFile(format, store, path);
    expect(eventCount).toBe(1);
    expect(report.skippedLines).toEqual([
      { fileName: NAME, lineNumber: 1, reason: "header nested too deeply" },
    ]);
  });
});

describe.each(["json", "otlp"] as const)("a damaged file (%s)", (format) => {
  it("becomes a valid document after each of 200 random changes of a byte", async () => {
    const random = seededRandom(42);
    const rows = makeEvents(12).map((row) => ({
      ...row,
      trace_id: "7d5c5b141d7c87e7210873430ff93092",
      parent_event_id: "523d3b4243cb72d3",
      error: { message: "é 😀 \ud83d", type: "TypeError", code: "E1" },
    }));
    const file = Buffer.from(toFile(rows));
    const store = await makeStoreFolder({ [NAME]: file });
    const target = join(await makeScratchFolder(), "out.json");
    for (let round = 0; round < 200; round++) {
      const changed = Buffer.from(file);
      changed[Math.floor(random() * file.length)] = Math.floor(random() * 256);
      await writeFile(join(store, NAME), changed);
      const { eventCount } = await exportToFile(format, store, target);
      expect(eventCount).toBeGreaterThanOrEqual(rows.length - 2);
      expect(countEvents(format, await readFile(target))).toBe(eventCount);
    }
  });
});
