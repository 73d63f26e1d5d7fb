import { promises as fs } from "node:fs";
import { mkdir, readdir, readFile, unlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createAtomicFile } from "../../../extension/platform/atomicFile.ts";
import {
  interceptFileSystem,
  systemError,
  type Intercept,
} from "../../support/interceptedFileSystem.ts";
import { openPaths } from "../../support/openPaths.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

const NOW_MS = Date.parse("2026-07-02T12:00:00.000Z");
const MINUTE_MS = 60_000;

let folder: string;
let target: string;

beforeEach(async () => {
  folder = await makeScratchFolder();
  target = join(folder, "out.json");
});

/** Writes a file with `intercept` applied to each call. */
async function writeFileThrough(intercept: Intercept): Promise<void> {
  const file = await createAtomicFile(interceptFileSystem(fs, intercept), target, NOW_MS);
  try {
    await file.write(Buffer.from("0123456789"));
    await file.commit();
  } finally {
    await file.discard();
  }
}

async function makeLeftover(name: string, ageMinutes: number): Promise<void> {
  await writeFile(join(folder, name), "left");
  const seconds = (NOW_MS - ageMinutes * MINUTE_MS) / 1000;
  await utimes(join(folder, name), seconds, seconds);
}

describe("an atomic file", () => {
  it("replaces a file with a name of maximum length", async () => {
    const path = join(folder, `${"名".repeat(80)}.json`);
    await writeFile(path, "old");
    const file = await createAtomicFile(fs, path, NOW_MS);
    await file.write(Buffer.from("new"));
    await file.commit();
    expect(await readFile(path, "utf8")).toBe("new");
  });

  it("keeps the mode of a file it replaces, and makes a new file private", async () => {
    for (const [mode, expected] of [
      [0o664, 0o664],
      [undefined, 0o600],
    ] as const) {
      await fs.rm(target, { force: true });
      if (mode !== undefined) {
        await writeFile(target, "old");
        await fs.chmod(target, mode);
      }
      const file = await createAtomicFile(fs, target, NOW_MS);
      await file.commit();
      expect((await fs.stat(target)).mode & 0o777).toBe(expected);
    }
  });

  it("does not appear before it is committed", async () => {
    const file = await createAtomicFile(fs, target, NOW_MS);
    await file.write(Buffer.from("new"));
    expect(await readdir(folder)).toEqual([
      expect.stringMatching(/^\.out\.json\.[0-9a-f]{12}\.tmp$/),
    ]);
    await file.commit();
    expect(await readdir(folder)).toEqual(["out.json"]);
    expect(await readFile(target, "utf8")).toBe("new");
  });

  it("is synced to disk before it is renamed", async () => {
    const calls: string[] = [];
    await writeFileThrough(({ name }, proceed) => {
      calls.push(name);
      return proceed();
    });
    const last = ["handle.write", "handle.sync", "handle.close", "rename"];
    expect(calls.filter((name) => last.includes(name))).toEqual(last);
  });

  it("leaves only the old file if it is discarded", async () => {
    await writeFile(target, "old");
    const file = await createAtomicFile(fs, target, NOW_MS);
    await file.write(Buffer.from("new"));
    await file.discard();
    expect(await readdir(folder)).toEqual(["out.json"]);
    expect(await readFile(target, "utf8")).toBe("old");
    expect(openPaths(folder)).toEqual([]);
  });

  it("stays if it is discarded after the commit", async () => {
    await writeFileThrough((_, proceed) => proceed());
    expect(await readFile(target, "utf8")).toBe("0123456789");
  });

  it("continues after a partial write", async () => {
    let written = "";
    await writeFileThrough(async ({ name }, proceed) => {
      if (name !== "handle.write") return proceed();
      written += "x";
      return { bytesWritten: 3 };
    });
    expect(written).toBe("xxxx");
  });

  it("fails if the disk accepts no more bytes, instead of retrying forever", async () => {
    const stuck = writeFileThrough(async ({ name }, proceed) => {
      if (name !== "handle.write") return proceed();
      await new Promise((resolve) => setImmediate(resolve));
      return { bytesWritten: 0 };
    });
    await expect(stuck).rejects.toThrow("accepts no more bytes");
    expect(await readdir(folder)).toEqual([]);
  });

  it("allows two exports to the same target, and the last one wins", async () => {
    const [first, second] = [
      await createAtomicFile(fs, target, NOW_MS),
      await createAtomicFile(fs, target, NOW_MS),
    ];
    await first.write(Buffer.from("first"));
    await second.write(Buffer.from("second"));
    await second.commit();
    await first.commit();
    expect(await readdir(folder)).toEqual(["out.json"]);
    expect(await readFile(target, "utf8")).toBe("first");
  });
});

