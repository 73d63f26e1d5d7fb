import { promises as fs } from "node:fs";
import { stat } from "node:fs/promises";
import { describe, expect, it, vi } from "vitest";
import { describeBytes } from "../../../shared/byteSize.ts";
import { CollectingSink } from "../../support/collectingSink.ts";
import { fake, Uri } from "../../support/fakeVscode.ts";
import { interceptFileSystem, systemError } from "../../support/interceptedFileSystem.ts";
import { answerWith, exportFixture } from "./exportFixture.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

const REMOTE = Uri.parse("vscode-remote://ssh+host/home/me/export.json");

describe("the message after an export", () => {
  it("names events, files, the document and its size, and offers Open and Reveal", async () => {
    const { target, run } = await exportFixture();
    answerWith(Uri.file(target));
    await run();
    const size = describeBytes((await stat(target)).size);
    expect(fake.messages).toEqual([
      {
        severity: "information",
        message: `Exported 3 events from 2 files to export.json (${size}).`,
        actions: ["Open", "Reveal"],
      },
    ]);
    expect(fake.logLines).toEqual([`[info] ${fake.messages[0]?.message ?? ""}`]);
  });

  it("warns of lines that were skipped; the log names each", async () => {
    const { target, run } = await exportFixture({ extraLines: ["{broken\n", '{"no":"event"}\n'] });
    answerWith(Uri.file(target));
    await run();
    const [shown] = fake.messages;
    expect(shown?.severity).toBe("warning");
    expect(shown?.message).toContain("Exported 3 events from 2 files");
    expect(shown?.message).toContain("Skipped 2 lines that are not valid events.");
    expect(shown?.actions).toEqual(["Open", "Reveal", "Show Log"]);
    expect(fake.logLines.filter((line) => line.startsWith("[warning]"))).toEqual([
      "[warning] Skipped telemetry-2026-06-02-bbbbbbbb.jsonl:3: not valid JSON",
      "[warning] Skipped telemetry-2026-06-02-bbbbbbbb.jsonl:4: not an event",
    ]);
  });

  it("warns of files that could not be read; the log says why", async () => {
    const fileSystem = interceptFileSystem(fs, ({ name, path }, proceed) =>
      name === "open" && path.endsWith("aaaaaaaa.jsonl")
        ? Promise.reject(systemError("EIO"))
        : proceed(),
    );
    const { target, run } = await exportFixture({ fileSystem });
    answerWith(Uri.file(target));
    await run();
    expect(fake.messages[0]?.severity).toBe("warning");
    expect(fake.messages[0]?.message).toContain("Could not read 1 file.");
    expect(fake.logLines.join("\n")).toMatch(/Could not read .*aaaaaaaa\.jsonl: .*EIO/);
  });

  it("warns of events that are not in the document because they could not be written", async () => {
    const sink = new CollectingSink();
    const error = new Error("ENOSPC: disk full");
    sink.outcome = { sink: "local", ok: false, pendingEvents: 7, error };
    const { target, run } = await exportFixture({ sink });
    answerWith(Uri.file(target));
    await run();
    expect(fake.messages[0]?.severity).toBe("warning");
    expect(fake.messages[0]?.message).toContain(
      "Not included because they are not on disk yet: 7 events.",
    );
    expect(fake.logLines.join("\n")).toContain("ENOSPC: disk full");
  });

  it("opens the document where the user asks for it", async () => {
    const { target, run } = await exportFixture();
    fake.messageChoice = "Open";
    const uri = Uri.file(target);
    answerWith(uri);
    await run();
    expect(fake.executed).toEqual([["vscode.open", uri]]);
  });

  it.each([
    ["the system's file manager on a desktop", {}, undefined, "revealFileInOS"],
    ["the explorer in a browser", { isDesktop: false }, undefined, "revealInExplorer"],
    ["the explorer on a remote host", { remoteName: "wsl" }, undefined, "revealInExplorer"],
    ["the explorer on another file system", {}, REMOTE, "revealInExplorer"],
  ])("reveals the document in %s", async (_, host, remote, command) => {
    const { target, run } = await exportFixture();
    Object.assign(fake, host);
    fake.messageChoice = "Reveal";
    const uri = remote ?? Uri.file(target);
    const folder = uri.with({ path: uri.path.slice(0, uri.path.lastIndexOf("/")) });
    fake.workspaceFolders = [{ uri: folder }];
    answerWith(uri);
    await run();
    expect(fake.executed).toEqual([[command, uri]]);
  });

  it("says where the document is, outside the workspace of a remote host", async () => {
    const { target, run } = await exportFixture();
    fake.remoteName = "wsl";
    fake.messageChoice = "Reveal";
    answerWith(Uri.file(target));
    await run();
    expect(fake.executed).toEqual([]);
    expect(fake.messages.at(-1)?.message).toContain(target);
    expect(fake.messages.at(-1)?.actions).toEqual(["Copy Path"]);
  });

  it("shows the log where the user asks for it", async () => {
    const { target, run } = await exportFixture({ extraLines: ["broken\n"] });
    fake.messageChoice = "Show Log";
    answerWith(Uri.file(target));
    await run();
    expect(fake.logShownCount).toBe(1);
    expect(fake.executed).toEqual([]);
  });

  it("does nothing further where it is closed", async () => {
    const { target, run } = await exportFixture();
    answerWith(Uri.file(target));
    await run();
    expect(fake.executed).toEqual([]);
    expect(fake.logShownCount).toBe(0);
  });

  it("tells the user where the document cannot be opened; the export stays a success", async () => {
    const { target, sink, run } = await exportFixture();
    fake.messageChoice = "Open";
    fake.failingCommands.set("vscode.open", new Error("no editor"));
    answerWith(Uri.file(target));
    await run();
    expect(fake.messages.at(-1)).toMatchObject({ severity: "error", message: "no editor" });
    expect(sink.single("command.invoked").properties["result"]).toBe("success");
  });
});
