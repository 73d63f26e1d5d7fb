import { promises as nodeFs } from "node:fs";
import { appendFile, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeEvent, makeEvents, toJsonLines } from "../../../support/events.ts";
import { interceptFileSystem, systemError } from "../../../support/interceptedFileSystem.ts";
import { openPaths } from "../../../support/openPaths.ts";
import { makeStoreFolder, toFile } from "../../../support/storeFolder.ts";
import { idsOfPage, onlyFile, readAll, runQuery } from "./eventQueryTestbed.ts";

const NAME = "telemetry-2026-06-28-aaaaaaaa.jsonl";
const OTHER = "telemetry-2026-06-28-bbbbbbbb.jsonl";

const ROWS = makeEvents(3);
const IDS = ROWS.map((row) => row.event_id);
const GONE = ["gone", "gone", "gone"];

/** A finished query of a file with three events. */
async function makeStore() {
  const folder = await makeStoreFolder({ [NAME]: ROWS });
  return { folder, path: join(folder, NAME), query: await runQuery(folder) };
}

describe("a page of events whose file changed after the query", () => {
  it.each<[string, (path: string) => Promise<unknown>]>([
    ["deleted", (path) => rm(path)],
    ["emptied", (path) => truncate(path, 0)],
    [
      "replaced by other events",
      (path) => writeFile(path, toFile(makeEvents(9).slice(5)).slice(3)),
    ],
    [
      "replaced by something that is not telemetry",
      (path) => writeFile(path, "\u0000".repeat(4_096)),
    ],
  ])("has only the locations of the events if it was %s", async (_, change) => {
    const { folder, path, query } = await makeStore();
    await change(path);
    const page = await readAll(query);
    expect(idsOfPage(page)).toEqual(GONE);
    expect(page.map(({ file, byteCount }) => [file.name, byteCount])).toEqual(
      ROWS.map((row) => [NAME, JSON.stringify(row).length]),
    );
    expect(openPaths(folder)).toEqual([]);
  });

  it("contains the complete events if it was truncated", async () => {
    const { folder, path, query } = await makeStore();
    await truncate(path, (await onlyFile(folder)).byteCount - 2);
    expect(idsOfPage(await readAll(query))).toEqual([...IDS.slice(0, 2), "gone"]);
  });

  it("contains all events if only the last LF was truncated", async () => {
    const { folder, path, query } = await makeStore();
    await truncate(path, (await onlyFile(folder)).byteCount - 1);
    expect(idsOfPage(await readAll(query))).toEqual(IDS);
  });

  it("contains all events if it has grown", async () => {
    const { path, query } = await makeStore();
    await appendFile(path, toJsonLines(makeEvents(5)));
    expect(idsOfPage(await readAll(query))).toEqual(IDS);
  });

  it("omits a last event without LF if something was appended to its line", async () => {
    const folder = await makeStoreFolder({ [NAME]: toFile(ROWS).trimEnd() });
    const query = await runQuery(folder);
    await appendFile(join(folder, NAME), " ");
    expect(idsOfPage(await readAll(query))).toEqual([...IDS.slice(0, 2), "gone"]);
  });

  it("omits events that were joined into one line", async () => {
    const { path, query } = await makeStore();
    const [header = "", first = "", ...rest] = toFile(ROWS).split("\n");
    await writeFile(path, `${header}\n${first} ${rest.join("\n")}`);
    expect(idsOfPage(await readAll(query))).toEqual(["gone", "gone", IDS[2]]);
  });

  it.each([
    ["that does not match the filter", { text: "coder.open" }],
    ["outside the range", { range: { endMsExclusive: Date.parse("2026-06-28T09:00:00.001Z") } }],
  ])("omits an event that was replaced by one %s", async (_, options) => {
    const before = makeEvent({ event_id: "before" });
    const changes = { properties: { commandId: "coder.OTHER".slice(0, 10) } };
    const after = makeEvent({
      event_id: "after1",
      timestamp: "2026-06-28T09:00:00.002Z",
      ...changes,
    });
    const folder = await makeStoreFolder({ [NAME]: [before] });
    const query = await runQuery(folder, options);
    await writeFile(join(folder, NAME), toFile([after]));
    expect(JSON.stringify(after)).toHaveLength(JSON.stringify(before).length);
    expect(idsOfPage(await readAll(query))).toEqual(["gone"]);
  });

  it("fails if the file was replaced by a link", async () => {
    const { path, query } = await makeStore();
    await rename(path, `${path}.1`);
    await symlink(`${path}.1`, path);
    await expect(readAll(query)).rejects.toThrow(`${NAME} could not be read: ELOOP`);
  });

  it.each(["open", "handle.read", "handle.stat"])(
    "fails with the file and the cause if %s fails",
    async (name) => {
      const folder = await makeStoreFolder({
        [NAME]: ROWS,
        [OTHER]: makeEvents(2, "2026-06-28", "bbbbbbbb", 12),
      });
      let isBroken = false;
      const fs = interceptFileSystem(nodeFs, (call, proceed) =>
        isBroken && call.name === name && call.path.endsWith(NAME)
          ? Promise.reject(systemError("EMFILE"))
          : proceed(),
      );
      const query = await runQuery(folder, { fs });
      isBroken = true;
      await expect(readAll(query)).rejects.toThrow(`${NAME} could not be read: EMFILE: injected`);
      expect(openPaths(folder)).toEqual([]);
      isBroken = false;
      expect(idsOfPage(await readAll(query))).toHaveLength(5);
    },
  );
});

