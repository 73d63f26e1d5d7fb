import { describe, expect, it } from "vitest";
import type { Fault } from "../../../support/faultyFileSystem.ts";
import { createWriter } from "./segmentTestbed.ts";

const FULL: Fault = { kind: "fails", code: "ENOSPC" };
const BROKEN: Fault = { kind: "fails", code: "EIO" };

describe("a file that has reached the size limit of the system", () => {
  it("is given up, and the next segment gets the line", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ write: { 1: { kind: "fails", code: "EFBIG" } } });
    expect(await append("b")).toEqual({ writtenCount: 1 });
    expect(await segments(2)).toEqual(["header\na\n", "header\nb\n"]);
  });

  it("does not leave one empty file after another", async () => {
    const { append, disk } = createWriter();
    disk.plan = ({ operation }) =>
      operation === "write" ? { kind: "fails", code: "EFBIG" } : undefined;
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(await append("a")).toMatchObject({ writtenCount: 0, error: { code: "EFBIG" } });
    }
    expect(await disk.fs.readdir("/tmp/telemetry")).toHaveLength(1);
  });
});

describe("a file that fails three times in a row", () => {
  const BUSY: Fault = { kind: "fails", code: "EBUSY" };

  it("is given up, and the next segment gets the line immediately", async () => {
    const { append, segments, notices, newFileCount, breakCalls } = createWriter();
    await append("a");
    breakCalls({ open: { 1: BUSY, 2: BUSY, 3: BUSY } });
    expect(await append("b")).toMatchObject({ writtenCount: 0, error: { code: "EBUSY" } });
    expect(await append("b")).toMatchObject({ writtenCount: 0, error: { code: "EBUSY" } });
    expect(await append("b")).toEqual({ writtenCount: 1 });
    expect(await segments(2)).toEqual(["header\na\n", "header\nb\n"]);
    expect(newFileCount()).toBe(1);
    expect(notices).toEqual([
      expect.stringMatching(/4f0c9e21\.jsonl cannot be written to: EBUSY.*new file/),
    ]);
  });

  it("is kept if an append in between succeeded", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ open: { 1: BUSY, 2: BUSY, 4: BUSY, 5: BUSY } });
    for (const line of ["b", "b", "b", "c", "c", "c"]) await append(line);
    expect(await segments(2)).toEqual(["header\na\nb\nc\n", undefined]);
  });

  it("is deleted if it is empty", async () => {
    const { append, segments, notices, breakCalls } = createWriter();
    breakCalls({ write: { 1: BROKEN, 2: BROKEN, 3: BROKEN } });
    await append("a");
    await append("a");
    expect(await segments(1)).toEqual([""]);
    expect(await append("a")).toEqual({ writtenCount: 1 });
    expect(await segments(2)).toEqual([undefined, "header\na\n"]);
    expect(notices).toEqual([]);
  });

  it("stays empty if it cannot be deleted, and the next segment gets the line", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({ write: { 1: BROKEN, 2: BROKEN, 3: BROKEN }, unlink: { 1: BUSY } });
    for (let attempt = 0; attempt < 3; attempt++) await append("a");
    expect(await segments(2)).toEqual(["", "header\na\n"]);
  });

  it("gives way to the next name if it could not even be created", async () => {
    const { append, disk, pathOf } = createWriter();
    disk.plan = ({ operation, path }) =>
      operation === "open" && path === pathOf(0) ? BUSY : undefined;
    expect(await append("a")).toMatchObject({ error: { code: "EBUSY" } });
    expect(await append("a")).toMatchObject({ error: { code: "EBUSY" } });
    expect(await append("a")).toEqual({ writtenCount: 1 });
    expect(await disk.fs.readdir("/tmp/telemetry")).toEqual([
      "telemetry-2026-06-28-4f0c9e21.1.jsonl",
    ]);
  });

  it("is kept if the disk is full, since a new file would be no better", async () => {
    const { append, disk, segments } = createWriter();
    await append("a");
    disk.plan = ({ operation }) => (operation === "write" ? FULL : undefined);
    for (let attempt = 0; attempt < 9; attempt++) {
      expect(await append("b")).toMatchObject({ error: { code: "ENOSPC" } });
    }
    disk.plan = () => undefined;
    await append("b");
    expect(await segments(2)).toEqual(["header\na\nb\n", undefined]);
  });
});

describe("a new file that cannot be examined", () => {
  it("is deleted, and its name is used the next time", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({ stat: { 1: BROKEN } });
    expect(await append("a")).toMatchObject({ writtenCount: 0, error: { code: "EIO" } });
    expect(await segments(1)).toEqual([undefined]);
    await append("a");
    expect(await segments(2)).toEqual(["header\na\n", undefined]);
  });

  it("stays empty if it cannot be deleted either, and the next name is used", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({ stat: { 1: BROKEN }, unlink: { 1: { kind: "fails", code: "EPERM" } } });
    expect(await append("a")).toMatchObject({ writtenCount: 0, error: { code: "EIO" } });
    await append("a");
    expect(await segments(2)).toEqual(["", "header\na\n"]);
  });
});

describe("reopening a file", () => {
  it.each(["EACCES", "EPERM", "ENOENT", "ELOOP", "ENXIO", "EISDIR"])(
    "is not retried after %s: the next segment gets the line",
    async (code) => {
      const { append, segments, notices, breakCalls } = createWriter();
      await append("a");
      breakCalls({ open: { 1: { kind: "fails", code } } });
      expect(await append("b")).toEqual({ writtenCount: 1 });
      expect(await segments(2)).toEqual(["header\na\n", "header\nb\n"]);
      expect(notices).toHaveLength(1);
    },
  );

  it.each(["EMFILE", "ENFILE", "EIO", "EROFS", "EBUSY"])(
    "is retried later after %s",
    async (code) => {
      const { append, segments, notices, breakCalls } = createWriter();
      await append("a");
      breakCalls({ open: { 1: { kind: "fails", code } } });
      expect(await append("b")).toMatchObject({ writtenCount: 0, error: { code } });
      await append("b");
      expect(await segments(2)).toEqual(["header\na\nb\n", undefined]);
      expect(notices).toEqual([]);
    },
  );

  it("succeeds with a notice if closing it failed before", async () => {
    const { append, segments, notices, breakCalls } = createWriter();
    breakCalls({ close: { 1: BROKEN } });
    expect(await append("a")).toEqual({ writtenCount: 1 });
    await append("b");
    expect(await segments(2)).toEqual(["header\na\nb\n", undefined]);
    expect(notices).toEqual([expect.stringContaining("was not closed cleanly")]);
  });

  it("leaves no file open, whatever fails", async () => {
    for (const operation of ["write", "stat", "truncate", "close"] as const) {
      const { append, disk } = createWriter(20);
      disk.plan = (call) => (call.operation === operation ? BROKEN : undefined);
      for (let attempt = 0; attempt < 3; attempt++) await append("aaa", "bbb", "ccc");
      expect({ operation, open: disk.openFileCount }).toEqual({ operation, open: 0 });
    }
  });
});