describe("renaming an atomic file", () => {
  it.each(["EPERM", "EACCES", "EBUSY"])("is retried on %s", async (code) => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    let failures = 3;
    const written = writeFileThrough(({ name }, proceed) =>
      name === "rename" && failures-- > 0 ? Promise.reject(systemError(code)) : proceed(),
    );
    await runTimers(written);
    expect(await readFile(target, "utf8")).toBe("0123456789");
  });

  it.each(["EPERM", "EACCES", "EBUSY"])(
    "fails if the error persists, and leaves nothing: %s",
    async (code) => {
      vi.useFakeTimers({ toFake: ["setTimeout"] });
      onTestFinished(() => void vi.useRealTimers());
      let tries = 0;
      const written = writeFileThrough(({ name }, proceed) => {
        if (name !== "rename") return proceed();
        tries++;
        return Promise.reject(systemError(code));
      });
      // On Windows, another program may have opened the target, which is not a matter of the folder.
      await expect(runTimers(written)).rejects.toThrow(
        `It cannot be replaced because it is in use, protected, or a mount point (${code}). Choose another file.`,
      );
      expect(tries).toBe(7);
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it("is not retried on another error", async () => {
    let tries = 0;
    const written = writeFileThrough(({ name }, proceed) => {
      if (name !== "rename") return proceed();
      tries++;
      return Promise.reject(systemError("EIO"));
    });
    await expect(written).rejects.toThrow("EIO");
    expect(tries).toBe(1);
  });

  it("is not retried after the signal is aborted", async () => {
    const abort = new AbortController();
    const faulty = interceptFileSystem(fs, ({ name }, proceed) => {
      if (name !== "rename") return proceed();
      abort.abort(new Error("enough"));
      return Promise.reject(systemError("EBUSY"));
    });
    const file = await createAtomicFile(faulty, target, NOW_MS);
    await file.write(Buffer.from("new"));
    await expect(file.commit(abort.signal)).rejects.toThrow("enough");
    await file.discard();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("leftovers of a killed export", () => {
  it("are deleted by the next export to the same target if they are older than an hour", async () => {
    await makeLeftover(".out.json.0123456789ab.tmp", 61);
    await makeLeftover(".out.json.ba9876543210.tmp", 100_000);
    await writeFileThrough((_, proceed) => proceed());
    expect(await readdir(folder)).toEqual(["out.json"]);
  });

  it.each([
    ["that are younger", ".out.json.0123456789ab.tmp", 59],
    ["from the future", ".out.json.0123456789ab.tmp", -600],
    ["of another target", ".other.json.0123456789ab.tmp", 600],
    ["whose target has the same prefix", ".out.json.json.0123456789ab.tmp", 600],
    ["with another kind of random part", ".out.json.0123456789AB.tmp", 600],
    ["with a short random part", ".out.json.0123.tmp", 600],
    ["with another extension", ".out.json.0123456789ab.temp", 600],
    ["that are not hidden", "out.json.0123456789ab.tmp", 600],
  ])("are kept if they are files %s", async (_, name, ageMinutes) => {
    await makeLeftover(name, ageMinutes);
    await writeFileThrough((_call, proceed) => proceed());
    expect((await readdir(folder)).sort()).toEqual([name, "out.json"].sort());
  });

  it("do not fail an export if they cannot be deleted", async () => {
    await mkdir(join(folder, ".out.json.0123456789ab.tmp"));
    await makeLeftover(".out.json.ba9876543210.tmp", 600);
    await writeFileThrough(({ name, path }, proceed) =>
      name === "unlink" && path.endsWith("ba9876543210.tmp")
        ? Promise.reject(systemError("EPERM"))
        : proceed(),
    );
    expect(await readFile(target, "utf8")).toBe("0123456789");
  });

  it("may be deleted by another export during the search", async () => {
    await makeLeftover(".out.json.0123456789ab.tmp", 1);
    await writeFileThrough(async ({ name, path }, proceed) => {
      if (name === "lstat" && path.endsWith(".tmp")) await unlink(path);
      return proceed();
    });
    expect(await readFile(target, "utf8")).toBe("0123456789");
  });

  it("are ignored if the folder cannot be listed", async () => {
    await writeFileThrough(({ name }, proceed) =>
      name === "readdir" ? Promise.reject(systemError("EACCES")) : proceed(),
    );
    expect(await readFile(target, "utf8")).toBe("0123456789");
  });
});

/** Fires all timers that the work sets. */
async function runTimers(work: Promise<void>): Promise<void> {
  const state = { isDone: false };
  const end = () => {
    state.isDone = true;
  };
  work.then(end, end);
  while (!state.isDone) {
    await vi.advanceTimersByTimeAsync(10_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return work;
}