describe("the size of a page", () => {
  const longText = "x".repeat(1_000_000);
  const rows = makeEvents(4).map((row) => ({ ...row, properties: { longText } }));

  it("stays within the requested bytes", async () => {
    const query = await runQuery(await makeStoreFolder({ [NAME]: rows }));
    const lineBytes = JSON.stringify(rows[0]).length;
    expect(await query.page(0, 500, lineBytes * 3)).toHaveLength(3);
    expect(await query.page(0, 500, lineBytes * 3 - 1)).toHaveLength(2);
  });

  it("does not cause disk reads of more than 256 KiB", async () => {
    const lines = makeEvents(10).map((row) => ({
      ...row,
      properties: { longText: "x".repeat(100_000) },
    }));
    let largestRead = 0;
    const fs = interceptFileSystem(nodeFs, async (call, proceed) => {
      const result = await proceed();
      if (call.name !== "handle.read") return result;
      largestRead = Math.max(largestRead, (result as { bytesRead: number }).bytesRead);
      return result;
    });
    const query = await runQuery(await makeStoreFolder({ [NAME]: lines }), { fs });
    largestRead = 0;
    expect(await readAll(query)).toHaveLength(10);
    expect(largestRead).toBeGreaterThan(200_000);
    expect(largestRead).toBeLessThan(263_000);
  });

  it("is one row if a single line exceeds the requested bytes", async () => {
    const query = await runQuery(await makeStoreFolder({ [NAME]: rows }));
    const page = await query.page(2, 500, 262_144);
    expect(page.map(({ row }) => row)).toEqual([rows[2]]);
  });

  it("ends with the last event", async () => {
    const { query } = await makeStore();
    expect(idsOfPage(await query.page(1, 500, 262_144))).toEqual(IDS.slice(1));
    expect(await query.page(3, 500, 262_144)).toEqual([]);
    expect(await query.page(2 ** 40, 500, 262_144)).toEqual([]);
  });

  it("can include a line of exactly 1 MiB", async () => {
    const [row = makeEvent()] = makeEvents(1);
    const rest = 1_048_576 - JSON.stringify({ ...row, properties: { text: "" } }).length;
    const longest = { ...row, properties: { text: "é".repeat(10) + "x".repeat(rest - 20) } };
    const query = await runQuery(await makeStoreFolder({ [NAME]: [longest, ...ROWS] }));
    const page = await readAll(query);
    expect(page[0]?.byteCount).toBe(1_048_576);
    expect(page.map((event) => event.row)).toEqual([longest, ...ROWS]);
  });
});

describe("a page of all kinds of lines", () => {
  const texts = ["plain", "é 😀 日本語", "\u2028\u2029", "a\nb", "\ud83d"];
  const lines = texts.map((text, event_sequence) =>
    JSON.stringify(makeEvent({ event_sequence, properties: { text } })),
  );

  it.each<[string, string | Buffer]>([
    ["LF", `${lines.join("\n")}\n`],
    ["no LF at the end", lines.join("\n")],
    ["CRLF", `${lines.join("\r\n")}\r\n`],
    ["a byte order mark", `\uFEFF${lines.join("\n")}\n`],
    ["blank lines and spaces", `\n\r\n  ${lines.join("  \n\n\r\n \t")}\n`],
    ["lines that are not events", `no\n{}\n${lines.join("\n[]\n")}`],
    ["large gaps", lines.join(`\n${" ".repeat(300_000)}\n`)],
  ])("contains events with %s", async (_, content) => {
    const query = await runQuery(await makeStoreFolder({ [NAME]: content }));
    const page = await readAll(query);
    expect(page.map(({ row }) => (row?.properties as { text: string }).text)).toEqual(texts);
  });

  it("contains events with invalid UTF-8 as they were scanned", async () => {
    const line = Buffer.from(lines[0] ?? "");
    line[line.indexOf("plain")] = 0xff;
    const content = Buffer.concat([line, Buffer.from(`\n${lines[1] ?? ""}\n`)]);
    const query = await runQuery(await makeStoreFolder({ [NAME]: content }), {
      text: "\uFFFDlain",
    });
    const page = await readAll(query);
    expect(page.map(({ row }) => row?.properties)).toEqual([{ text: "\uFFFDlain" }]);
  });

  it("contains events of more files than are open at once", async () => {
    const names = Array.from(
      { length: 30 },
      (_, index) => `telemetry-2026-06-28-${String(index).padStart(8, "0")}.jsonl`,
    );
    const folder = await makeStoreFolder(
      Object.fromEntries(
        names.map((name, event_sequence) => [name, [makeEvent({ event_sequence })]]),
      ),
    );
    let mostOpen = 0;
    const fs = interceptFileSystem(nodeFs, async (call, proceed) => {
      const result = await proceed();
      if (call.name === "open") mostOpen = Math.max(mostOpen, openPaths(folder).length);
      return result;
    });
    const query = await runQuery(folder, { fs });
    mostOpen = 0;
    const page = await readAll(query);
    expect(page.map(({ row }) => row?.event_sequence)).toEqual(names.map((_, index) => index));
    expect(mostOpen).toBeGreaterThan(1);
    expect(mostOpen).toBeLessThanOrEqual(8);
  });
});
