import { promises as fs } from "node:fs";
import { appendFile, open, truncate, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { summarizeFile } from "../../../../extension/store/index/fileSummary.ts";
import { makeEvent, makeEvents, makeHeader, toJsonLines } from "../../../support/events.ts";
import { seededRandom } from "../../../support/seededRandom.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";
import { NAME, onlyFile } from "./summaryTestbed.ts";

const EVENT_COUNT = 60;

/** Of an event in the middle: the bytes at either end are compared before a file is read on. */
const DAMAGED_LINE = 20;

/** A file of sixty events, one of which was made nonsense after a first look at it. */
async function makeLookedAt(content = toJsonLines(makeEvents(EVENT_COUNT))) {
  const folder = await makeStoreFolder({ [NAME]: content });
  const file = await onlyFile(folder);
  const previous = await summarizeFile(fs, file);
  const handle = await open(file.path, "r+");
  await handle.write("x", lineStart(DAMAGED_LINE));
  await handle.close();
  /** Only a reading from the start sees the nonsense. */
  const lookAgain = async () => summarizeFile(fs, await onlyFile(folder), { previous });
  return { path: file.path, lookAgain };
}

/** The offset of a line of the file, counted from 0. */
function lineStart(index: number): number {
  return Buffer.byteLength(toJsonLines(makeEvents(EVENT_COUNT).slice(0, index)));
}

describe("a second look at a file", () => {
  it("reads only what was appended since", async () => {
    const { path, lookAgain } = await makeLookedAt();
    await appendFile(path, toJsonLines(makeEvents(3)));
    expect(await lookAgain()).toMatchObject({ eventCount: 63, skippedLineCount: 0 });
  });

  it("reads from the start where the last line was not ended", async () => {
    const { path, lookAgain } = await makeLookedAt(toJsonLines(makeEvents(EVENT_COUNT)).trimEnd());
    await appendFile(path, `\n${toJsonLines(makeEvents(3))}`);
    expect(await lookAgain()).toMatchObject({ eventCount: 62, skippedLineCount: 1 });
  });

  it("reads from the start where the file has become smaller", async () => {
    const { path, lookAgain } = await makeLookedAt();
    await truncate(path, lineStart(25));
    expect(await lookAgain()).toMatchObject({ eventCount: 24, skippedLineCount: 1 });
  });

  it("reads from the start where the size is the same", async () => {
    const { lookAgain } = await makeLookedAt();
    expect(await lookAgain()).toMatchObject({ eventCount: 59, skippedLineCount: 1 });
  });

  it("reads from the start where another file took its place", async () => {
    const { path, lookAgain } = await makeLookedAt();
    const other = Array.from({ length: 30 }, () => makeEvent({ deployment_url: "" }));
    await writeFile(path, toJsonLines(other));
    expect(await lookAgain()).toMatchObject({ eventCount: 30, skippedLineCount: 0 });
  });

  it("reads from the start where another file of the same ending took its place", async () => {
    const { path, lookAgain } = await makeLookedAt();
    const [first = makeEvent(), ...rest] = makeEvents(EVENT_COUNT);
    const equallyLong = { ...first, event_name: "another.invoked" };
    await writeFile(path, toJsonLines([equallyLong, ...rest, ...makeEvents(3)]));
    expect((await lookAgain()).frequentEvents).toContainEqual(
      expect.objectContaining({ name: "another.invoked", count: 1 }),
    );
  });

  it("reads from the start where the first look failed", async () => {
    const folder = await makeStoreFolder({ [NAME]: makeEvents(2) });
    const file = await onlyFile(folder);
    const previous = await summarizeFile(fs, { ...file, path: `${file.path}.gone` });
    expect(previous.unreadReason).toBeDefined();
    const summary = await summarizeFile(fs, file, { previous });
    expect(summary).toEqual(await summarizeFile(fs, file));
  });

  it("numbers skipped lines through, and still names no more than ten", async () => {
    const folder = await makeStoreFolder({ [NAME]: `\n${"x\n".repeat(8)}` });
    const { path } = await onlyFile(folder);
    const previous = await summarizeFile(fs, await onlyFile(folder));
    await appendFile(path, "x\n".repeat(5));
    const { skippedLines, skippedLineCount } = await summarizeFile(fs, await onlyFile(folder), {
      previous,
    });
    expect(skippedLineCount).toBe(13);
    expect(skippedLines.map(({ lineNumber }) => lineNumber)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
  });

  it("gives what a first look gives, however a file with damage grew", async () => {
    const random = seededRandom(11);
    const lines = makeEvents(120).map((row, index) =>
      index % 40 === 0
        ? "damaged\n"
        : toJsonLines([{ ...row, event_name: `event ${index % 9}`, properties: { text: "é" } }]),
    );
    const long = `${"x".repeat(1_048_580)}\n`;
    const content = Buffer.from(
      ["\uFEFF", toJsonLines([makeHeader()]), lines.join("\n"), long, ...lines].join(""),
    );
    for (let round = 0; round < 20; round++) {
      const folder = await makeStoreFolder({ [NAME]: "" });
      const { path } = await onlyFile(folder);
      let previous = await summarizeFile(fs, await onlyFile(folder));
      for (let written = 0; written < content.length;) {
        // Often at the end of a line, where a writer's batches end.
        const bytes = Math.ceil(random() * (random() < 0.2 ? 700_000 : 4_000));
        const lineEnd = content.indexOf("\n", written + bytes) + 1;
        const end = random() < 0.7 && lineEnd > 0 ? lineEnd : written + bytes;
        await appendFile(path, content.subarray(written, end));
        written = end;
        const file = await onlyFile(folder);
        const summary = await summarizeFile(fs, file, { previous });
        expect(summary, `round ${round}, ${end} bytes`).toEqual(await summarizeFile(fs, file));
        previous = summary;
      }
    }
  });
});
