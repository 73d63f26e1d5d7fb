import { promises as fs } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { FlushOutcome } from "../../../extension/recording/sink.ts";
import { CollectingSink } from "../../support/collectingSink.ts";
import { eventually } from "../../support/eventually.ts";
import { fake, Uri } from "../../support/fakeVscode.ts";
import { interceptFileSystem } from "../../support/interceptedFileSystem.ts";
import { answerWith, exportFixture } from "./exportFixture.ts";
import { scratchTemporaryFolder } from "../vscode/scratchTemporaryFolder.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

class HangingSink extends CollectingSink {
  override flush(): Promise<FlushOutcome> {
    return new Promise(() => undefined);
  }
}

function cancel(): void {
  fake.cancellation.fire(undefined);
}

describe.each([
  ["when its reading begins", "aaaaaaaa.jsonl"],
  ["when its writing begins", ".tmp"],
  ["in the middle", "bbbbbbbb.jsonl"],
])("an export that is cancelled %s", (_, openedFile) => {
  const fileSystem = interceptFileSystem(fs, ({ name, path }, proceed) => {
    if (name === "open" && path.endsWith(openedFile)) cancel();
    return proceed();
  });

  it("leaves the old file and nothing beside it, without a message", async () => {
    const { folder, target, sink, run } = await exportFixture({ fileSystem });
    await writeFile(target, "old");
    answerWith(Uri.file(target));
    await run();
    await eventually(async () => {
      expect(await readdir(folder)).toEqual(["export.json"]);
    });
    expect(await readFile(target, "utf8")).toBe("old");
    expect(fake.messages).toEqual([]);
    for (const name of ["export.write", "export", "command.invoked"]) {
      expect(sink.single(name).properties["result"]).toBe("aborted");
      expect(sink.single(name)).not.toHaveProperty("error");
    }
  });

  it("leaves nothing in the folder for temporary files", async () => {
    const temporary = await scratchTemporaryFolder();
    const { run } = await exportFixture({ fileSystem });
    const before = await readdir(temporary);
    answerWith(Uri.parse("vscode-remote://ssh+host/home/me/export.json"));
    await run();
    await eventually(async () => {
      expect(await readdir(temporary)).toEqual(before);
    });
    expect(fake.remoteFiles.size).toBe(0);
    expect(fake.messages).toEqual([]);
  });
});

describe("an export that fails", () => {
  it("is recorded with its code, and without the name of any file", async () => {
    const broken = interceptFileSystem(fs, ({ name }, proceed) =>
      name === "rename"
        ? Promise.reject(
            Object.assign(new Error("ENOSPC: no space, rename '/x'"), { code: "ENOSPC" }),
          )
        : proceed(),
    );
    const { folder, target, sink, run } = await exportFixture({ fileSystem: broken });
    answerWith(Uri.file(target));
    await run();
    expect(fake.messages[0]?.message).toContain(target);
    for (const name of ["export.write", "export", "command.invoked"]) {
      expect(sink.single(name).error).toEqual({
        message: "The document could not be written",
        type: "ExportError",
        code: "ENOSPC",
      });
    }
    expect(JSON.stringify(sink.events)).not.toContain(folder);
  });
});

describe("an export that is cancelled before anything is read", () => {
  it("ends at once even while a sink hangs in its flush", async () => {
    const { folder, target, sink, run } = await exportFixture({ sink: new HangingSink() });
    fake.onProgress = cancel;
    answerWith(Uri.file(target));
    await run();
    expect(await readdir(folder)).toEqual([]);
    expect(sink.single("command.invoked").properties["result"]).toBe("aborted");
    expect(fake.cancellation.listeners.size).toBe(0);
  });
});

describe("an export to a telemetry file of its folder", () => {
  it.each(["telemetry-2026-06-01-aaaaaaaa.jsonl", "telemetry-2026-06-01-aaaaaaaa.1.jsonl"])(
    "is refused in a sentence, and the folder stays as it was: %s",
    async (name) => {
      const { directory, sink, run } = await exportFixture();
      const contents = async () =>
        Promise.all(
          (await readdir(directory)).map((file) => readFile(join(directory, file), "utf8")),
        );
      const before = await contents();
      const target = join(directory, name);
      answerWith(Uri.file(target));
      await run();
      expect(fake.messages).toMatchObject([
        {
          severity: "error",
          message:
            `${target} would be read as a telemetry file by the next export. ` +
            "Choose another name or folder.",
        },
      ]);
      expect(await contents()).toEqual(before);
      expect(JSON.stringify(sink.single("export").error)).not.toContain(directory);
    },
  );
});

describe("an export that fails", () => {
  it("tells why, leaves nothing behind and is recorded as an error", async () => {
    const { folder, target, sink, run } = await exportFixture();
    answerWith(Uri.file(`${target}/no/such/folder.json`));
    await writeFile(target, "a file, and no folder");
    await run();
    expect(await readdir(folder)).toEqual(["export.json"]);
    expect(fake.messages).toHaveLength(1);
    expect(fake.messages[0]).toMatchObject({ severity: "error", actions: ["Show Log"] });
    expect(fake.messages[0]?.message).toContain("No existing file was changed");
    for (const name of ["export.write", "export", "command.invoked"]) {
      expect(sink.single(name).properties["result"]).toBe("error");
      expect(sink.single(name).error?.type).toBe("ExportError");
    }
  });

  it("leaves the place as it was where the copy to another file system fails", async () => {
    const temporary = await scratchTemporaryFolder();
    const { run } = await exportFixture();
    const before = await readdir(temporary);
    fake.copyError = new Error("NoPermissions");
    answerWith(Uri.parse("vscode-remote://ssh+host/home/me/export.json"));
    await run();
    expect(fake.messages[0]?.severity).toBe("error");
    expect(fake.messages[0]?.message).toContain("vscode-remote://ssh+host/home/me/export.json");
    expect(fake.messages[0]?.message).toContain("NoPermissions");
    expect(await readdir(temporary)).toEqual(before);
  });

  it("says so where telemetry is not stored on this machine, and asks nothing", async () => {
    const { sink, run } = await exportFixture({ hasStore: false });
    await run();
    expect(fake.prompts).toEqual([]);
    expect(fake.messages).toMatchObject([
      {
        severity: "error",
        message: "Telemetry is not stored on this machine.",
      },
    ]);
    expect(sink.single("command.invoked").properties["result"]).toBe("error");
  });
});
