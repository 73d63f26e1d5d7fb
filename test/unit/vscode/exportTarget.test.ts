import { promises as fs } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import * as vscode from "vscode";
import { exportTargetFor } from "../../../extension/vscode/exportTarget.ts";
import { eventually } from "../../support/eventually.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";
import { interceptFileSystem, systemError } from "../../support/interceptedFileSystem.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { NOW_MS } from "../../support/extensionRecorder.ts";
import { scratchTemporaryFolder } from "./scratchTemporaryFolder.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

const REMOTE = "vscode-remote://ssh+host/home/me/export.json";

beforeEach(() => {
  resetFake();
});

describe("a target that is a local file", () => {
  it("is named by its path and replaced only at the commit", async () => {
    const path = join(await makeScratchFolder(), "export.json");
    await writeFile(path, "old");
    const target = exportTargetFor(vscode.Uri.file(path), fs, NOW_MS);
    expect(target.name).toBe(path);
    const destination = await target.begin();
    await destination.write(Buffer.from("ne"));
    await destination.write(Buffer.from("w"));
    expect(await readFile(path, "utf8")).toBe("old");
    await destination.commit();
    expect(await readFile(path, "utf8")).toBe("new");
  });

  it("is as it was, with nothing beside it, where the export is discarded", async () => {
    const folder = await makeScratchFolder();
    await writeFile(join(folder, "export.json"), "old");
    const uri = vscode.Uri.file(join(folder, "export.json"));
    const destination = await exportTargetFor(uri, fs, NOW_MS).begin();
    await destination.write(Buffer.from("new"));
    await destination.discard();
    expect(await readFile(join(folder, "export.json"), "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["export.json"]);
  });

  it("does not use the folder for temporary files", async () => {
    const path = join(await makeScratchFolder(), "export.json");
    const temporary = await scratchTemporaryFolder();
    const destination = await exportTargetFor(vscode.Uri.file(path), fs, NOW_MS).begin();
    await destination.write(Buffer.from("new"));
    expect(await readdir(temporary)).toEqual([]);
    await destination.commit();
  });
});

describe("a target in a browser, which grants one name only", () => {
  it.each(["old", undefined])("is written straight to that name, over %j", async (old) => {
    const temporary = await scratchTemporaryFolder();
    const uri = vscode.Uri.parse("vscode-local:/home/me/export.json");
    const local = uri.toString(true);
    fake.isDesktop = false;
    fake.grantedName = local;
    if (old !== undefined) fake.remoteFiles.set(local, Buffer.from(old));
    const target = exportTargetFor(uri, fs, NOW_MS);
    expect(target.isAtomic).toBe(false);
    const destination = await target.begin();
    await destination.write(Buffer.from("[1,"));
    await destination.write(Buffer.from("2]"));
    expect(fake.remoteFiles.get(local)?.toString()).toBe(old);
    await destination.commit();
    expect([...fake.remoteFiles]).toEqual([[local, Buffer.from("[1,2]")]]);
    expect(await readdir(temporary)).toEqual([]);
  });
});

describe("a target on another file system", () => {
  it("is written locally and copied at the commit, and nothing stays behind", async () => {
    const temporary = await scratchTemporaryFolder();
    const target = exportTargetFor(vscode.Uri.parse(REMOTE), fs, NOW_MS);
    expect([target.name, target.isAtomic]).toEqual([REMOTE, true]);
    const destination = await target.begin();
    await destination.write(Buffer.from("[1,"));
    await destination.write(Buffer.from("2]"));
    expect(fake.remoteFiles.size).toBe(0);
    expect(await readdir(temporary)).toHaveLength(1);

    await destination.commit();

    expect(fake.remoteFiles.get(REMOTE)?.toString()).toBe("[1,2]");
    expect(await readdir(temporary)).toEqual([]);
  });

  it("is replaced where it exists", async () => {
    await scratchTemporaryFolder();
    fake.remoteFiles.set(REMOTE, Buffer.from("old"));
    const destination = await exportTargetFor(vscode.Uri.parse(REMOTE), fs, NOW_MS).begin();
    await destination.write(Buffer.from("new"));
    await destination.commit();
    expect(fake.remoteFiles.get(REMOTE)?.toString()).toBe("new");
  });

  it("is as it was, and nothing stays behind, where the export is discarded", async () => {
    const temporary = await scratchTemporaryFolder();
    fake.remoteFiles.set(REMOTE, Buffer.from("old"));
    const destination = await exportTargetFor(vscode.Uri.parse(REMOTE), fs, NOW_MS).begin();
    await destination.write(Buffer.from("new"));
    await destination.discard();
    expect(fake.remoteFiles.get(REMOTE)?.toString()).toBe("old");
    expect(await readdir(temporary)).toEqual([]);
  });

  it("keeps what it copied private while it is written", async () => {
    const temporary = await scratchTemporaryFolder();
    const destination = await exportTargetFor(vscode.Uri.parse(REMOTE), fs, NOW_MS).begin();
    const [name = "none"] = await readdir(temporary);
    expect((await fs.stat(join(temporary, name))).mode & 0o777).toBe(0o700);
    await destination.discard();
  });

  it("fails where the copy fails, and nothing stays behind once it is discarded", async () => {
    const temporary = await scratchTemporaryFolder();
    fake.copyError = new Error("NoPermissions");
    const destination = await exportTargetFor(vscode.Uri.parse(REMOTE), fs, NOW_MS).begin();
    await destination.write(Buffer.from("new"));
    await expect(destination.commit()).rejects.toThrow("NoPermissions");
    await destination.discard();
    expect(await readdir(temporary)).toEqual([]);
    expect(fake.remoteFiles.size).toBe(0);
  });

  it("clears away what an export left behind that was killed a day ago, and nothing else", async () => {
    const temporary = await scratchTemporaryFolder();
    const names = ["coder-telemetry-export-killed", "coder-telemetry-export-mine", "coder-other"];
    for (const name of [...names, "coder-telemetry-export-recent"]) {
      await fs.mkdir(join(temporary, name));
      await writeFile(join(temporary, name, "export"), "old");
      const ageHours = name.endsWith("recent") ? 23 : 25;
      const atSeconds = NOW_MS / 1000 - ageHours * 3600;
      await fs.utimes(join(temporary, name), atSeconds, atSeconds);
    }
    const destination = await exportTargetFor(vscode.Uri.parse(REMOTE), fs, NOW_MS).begin();
    await destination.discard();
    expect((await readdir(temporary)).sort()).toEqual([
      "coder-other",
      "coder-telemetry-export-mine",
      "coder-telemetry-export-recent",
    ]);
  });

  it("is not copied any more where the export was cancelled", async () => {
    const temporary = await scratchTemporaryFolder();
    const abort = new AbortController();
    const fileSystem = interceptFileSystem(fs, ({ name }, proceed) => {
      if (name === "rename") abort.abort();
      return proceed();
    });
    const destination = await exportTargetFor(vscode.Uri.parse(REMOTE), fileSystem, NOW_MS).begin();
    await destination.write(Buffer.from("new"));
    await expect(destination.commit(abort.signal)).rejects.toThrow(/abort/);
    await destination.discard();
    expect(fake.remoteFiles.size).toBe(0);
    expect(await readdir(temporary)).toEqual([]);
  });

  it("is cancelled at once while it is copied, and what was copied goes once that has ended", async () => {
    await scratchTemporaryFolder();
    fake.remoteFiles.set(REMOTE, Buffer.from("old"));
    const { promise, resolve } = Promise.withResolvers<undefined>();
    fake.copyDelay = promise;
    const abort = new AbortController();
    const destination = await exportTargetFor(vscode.Uri.parse(REMOTE), fs, NOW_MS).begin();
    await destination.write(Buffer.from("new"));
    const committing = destination.commit(abort.signal);
    await eventually(() => {
      expect(fake.remoteFiles.size).toBe(2);
    });
    abort.abort();
    await expect(committing).rejects.toThrow(/abort/);
    resolve(undefined);
    await eventually(() => {
      expect([...fake.remoteFiles]).toEqual([[REMOTE, Buffer.from("old")]]);
    });
  });

  it("leaves nothing behind where it cannot even begin", async () => {
    const temporary = await scratchTemporaryFolder();
    const broken = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "open" ? Promise.reject(systemError("EMFILE")) : proceed(),
    );
    const target = exportTargetFor(vscode.Uri.parse(REMOTE), broken, NOW_MS);
    await expect(target.begin()).rejects.toThrow("EMFILE");
    expect(await readdir(temporary)).toEqual([]);
  });

  it("leaves nothing behind even where discarding the local file fails", async () => {
    const temporary = await scratchTemporaryFolder();
    const broken = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "unlink" ? Promise.reject(systemError("EBUSY")) : proceed(),
    );
    const destination = await exportTargetFor(vscode.Uri.parse(REMOTE), broken, NOW_MS).begin();
    await destination.write(Buffer.from("new"));
    await expect(destination.discard()).rejects.toThrow("EBUSY");
    expect(await readdir(temporary)).toEqual([]);
  });
});
