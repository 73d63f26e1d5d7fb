import { promises as nodeFs } from "node:fs";
import { rm, symlink } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { readEventAt } from "../../../../extension/store/query/eventAt.ts";
import {
  makeContext,
  makeEvent,
  makeEvents,
  makeHeader,
  toJsonLines,
} from "../../../support/events.ts";
import { CORPUS, corpusFolder } from "../../../support/corpus.ts";
import { interceptFileSystem, systemError } from "../../../support/interceptedFileSystem.ts";
import { openPaths } from "../../../support/openPaths.ts";
import { readStore } from "../../../support/readStore.ts";
import { makeStoreFolder, toFile } from "../../../support/storeFolder.ts";
import { onlyFile, readAll, runQuery } from "./eventQueryTestbed.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";

/** A folder with one file, and a function that reads the event at a location in it. */
async function makeFile(content: string | Buffer | readonly object[]) {
  const folder = await makeStoreFolder({ [NAME]: content });
  const file = await onlyFile(folder);
  return {
    folder,
    path: file.path,
    at: (offset: number, byteCount: number, fs = nodeFs) =>
      readEventAt(fs, file, { offset, byteCount }),
  };
}

describe("readEventAt", () => {
  it.each(CORPUS)(
    "reads every event of $name like the store reader",
    async ({ name, eventCount }) => {
      const folder = corpusFolder(name);
      const { events } = await readStore(folder);
      const locations = await readAll(await runQuery(folder));
      expect(locations).toHaveLength(eventCount);
      for (const [index, { file, offset, byteCount }] of locations.entries()) {
        const event = await readEventAt(nodeFs, file, {
          offset,
          byteCount,
        });
        expect(event).toMatchObject({ file, offset, byteCount, text: events[index]?.json });
        expect(event?.row).toEqual(events[index]?.row);
        expect(event?.source).toEqual({
          file,
          context: events[index]?.context,
          schemaVersion: events[index]?.schemaVersion,
        });
      }
    },
  );

  it("finds an event only at its exact location", async () => {
    const rows = [makeEvent({ event_id: "1" }), makeEvent({ event_id: "2" })];
    const [first = "", second = ""] = rows.map((row) => JSON.stringify(row));
    const { at } = await makeFile(`${first}\n${second}`);
    const found: string[] = [];
    const length = first.length + second.length + 1;
    for (let offset = 0; offset <= length; offset++) {
      for (const byteCount of [first.length - 1, first.length, first.length + 1, length - offset]) {
        if ((await at(offset, byteCount)) !== undefined) found.push(`${offset}+${byteCount}`);
      }
    }
    expect(new Set(found)).toEqual(
      new Set([`0+${first.length}`, `${first.length + 1}+${second.length}`]),
    );
  });

  it.each([
    ["a header", `${JSON.stringify(makeHeader())}\n`],
    ["invalid JSON", "no JSON\n"],
    ["an event without a time", `{"event_id":"1","event_name":"a","timestamp":"now"}\n`],
    ["an empty line", "\n"],
  ])("finds no event at %s", async (_, content) => {
    const { at } = await makeFile(content);
    expect(await at(0, content.length - 1)).toBeUndefined();
  });

  it("does not accept a line with trailing lines, even if they are blank", async () => {
    const line = JSON.stringify(makeEvent());
    const { at } = await makeFile(`${line}\n\r\n${line}\n`);
    expect(await at(0, line.length + 2)).toBeUndefined();
    expect((await at(0, line.length))?.text).toBe(line);
  });

  it("finds an event after a byte order mark, which is not part of it", async () => {
    const line = JSON.stringify(makeEvent());
    const { at } = await makeFile(`\uFEFF${line}\n`);
    expect((await at(3, line.length))?.text).toBe(line);
    expect(await at(0, line.length + 3)).toBeUndefined();
    const other = await makeFile(`abc${line}\n`);
    expect(await other.at(3, line.length)).toBeUndefined();
  });

  it("includes the CR of a CRLF", async () => {
    const line = JSON.stringify(makeEvent());
    const { at } = await makeFile(`${line}\r\n`);
    expect((await at(0, line.length + 1))?.text).toBe(`${line}\r`);
    expect(await at(0, line.length)).toBeUndefined();
  });

  it.each([
    [-1, 10],
    [0, 0],
    [0, -5],
    [0.5, 10],
    [Number.NaN, 10],
    [0, 1_048_577],
    [0, 2 ** 52],
    [2 ** 53, 10],
    [2 ** 52, 10],
  ])("finds nothing at %d of %d bytes", async (offset, byteCount) => {
    const { at } = await makeFile(makeEvents(1));
    expect(await at(offset, byteCount)).toBeUndefined();
  });

  it("finds nothing in a deleted file", async () => {
    const { at, path } = await makeFile(makeEvents(1));
    await rm(path);
    expect(await at(0, 100)).toBeUndefined();
  });

  it.each(["open", "handle.read", "handle.stat"])("throws if %s fails", async (name) => {
    const { at, folder } = await makeFile(makeEvents(1));
    const fs = interceptFileSystem(nodeFs, (call, proceed) =>
      call.name === name ? Promise.reject(systemError("EIO")) : proceed(),
    );
    await expect(at(0, 100, fs as typeof nodeFs)).rejects.toThrow("EIO");
    expect(openPaths(folder)).toEqual([]);
  });

  it("does not follow links", async () => {
    const { at, path, folder } = await makeFile(makeEvents(1));
    await rm(path);
    await symlink("/dev/zero", path);
    await expect(at(0, 100)).rejects.toThrow();
    expect(openPaths(folder)).toEqual([]);
  });
});

describe("the source of an event read by location", () => {
  const line = JSON.stringify(makeEvent());

  async function sourceOf(before: string) {
    const { at } = await makeFile(`${before}${line}\n`);
    return (await at(Buffer.byteLength(before), line.length))?.source;
  }

  it("is the last header before it, even in the middle of the file", async () => {
    const later = makeHeader({ os_type: "darwin" });
    const before = toJsonLines([makeHeader(), makeEvent(), later, makeEvent()]);
    expect((await sourceOf(before))?.context).toEqual(makeContext({ os_type: "darwin" }));
  });

  it("is not a header after it", async () => {
    const { at } = await makeFile(`${line}\n${JSON.stringify(makeHeader())}\n${line}\n`);
    expect((await at(0, line.length))?.source.context["os_type"]).toBe("unknown");
  });

  it("is a header more than 64 KiB before the first event", async () => {
    const before = `${JSON.stringify(makeHeader())}\n${"no event\n".repeat(20_000)}`;
    expect((await sourceOf(before))?.context).toEqual(makeContext());
  });

  it("has the session of the file name if the first 2 MiB have no event", async () => {
    const source = await sourceOf("no event\n".repeat(300_000));
    expect(source?.context).toEqual({ session_id: "4f0c9e21" });
  });

  it("is found without reading the whole file", async () => {
    const rows = makeEvents(20_000);
    const content = toFile(rows);
    const { at } = await makeFile(content);
    let readBytes = 0;
    const fs = interceptFileSystem(nodeFs, async (call, proceed) => {
      const result = await proceed();
      if (call.name === "handle.read") readBytes += (result as { bytesRead: number }).bytesRead;
      return result;
    });
    const last = JSON.stringify(rows.at(-1));
    const event = await at(content.length - last.length - 1, last.length, fs as typeof nodeFs);
    expect(event?.source.context).toEqual(makeContext());
    expect(content.length).toBeGreaterThan(4_000_000);
    expect(readBytes).toBeLessThan(70_000);
  });
});
