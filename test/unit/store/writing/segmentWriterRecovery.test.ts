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
  it("leaves the file as it was where nothing was written", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ write: { 1: FULL } });
    expect(await append("b")).toMatchObject({ writtenCount: 0, error: { code: "ENOSPC" } });
    expect(await segments(1)).toEqual(["header\na\n"]);
    await append("b");
    expect(await segments(2)).toEqual(["header\na\nb\n", undefined]);
  });

  it("half way is cut back to the last whole line, and the rest follows without a gap", async () => {
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

  it("half way in the header leaves an empty file, which gets one header later", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({ write: { 1: HALF, 2: FULL } });
    expect(await append("a")).toMatchObject({ writtenCount: 0 });
    expect(await segments(1)).toEqual([""]);
    await append("a");
    expect(await segments(2)).toEqual(["header\na\n", undefined]);
  });

  it("behind the header but before a whole line keeps no header alone", async () => {
    const { append, segments, breakCalls } = createWriter();
    const long = "x".repeat(60);
    breakCalls({ write: { 1: HALF, 2: FULL } });
    await append(long);
    expect(await segments(1)).toEqual([""]);
  });

  it("uses the empty file again, also for a line that is larger than a file", async () => {
    const { append, segments, breakCalls } = createWriter(20);
    const long = "x".repeat(100);
    breakCalls({ write: { 1: FULL } });
    await append(long);
    await append(long);
    expect(await segments(2)).toEqual([`header\n${long}\n`, undefined]);
  });

  it("seals no file that needs no cutting", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ write: { 1: FULL }, truncate: { 1: BROKEN } });
    await append("b");
    await append("b");
    expect(await segments(2)).toEqual(["header\na\nb\n", undefined]);
  });

  it("goes on with the rest where the disk takes less than it was given", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({ write: { 1: HALF, 2: HALF } });
    expect(await append("aaa", "bbb")).toEqual({ writtenCount: 2 });
    expect(await segments(1)).toEqual(["header\naaa\nbbb\n"]);
  });

  it("where the disk takes no bytes at all ends as a failure", async () => {
    const { append, disk } = createWriter();
    disk.plan = ({ operation }) => (operation === "write" ? HALF : undefined);
    const result = await append("a");
    expect(result).toMatchObject({
      writtenCount: 0,
      error: { message: "The disk accepted no bytes" },
    });
  });

  it("is found out by the file's size where the disk says that all went well", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ write: { 1: { kind: "loses" } } });
    expect(await append("bbb", "ccc", "ddd", "eee")).toEqual({ writtenCount: 4 });
    expect(await segments(2)).toEqual(["header\na\nbbb\nccc\nddd\neee\n", undefined]);
  });

  it("although all bytes are there leads to no second copy", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ write: { 1: { kind: "failsAfterwards", code: "EIO" } } });
    const { writtenCount } = await append("b", "c");
    await append(...["b", "c"].slice(writtenCount));
    expect(await segments(2)).toEqual(["header\na\nb\nc\n", undefined]);
  });
});

