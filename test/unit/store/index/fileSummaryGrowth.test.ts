import { promises as fs } from "node:fs";
import { appendFile, open, truncate, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { summarizeFile } from "../../../../extension/store/index/fileSummary.ts";
import { makeEvent, makeEvents, makeHeader, toJsonLines } from "../../../support/events.ts";
import { seededRandom } from "../../../support/seededRandom.ts";
import { makeStoreFolder } from "../../../support/storeFolder.ts";
import { NAME, onlyFile } from "./summaryTestbed.ts";

const EVENT_COUNT = 60;

/** In the middle, because the bytes at both ends are compared before reading continues. */
const DAMAGED_LINE = 20;

/** A file of sixty events, one of which was corrupted after the first scan. */
async function makeScanned(content = toJsonLines(makeEvents(EVENT_COUNT))) {
  const folder = await makeStoreFolder({ [NAME]: content });
  const file = await onlyFile(folder);
  const previous = await summarizeFile(fs, file);
  const handle = await open(file.path, "r+");
  await handle.write("x", lineStart(DAMAGED_LINE));
  await handle.close();
  /** Only a scan from the start notices the corruption. */
  const scanAgain = async () => summarizeFile(fs, await onlyFile(folder), { previous });
  return { path: file.path, scanAgain };
}

/** The offset of a line of the file, counted from 0. */
function lineStart(index: number): number {
  return Buffer.byteLength(toJsonLines(makeEvents(EVENT_COUNT).slice(0, index)));
}

describe("a second scan of a file", () => {
  it("reads only appended lines", async () => {
    const { path, scanAgain } = await makeScanned();
    await appendFile(path, toJsonLines(makeEvents(3)));
    expect(await scanAgain()).toMatchObject({ eventCount: 63, skippedLineCount: 0 });
  });

  it("starts over if the last line was incomplete", async () => {
    const { path, scanAgain } = await makeScanned(toJsonLines(makeEvents(EVENT_COUNT)).trimEnd());
    await appendFile(path, `\n${toJsonLines(makeEvents(3))}`);
    expect(await scanAgain()).toMatchObject({ eventCount: 62, skippedLineCount: 1 });
  });

  it("starts over if the file has become smaller", async () => {
    const { path, scanAgain } = await makeScanned();
    await truncate(path, lineStart(25));
    expect(await scanAgain()).toMatchObject({ eventCount: 24, skippedLineCount: 1 });
  });

  it("starts over if the size is the same", async () => {
    const { scanAgain } = await makeScanned();
    expect(await scanAgain()).toMatchObject({ eventCount: 59, skippedLineCount: 1 });
  });

  it("starts over if the file was replaced", async () => {
    const { path, scanAgain } = await makeScanned();
    const other = Array.from({ length: 30 }, () => makeEvent({ deployment_url: "" }));
    await writeFile(path, toJsonLines(other));
    expect(await scanAgain()).toMatchObject({ eventCount: 30, skippedLineCount: 0 });
  });

  it("starts over if the file was replaced by one with the same end", async () => {
    const { path, scanAgain } = await makeScanned();
    const [first = makeEvent(), ...rest] = makeEvents(EVENT_COUNT);
    const sameLength = { ...first, event_name: "another.invoked" };
    await writeFile(path, toJsonLines([sameLength, ...rest, ...makeEvents(3)]));
    expect((await scanAgain()).frequentEvents).toContainEqual(
      expect.objectContaining({ name: "another.invoked", count: 1 }),
    );
  });

  it("starts over if the first scan failed", async () => {
    const folder = await makeStoreFolder({ [NAME]: makeEvents(2) });
    const file = await onlyFile(folder);
    const previous = await summarizeFile(fs, { ...file, path: `${file.path}.gone` });
    expect(previous.unreadReason).toBeDefined();
    const summary = await summarizeFile(fs, file, { previous });
    expect(summary).toEqual(await summarizeFile(fs, file));
  });

  it("continues line numbers, and still lists at most ten skipped lines", async () => {
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

  it("returns the same as a first scan, however a corrupted file has grown", async () => {
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
        // Often at the end of a line, like the batches of a writer.
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
