import { promises as fs } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SegmentWriter } from "../../../../extension/store/writing/segmentWriter.ts";
import { utcDayOf } from "../../../../shared/days.ts";
import { makeScratchFolder } from "../../../support/scratchFolder.ts";
import { createWriter, DAY, toLine } from "./segmentTestbed.ts";

describe("the writer of a session's files", () => {
  it("opens each file with a header and appends to it", async () => {
    const { append, segments } = createWriter();
    expect(await append("a", "b")).toEqual({ writtenCount: 2 });
    expect(await append("c")).toEqual({ writtenCount: 1 });
    expect(await segments(2)).toEqual(["header\na\nb\nc\n", undefined]);
  });

  it("does nothing where there are no lines", async () => {
    const { append, disk } = createWriter();
    expect(await append()).toEqual({ writtenCount: 0 });
    expect(disk.calls).toEqual([]);
  });

  it("fills a file up to its bound, to the byte, and goes on in the next", async () => {
    const { append, segments, newFileCount } = createWriter("header\naaa\nbbb\n".length);
    await append("aaa", "bbb", "ccc");
    expect(await segments(3)).toEqual(["header\naaa\nbbb\n", "header\nccc\n", undefined]);
    expect(newFileCount()).toBe(1);
  });

  it("fills a file up to its bound in a later append as well", async () => {
    const { append, segments } = createWriter("header\naaa\nbbb\n".length);
    await append("aaa");
    await append("bbb");
    await append("ccc");
    expect(await segments(3)).toEqual(["header\naaa\nbbb\n", "header\nccc\n", undefined]);
  });

  it("goes on in the next file where one byte is lacking", async () => {
    const { append, segments } = createWriter("header\naaa\nbbb\n".length - 1);
    await append("aaa", "bbb");
    expect(await segments(2)).toEqual(["header\naaa\n", "header\nbbb\n"]);
  });

  it("counts bytes and not characters", async () => {
    const { append, segments } = createWriter("header\n".length + 6);
    await append("é🙂", "é");
    expect(await segments(2)).toEqual(["header\né🙂\n", "header\né\n"]);
  });

  it("puts a line that is larger than a file into a file of its own", async () => {
    const { append, segments } = createWriter(20);
    const long = "x".repeat(100);
    await append("a", long, "b");
    expect(await segments(3)).toEqual(["header\na\n", `header\n${long}\n`, "header\nb\n"]);
  });

  it("keeps a file a day and goes on in each", async () => {
    const { writer, disk } = createWriter();
    const nextDay = utcDayOf(Date.parse("2026-06-29T00:00:00.000Z"));
    await writer.append(DAY, [toLine("a")]);
    await writer.append(nextDay, [toLine("b")]);
    await writer.append(DAY, [toLine("c")]);
    await writer.append(nextDay, [toLine("d")]);
    expect((await disk.fs.readdir("/tmp/telemetry")).sort()).toEqual([
      "telemetry-2026-06-28-4f0c9e21.jsonl",
      "telemetry-2026-06-29-4f0c9e21.jsonl",
    ]);
  });

  it("takes another bound for its files at once", async () => {
    const { append, writer, segments } = createWriter();
    await append("a");
    writer.setMaxFileBytes(10);
    await append("b");
    expect(await segments(2)).toEqual(["header\na\n", "header\nb\n"]);
  });

  it("takes the next name where one is taken by whatever it is", async () => {
    const { append, disk, pathOf, segments } = createWriter();
    await disk.fs.mkdir("/tmp/telemetry");
    await (await disk.fs.open(pathOf(0), "w")).close();
    await disk.fs.mkdir(pathOf(1));
    await append("a");
    expect(await segments(3)).toEqual(["", undefined, "header\na\n"]);
  });

  it("follows no link that takes its name", async () => {
    const folder = await makeScratchFolder();
    const elsewhere = join(folder, "elsewhere");
    await fs.writeFile(elsewhere, "untouched");
    await fs.symlink(elsewhere, join(folder, "telemetry-2026-06-28-4f0c9e21.jsonl"));
    await fs.symlink("/nowhere", join(folder, "telemetry-2026-06-28-4f0c9e21.1.jsonl"));
    const writer = new SegmentWriter({
      directory: folder,
      session8: "4f0c9e21",
      header: "header\n",
      fs,
      maxFileBytes: 1_000,
      onNotice: () => undefined,
      onAppended: () => undefined,
      onNewFile: () => undefined,
    });
    expect(await writer.append(DAY, [toLine("a")])).toEqual({ writtenCount: 1 });
    expect(await fs.readFile(elsewhere, "utf8")).toBe("untouched");
    const written = join(folder, "telemetry-2026-06-28-4f0c9e21.2.jsonl");
    expect(await fs.readFile(written, "utf8")).toBe("header\na\n");
  });

  it("gives up where a thousand names are taken, and goes on counting the next time", async () => {
    const { append, disk } = createWriter();
    let isTaken = true;
    disk.plan = ({ operation }) =>
      operation === "open" && isTaken ? { kind: "fails", code: "EEXIST" } : undefined;
    const result = await append("a");
    expect(result).toMatchObject({
      writtenCount: 0,
      error: { message: /^No file name is available/ },
    });
    isTaken = false;
    await append("a");
    expect(await disk.fs.readdir("/tmp/telemetry").catch(() => [])).toEqual([
      "telemetry-2026-06-28-4f0c9e21.1000.jsonl",
    ]);
  });

  it("makes the folder, and those above it, where they are missing", async () => {
    const { append, disk, segments } = createWriter();
    await append("a");
    expect(disk.calls.map(({ operation }) => operation).slice(0, 3)).toEqual([
      "open",
      "mkdir",
      "open",
    ]);
    expect(await segments(1)).toEqual(["header\na\n"]);
  });

  it("fails rather than try for ever where the folder cannot be made to stay", async () => {
    const { append, disk } = createWriter();
    disk.plan = ({ operation }) =>
      operation === "open" ? { kind: "fails", code: "ENOENT" } : undefined;
    expect(await append("a")).toMatchObject({ writtenCount: 0, error: { code: "ENOENT" } });
    expect(disk.count("open")).toBe(2);
  });
});
