import { describe, expect, it } from "vitest";
import { windowsFault, type Fault, type FaultPlan } from "../../../support/faultyFileSystem.ts";
import { createWriter } from "./segmentTestbed.ts";

const FULL: Fault = { kind: "fails", code: "ENOSPC" };
const BROKEN: Fault = { kind: "fails", code: "EIO" };
const HALF: Fault = { kind: "takesHalf" };

/** On Windows: the next write takes so many bytes, and the two after it nothing. */
function tornOnce(byteCount: number): FaultPlan {
  const faults: Fault[] = [{ kind: "takes", byteCount }, FULL, FULL];
  return (call) => (call.operation === "write" ? faults.shift() : windowsFault(call));
}

describe("an append that fails", () => {
  it("leaves the file unchanged if nothing was written", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ write: { 1: FULL } });
    expect(await append("b")).toMatchObject({ writtenCount: 0, error: { code: "ENOSPC" } });
    expect(await segments(1)).toEqual(["header\na\n"]);
    await append("b");
    expect(await segments(2)).toEqual(["header\na\nb\n", undefined]);
  });

  it("is truncated to the last whole line if it stops partway, and the next one continues there", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    // Six of twelve bytes: one line and a half.
    breakCalls({ write: { 1: HALF, 2: FULL, 3: FULL } });
    expect(await append("bbb", "ccc", "ddd")).toMatchObject({
      writtenCount: 1,
      error: { code: "ENOSPC" },
    });
    expect(await segments(1)).toEqual(["header\na\nbbb\n"]);
    await append("ccc", "ddd");
    expect(await segments(2)).toEqual(["header\na\nbbb\nccc\nddd\n", undefined]);
  });

  it("reports a file as written only once lines are in it", async () => {
    const { append, appended, breakCalls } = createWriter();
    breakCalls({ write: { 1: FULL } });
    await append("a");
    expect(appended).toEqual([]);
    await append("a");
    expect(appended).toEqual(["telemetry-2026-06-28-4f0c9e21.jsonl"]);
    breakCalls({ write: { 1: HALF, 2: FULL, 3: FULL } });
    expect(await append("bbb", "ccc", "ddd")).toMatchObject({ writtenCount: 1 });
    expect(appended).toHaveLength(2);
  });

  it("leaves an empty file if it stops within the header, which is written once later", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({ write: { 1: HALF, 2: FULL } });
    expect(await append("a")).toMatchObject({ writtenCount: 0 });
    expect(await segments(1)).toEqual([""]);
    await append("a");
    expect(await segments(2)).toEqual(["header\na\n", undefined]);
  });

  it("removes a header that no whole line follows", async () => {
    const { append, segments, breakCalls } = createWriter();
    const long = "x".repeat(60);
    breakCalls({ write: { 1: HALF, 2: FULL } });
    await append(long);
    expect(await segments(1)).toEqual([""]);
  });

  it("reuses the empty file, even for a line that is larger than a file", async () => {
    const { append, segments, breakCalls } = createWriter(20);
    const long = "x".repeat(100);
    breakCalls({ write: { 1: FULL } });
    await append(long);
    await append(long);
    expect(await segments(2)).toEqual([`header\n${long}\n`, undefined]);
  });

  it("keeps using a file that needs no truncating", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ write: { 1: FULL }, truncate: { 1: BROKEN } });
    await append("b");
    await append("b");
    expect(await segments(2)).toEqual(["header\na\nb\n", undefined]);
  });

  it("writes the rest if the disk accepts less than it was given", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({ write: { 1: HALF, 2: HALF } });
    expect(await append("aaa", "bbb")).toEqual({ writtenCount: 2 });
    expect(await segments(1)).toEqual(["header\naaa\nbbb\n"]);
  });

  it("is a failure if the disk accepts no bytes at all", async () => {
    const { append, disk } = createWriter();
    disk.plan = ({ operation }) => (operation === "write" ? HALF : undefined);
    const result = await append("a");
    expect(result).toMatchObject({
      writtenCount: 0,
      error: { message: "The disk accepted no bytes" },
    });
  });

  it("is detected by the size of the file if the disk reports success", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ write: { 1: { kind: "loses" } } });
    expect(await append("bbb", "ccc", "ddd", "eee")).toEqual({ writtenCount: 4 });
    expect(await segments(2)).toEqual(["header\na\nbbb\nccc\nddd\neee\n", undefined]);
  });

  it("is not repeated if all bytes were written anyway", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ write: { 1: { kind: "failsAfterwards", code: "EIO" } } });
    const { writtenCount } = await append("b", "c");
    await append(...["b", "c"].slice(writtenCount));
    expect(await segments(2)).toEqual(["header\na\nb\nc\n", undefined]);
  });
});

describe("a file that cannot be truncated", () => {
  it("is sealed, and the next segment starts with the first incomplete line", async () => {
    const { append, segments, notices, breakCalls } = createWriter();
    await append("a");
    breakCalls({ write: { 1: HALF, 2: FULL }, truncate: { 1: BROKEN, 2: BROKEN } });
    expect(await append("bbb", "ccc", "ddd")).toEqual({ writtenCount: 3 });
    expect(await segments(3)).toEqual(["header\na\nbbb\ncc", "header\nccc\nddd\n", undefined]);
    expect(notices).toEqual([expect.stringContaining("could not be truncated")]);
  });

  it("is sealed even if none of the new bytes can be used, and the append is retried", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({
      write: { 1: { kind: "takes", byteCount: 2 }, 2: FULL },
      truncate: { 1: BROKEN, 2: BROKEN },
    });
    expect(await append("bbb")).toMatchObject({ writtenCount: 0 });
    await append("bbb");
    expect(await segments(2)).toEqual(["header\na\nbb", "header\nbbb\n"]);
  });
});

