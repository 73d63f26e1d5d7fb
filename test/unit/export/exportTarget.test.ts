import { execFileSync } from "node:child_process";
import { promises as fs, statSync } from "node:fs";
import {
  chmod,
  link,
  mkdir,
  readdir,
  readFile,
  readlink,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { ExportError } from "../../../extension/export/exportJob.ts";
import { makeEvents } from "../../support/events.ts";
import { exportToFile, readJsonFile } from "../../support/exportStore.ts";
import { interceptFileSystem, type Intercept } from "../../support/interceptedFileSystem.ts";
import { openPaths } from "../../support/openPaths.ts";
import { runCli, runCommand } from "../../support/runCli.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";

let store: string;
let scratch: string;
let target: string;

beforeEach(async () => {
  store = await makeStoreFolder({ [NAME]: makeEvents(3) });
  scratch = await makeScratchFolder();
  target = join(scratch, "out.json");
});

/** Expects a failure in a sentence that names the target, with nothing left over. */
async function expectRefusal(reason: RegExp, path = target, intercept?: Intercept): Promise<void> {
  const before = await readdir(scratch);
  const faulty = intercept && interceptFileSystem(fs, intercept);
  const failed = exportToFile("json", store, path, faulty && { fs: faulty });
  await expect(failed).rejects.toThrow(ExportError);
  await expect(failed).rejects.toMatchObject({ place: path, mayBeIncomplete: false });
  await expect(failed).rejects.toThrow(reason);
  expect(await readdir(scratch)).toEqual(before);
  expect(openPaths(scratch)).toEqual([]);
}

describe("an export to a link", () => {
  it("replaces the file behind it, and the link stays", async () => {
    const behind = join(scratch, "elsewhere", "behind.json");
    await mkdir(join(scratch, "elsewhere"));
    await writeFile(behind, "old");
    await symlink("elsewhere/behind.json", target);
    await exportToFile("json", store, target);
    expect(await readlink(target)).toBe("elsewhere/behind.json");
    expect(await readJsonFile(behind)).toHaveLength(3);
    expect((await readdir(scratch)).sort()).toEqual(["elsewhere", "out.json"]);
    expect(await readdir(join(scratch, "elsewhere"))).toEqual(["behind.json"]);
  });

  it("follows a link to a link", async () => {
    await writeFile(join(scratch, "behind.json"), "old");
    await symlink("behind.json", join(scratch, "between.json"));
    await symlink("between.json", target);
    await exportToFile("json", store, target);
    expect(await readlink(target)).toBe("between.json");
    expect(await readJsonFile(join(scratch, "behind.json"))).toHaveLength(3);
  });

  it("refuses a broken link and keeps it", async () => {
    await symlink("gone.json", target);
    await expectRefusal(/is a broken link/);
    expect(await readlink(target)).toBe("gone.json");
  });

  it("refuses one to itself", async () => {
    await symlink("out.json", target);
    await expectRefusal(/ELOOP/);
  });

  it("writes through a link to the folder", async () => {
    await mkdir(join(scratch, "folder"));
    await symlink("folder", join(scratch, "way"));
    await exportToFile("json", store, join(scratch, "way", "new.json"));
    expect(await readJsonFile(join(scratch, "folder", "new.json"))).toHaveLength(3);
  });

  it("replaces one of two names of a file, and the other keeps the old bytes", async () => {
    await writeFile(join(scratch, "other.json"), "old");
    await link(join(scratch, "other.json"), target);
    await exportToFile("json", store, target);
    expect(await readFile(join(scratch, "other.json"), "utf8")).toBe("old");
    expect(await readJsonFile(target)).toHaveLength(3);
  });
});

describe("an export to something other than a file", () => {
  it("refuses a folder and keeps its contents", async () => {
    await mkdir(target);
    await writeFile(join(target, "inside"), "old");
    await expectRefusal(/is not a regular file/);
    expect(await readdir(target)).toEqual(["inside"]);
  });

  it("refuses a pipe without waiting for its reader", async () => {
    execFileSync("mkfifo", [target]);
    await expectRefusal(/is not a regular file/);
    expect((await stat(target)).isFIFO()).toBe(true);
  });

  it("refuses a socket", async () => {
    const server = createServer().listen(target);
    await new Promise((resolve) => server.once("listening", resolve));
    onTestFinished(() => void server.close());
    await expectRefusal(/is not a regular file/);
    expect((await stat(target)).isSocket()).toBe(true);
  });

  it("refuses a device", async () => {
    await writeFile(target, "stands for a device");
    await expectRefusal(/is not a regular file/, target, ({ name, path }, proceed) =>
      name === "stat" && path === target ? Promise.resolve(statSync("/dev/null")) : proceed(),
    );
    expect(await readFile(target, "utf8")).toBe("stands for a device");
  });
});

describe("an export to a place that cannot be written", () => {
  it("refuses a folder that does not exist, and does not create it", async () => {
    await expectRefusal(/ENOENT/, join(scratch, "none", "out.json"));
    expect(await readdir(scratch)).toEqual([]);
  });

  it("refuses a path through a file", async () => {
    await writeFile(join(scratch, "file"), "old");
    await expectRefusal(/ENOTDIR/, join(scratch, "file", "out.json"));
  });

  it("refuses a name that is too long", async () => {
    await expectRefusal(/ENAMETOOLONG/, join(scratch, "x".repeat(300)));
  });

  it("keeps the old file in a read-only folder", async () => {
    const folder = join(scratch, "readonly");
    await mkdir(folder);
    await writeFile(join(folder, "out.json"), "old");
    await chmod(scratch, 0o755);
    await chmod(folder, 0o555);
    await chmod(store, 0o755);
    // Root may write anywhere, so the tool then runs as nobody.
    const user = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    const { code, stderr } = await runCli(
      ["export", store, "--output", join(folder, "out.json")],
      user,
    );
    await chmod(folder, 0o755);
    expect(stderr).toMatch(/^coder-telemetry: Could not export to .*EACCES.*\n$/);
    expect(code).toBe(1);
    expect(await readdir(folder)).toEqual(["out.json"]);
    expect(await readFile(join(folder, "out.json"), "utf8")).toBe("old");
  });

  it("keeps the old file if the file size is limited", async () => {
    const large = await makeStoreFolder({ [NAME]: makeEvents(3_000) });
    await writeFile(target, "old");
    const limit = ["prlimit", "--fsize=100000", process.execPath];
    const cli = ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "extension/cli/main.ts"];
    const { code, stderr } = await runCommand([
      ...limit,
      ...cli,
      "export",
      large,
      "--output",
      target,
    ]);
    expect(stderr).toMatch(/^coder-telemetry: Could not export to .*EFBIG.*\n$/);
    expect(code).toBe(1);
    expect(await readdir(scratch)).toEqual(["out.json"]);
    expect(await readFile(target, "utf8")).toBe("old");
  });

  it("keeps the old file on a full disk", async () => {
    const large = await makeStoreFolder({ [NAME]: makeEvents(3_000) });
    await writeFile(target, "old");
    let roomBytes = 100_000;
    const full: Intercept = async ({ name }, proceed) => {
      if (name !== "handle.write") return proceed();
      if (roomBytes === 0)
        throw Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" });
      const bytesWritten = roomBytes;
      roomBytes = 0;
      return { bytesWritten };
    };
    const failed = exportToFile("json", large, target, { fs: interceptFileSystem(fs, full) });
    await expect(failed).rejects.toThrow("ENOSPC");
    await expect(failed).rejects.toMatchObject({ mayBeIncomplete: false });
    expect(await readdir(scratch)).toEqual(["out.json"]);
    expect(await readFile(target, "utf8")).toBe("old");
    expect(openPaths(scratch)).toEqual([]);
  });
});