describe("a file that cannot be cut back", () => {
  it("is sealed, and the next segment goes on with the first line that is not whole", async () => {
    const { append, segments, notices, breakCalls } = createWriter();
    await append("a");
    breakCalls({ write: { 1: HALF, 2: FULL }, truncate: { 1: BROKEN, 2: BROKEN } });
    expect(await append("bbb", "ccc", "ddd")).toEqual({ writtenCount: 3 });
    expect(await segments(3)).toEqual(["header\na\nbbb\ncc", "header\nccc\nddd\n", undefined]);
    expect(notices).toEqual([expect.stringContaining("could not be truncated")]);
  });

  it("is sealed although nothing new of it can be used, and the append is tried again", async () => {
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

describe("a file that cannot be cut back by whoever appends to it, as on Windows", () => {
  it("is cut back nonetheless, and the rest follows without a gap", async () => {
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

  it("is emptied where nothing of it is whole, and gets one header later", async () => {
    const { append, disk, segments } = createWriter();
    disk.plan = tornOnce(5);
    expect(await append("a")).toMatchObject({ writtenCount: 0 });
    expect(await segments(1)).toEqual([""]);
    disk.plan = windowsFault;
    await append("a");
    expect(await segments(2)).toEqual(["header\na\n", undefined]);
  });

  it("is not opened once more where nothing has to be cut", async () => {
    const { append, disk } = createWriter();
    await append("a");
    disk.plan = (call) => (call.operation === "write" ? FULL : windowsFault(call));
    await append("b");
    expect(disk.count("open")).toBe(3);
  });
});

describe("a file that was just created and cannot be cut back at all", () => {
  it("is removed where nothing of it is whole", async () => {
    const { append, disk, notices, segments, breakCalls } = createWriter();
    breakCalls({ write: { 1: HALF, 2: FULL }, truncate: { 1: BROKEN, 2: BROKEN } });
    expect(await append("a")).toMatchObject({ writtenCount: 0, error: { code: "ENOSPC" } });
    expect(await disk.fs.readdir("/tmp/telemetry")).toEqual([]);
    expect(notices).toEqual([]);
    await append("a");
    expect(await segments(2)).toEqual([undefined, "header\na\n"]);
  });

  it("is sealed where a line of it is whole", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({
      write: { 1: { kind: "takes", byteCount: "header\na\nb".length }, 2: FULL },
      truncate: { 1: BROKEN, 2: BROKEN },
    });
    expect(await append("a", "bbb")).toEqual({ writtenCount: 2 });
    expect(await segments(2)).toEqual(["header\na\nb", "header\nbbb\n"]);
  });

  it("is left as it is where it cannot be removed either", async () => {
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
  it("counts as written where only the look at the size failed once", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({ stat: { 2: BROKEN } });
    expect(await append("a", "b")).toEqual({ writtenCount: 2 });
    expect(await segments(2)).toEqual(["header\na\nb\n", undefined]);
  });

  it("is cut off and written again where the size cannot be told at all", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ stat: { 2: BROKEN, 3: BROKEN, 4: BROKEN } });
    expect(await append("b")).toMatchObject({ writtenCount: 0, error: { code: "EIO" } });
    expect(await segments(1)).toEqual(["header\na\n"]);
    await append("b");
    expect(await segments(2)).toEqual(["header\na\nb\n", undefined]);
  });

  it("is taken as the system said where the file can be neither cut nor looked at", async () => {
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

  it("is taken as the size says where that is told only after cutting failed", async () => {
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

  it("is taken as the size said where it can be neither cut nor looked at again", async () => {
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

  it("is taken as the size says where cutting was done but reported as failed", async () => {
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

describe("a file that may not grow any more", () => {
  it("is left, and the next segment takes the line", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ write: { 1: { kind: "fails", code: "EFBIG" } } });
    expect(await append("b")).toEqual({ writtenCount: 1 });
    expect(await segments(2)).toEqual(["header\na\n", "header\nb\n"]);
  });

  it("is no reason for one empty file beside the other", async () => {
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

  it("is left, and the next segment takes the line at once", async () => {
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

  it("is not left where an append in between succeeded", async () => {
    const { append, segments, breakCalls } = createWriter();
    await append("a");
    breakCalls({ open: { 1: BUSY, 2: BUSY, 4: BUSY, 5: BUSY } });
    for (const line of ["b", "b", "b", "c", "c", "c"]) await append(line);
    expect(await segments(2)).toEqual(["header\na\nb\nc\n", undefined]);
  });

  it("is removed where it is empty", async () => {
    const { append, segments, notices, breakCalls } = createWriter();
    breakCalls({ write: { 1: BROKEN, 2: BROKEN, 3: BROKEN } });
    await append("a");
    await append("a");
    expect(await segments(1)).toEqual([""]);
    expect(await append("a")).toEqual({ writtenCount: 1 });
    expect(await segments(2)).toEqual([undefined, "header\na\n"]);
    expect(notices).toEqual([]);
  });

  it("is left empty where it cannot be removed, and the next segment takes the line", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({ write: { 1: BROKEN, 2: BROKEN, 3: BROKEN }, unlink: { 1: BUSY } });
    for (let attempt = 0; attempt < 3; attempt++) await append("a");
    expect(await segments(2)).toEqual(["", "header\na\n"]);
  });

  it("gives way to the next name where it could not even be created", async () => {
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

  it("is kept where the disk is full, since a new file would be no better", async () => {
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

describe("a new file that cannot be looked at", () => {
  it("is not kept, and its name is used the next time", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({ stat: { 1: BROKEN } });
    expect(await append("a")).toMatchObject({ writtenCount: 0, error: { code: "EIO" } });
    expect(await segments(1)).toEqual([undefined]);
    await append("a");
    expect(await segments(2)).toEqual(["header\na\n", undefined]);
  });

  it("is left empty where it cannot be deleted either, and the next name is used", async () => {
    const { append, segments, breakCalls } = createWriter();
    breakCalls({ stat: { 1: BROKEN }, unlink: { 1: { kind: "fails", code: "EPERM" } } });
    expect(await append("a")).toMatchObject({ writtenCount: 0, error: { code: "EIO" } });
    await append("a");
    expect(await segments(2)).toEqual(["", "header\na\n"]);
  });
});

describe("opening a file again", () => {
  it.each(["EACCES", "EPERM", "ENOENT", "ELOOP", "ENXIO", "EISDIR"])(
    "is not insisted on where it ends with %s: the next segment goes on",
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
    "is tried again later where it ends with %s",
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

  it("is told of, but does no harm, where closing it failed", async () => {
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