describe("a file that an append handle cannot truncate, as on Windows", () => {
  it("is truncated by another handle, and the next append continues there", async () => {
    const { append, disk, segments, notices } = createWriter();
    await append("a");
    disk.plan = tornOnce("bbb\nc".length);
    expect(await append("bbb", "ccc", "ddd")).toMatchObject({ writtenCount: 1 });
    expect(await segments(1)).toEqual(["header\na\nbbb\n"]);
    await append("ccc", "ddd");
    expect(await segments(2)).toEqual(["header\na\nbbb\nccc\nddd\n", undefined]);
    expect(notices).toEqual([]);
    expect(disk.openFileCount).toBe(0);
  });

  it("is emptied if it has no whole line, and gets one header later", async () => {
    const { append, disk, segments } = createWriter();
    disk.plan = tornOnce(5);
    expect(await append("a")).toMatchObject({ writtenCount: 0 });
    expect(await segments(1)).toEqual([""]);
    disk.plan = windowsFault;
    await append("a");
    expect(await segments(2)).toEqual(["header\na\n", undefined]);
  });

  it("is not opened again if nothing needs truncating", async () => {
    const { append, disk } = createWriter();
    await append("a");
    disk.plan = (call) => (call.operation === "write" ? FULL : windowsFault(call));
    await append("b");
    expect(disk.count("open")).toBe(3);
  });
});

describe("a new file that cannot be truncated at all", () => {
  it("is deleted if it has no whole line", async () => {
    const { append, disk, notices, segments, breakCalls } = createWriter();
    breakCalls({ write: { 1: HALF, 2: FULL }, truncate: { 1: BROKEN, 2: BROKEN } });
    expect(await append("a")).toMatchObject({ writtenCount: 0, error: { code: "ENOSPC" } });
    expect(await disk.fs.readdir("/tmp/telemetry")).toEqual([]);
    expect(notices).toEqual([]);
    await append("a");
    expect(await segments(2)).toEqual([undefined, "header\na\n"]);
  });

  it("is sealed if it has a whole line", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({
      write: { 1: { kind: "takes", byteCount: "header\na\nb".length }, 2: FULL },
      truncate: { 1: BROKEN, 2: BROKEN },
    });
    expect(await append("a", "bbb")).toEqual({ writtenCount: 2 });
    expect(await segments(2)).toEqual(["header\na\nb", "header\nbbb\n"]);
  });

  it("is left as it is if it cannot be deleted either", async () => {
    const { append, segments, notices, breakCalls } = createWriter();
    breakCalls({
      write: { 1: HALF, 2: FULL },
      truncate: { 1: BROKEN, 2: BROKEN },
      unlink: { 1: { kind: "fails", code: "EBUSY" } },
    });
    expect(await append("a")).toMatchObject({ writtenCount: 0 });
    await append("a");
    expect(await segments(2)).toEqual(["head", "header\na\n"]);
    expect(notices).toEqual([expect.stringContaining("could not be truncated")]);
  });
});

describe("an append whose result is unclear", () => {
  it("counts as written if only reading the size failed, once", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({ stat: { 2: BROKEN } });
    expect(await append("a", "b")).toEqual({ writtenCount: 2 });
    expect(await segments(2)).toEqual(["header\na\nb\n", undefined]);
  });

  it("is truncated and written again if the size cannot be read", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ stat: { 2: BROKEN, 3: BROKEN, 4: BROKEN } });
    expect(await append("b")).toMatchObject({ writtenCount: 0, error: { code: "EIO" } });
    expect(await segments(1)).toEqual(["header\na\n"]);
    await append("b");
    expect(await segments(2)).toEqual(["header\na\nb\n", undefined]);
  });

  it("is what the write reported if the file can be neither truncated nor examined", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({
      stat: { 2: BROKEN, 3: BROKEN, 4: BROKEN },
      truncate: { 1: BROKEN },
      open: { 2: BROKEN },
    });
    expect(await append("b")).toEqual({ writtenCount: 1 });
    await append("c");
    expect(await segments(2)).toEqual(["header\na\nb\n", "header\nc\n"]);
  });

  it("is what the size says if it can be read only after truncating failed", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({
      write: { 1: { kind: "failsAfterwards", code: "EIO" } },
      stat: { 2: BROKEN },
      truncate: { 1: BROKEN },
      open: { 2: BROKEN },
    });
    expect(await append("b")).toEqual({ writtenCount: 1 });
    expect(await segments(2)).toEqual(["header\na\nb\n", undefined]);
  });

  it("is what the size said if the file can be neither truncated nor examined again", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({
      write: { 1: { kind: "loses" } },
      stat: { 3: BROKEN, 4: BROKEN },
      truncate: { 1: BROKEN },
      open: { 2: BROKEN },
    });
    // Half of what was said to be written is there.
    expect(await append("bbb", "ccc")).toEqual({ writtenCount: 2 });
    expect(await segments(2)).toEqual(["header\na\nbbb\n", "header\nccc\n"]);
  });

  it("is what the size says if truncating succeeded but was reported as failed", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({
      write: { 1: HALF, 2: FULL },
      truncate: { 1: { kind: "failsAfterwards", code: "EIO" } },
    });
    const { writtenCount } = await append("bbb", "ccc", "ddd");
    await append(...["bbb", "ccc", "ddd"].slice(writtenCount));
    expect(await segments(2)).toEqual(["header\na\nbbb\nccc\nddd\n", undefined]);
  });
});
