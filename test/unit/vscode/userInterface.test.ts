import { promises as fs } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { PreviewDocuments } from "../../../extension/vscode/previewDocuments.ts";
import { createUserInterface } from "../../../extension/vscode/userInterface.ts";
import { eventually } from "../../support/eventually.ts";
import { fake, resetFake, Uri } from "../../support/fakeVscode.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(() => {
  resetFake();
});

function makeUser() {
  const log = vscode.window.createOutputChannel("test", { log: true });
  return createUserInterface({
    fs,
    clock: new ManualClock("2026-07-02T12:00:00.000Z"),
    log,
    previews: new PreviewDocuments(),
    extensionId: "coder.coder-telemetry",
  });
}

const FILE = "/store/telemetry-2026-06-28-4f0c9e21.jsonl";

describe("what the editor is asked to do", () => {
  it("opens a file in an editor", async () => {
    await makeUser().openFile(FILE);
    expect(fake.executed).toEqual([["vscode.open", Uri.file(FILE)]]);
  });

  it("reveals a file or folder where the machine can show it", async () => {
    await makeUser().revealFile(FILE);
    await makeUser().revealFolder("/store");
    expect(fake.executed).toEqual([
      ["revealFileInOS", Uri.file(FILE)],
      ["revealFileInOS", Uri.file("/store")],
    ]);
  });

  it("offers the path of what a remote machine cannot show", async () => {
    fake.remoteName = "ssh-remote";
    fake.messageChoice = "Copy Path";
    await makeUser().revealFolder("/store");
    expect(fake.messages.at(-1)?.message).toContain("/store");
    await eventually(() => {
      expect(fake.copiedTexts).toEqual(["/store"]);
    });
  });

  it("asks a question that only its button says yes to", async () => {
    const question = { message: "Delete?", detail: "All of it.", confirmLabel: "Delete" };
    expect(await makeUser().confirm(question)).toBe(false);
    fake.messageChoice = "Delete";
    expect(await makeUser().confirm(question)).toBe(true);
    expect(fake.messages[0]).toEqual({
      severity: "warning",
      message: "Delete?",
      modal: { modal: true, detail: "All of it." },
      actions: ["Delete"],
    });
  });

  it("says what must be acknowledged in a dialog without a choice", async () => {
    await makeUser().showModal("Nothing is there.");
    expect(fake.messages).toMatchObject([
      { severity: "information", message: "Nothing is there.", actions: [], modal: {} },
    ]);
  });

  it("opens the settings of this extension alone", async () => {
    await makeUser().openSettings();
    expect(fake.executed).toEqual([
      ["workbench.action.openSettings", "@ext:coder.coder-telemetry"],
    ]);
  });

  it("shows the log and errors, which lead to the log", () => {
    const user = makeUser();
    user.showLog();
    user.showError("The disk is gone.");
    expect(fake.logShownCount).toBe(1);
    expect(fake.messages).toMatchObject([
      { severity: "error", message: "The disk is gone.", actions: ["Show Log"] },
    ]);
  });

  it("opens a preview as a document", async () => {
    await makeUser().openPreview("[]", "json");
    expect(fake.documents.shown[0]?.document.text).toBe("[]");
  });

  it("gives the page its texts in the language of the editor", () => {
    expect(makeUser().strings()).toEqual({});
    fake.l10nBundle = { Today: "Heute" };
    expect(makeUser().strings()).toEqual({ Today: "Heute" });
  });
});

describe("the place of an export from the panel", () => {
  it("is asked for with the range and the format, and can be opened and revealed", async () => {
    const path = join(await makeScratchFolder(), "mine.json");
    fake.answers.push({ saveTo: Uri.file(path) });
    const chosen = await makeUser().pickExportTarget({ kind: "last7Days" }, "otlp");
    expect(fake.prompts.map(({ kind }) => kind)).toEqual(["save dialog"]);
    expect(JSON.stringify(fake.prompts)).toContain("last-7-days");
    expect(JSON.stringify(fake.prompts)).toContain("OTLP");
    expect(chosen).toMatchObject({ savedAs: "mine.json", target: { name: path } });
    await chosen?.open();
    await chosen?.reveal();
    expect(fake.executed).toEqual([
      ["vscode.open", Uri.file(path)],
      ["revealFileInOS", Uri.file(path)],
    ]);
  });

  it("is none where the user gives up", async () => {
    fake.answers.push("escape");
    expect(await makeUser().pickExportTarget({ kind: "allTime" }, "json")).toBeUndefined();
  });

  it("takes the document in one step", async () => {
    const folder = await makeScratchFolder();
    fake.answers.push({ saveTo: Uri.file(join(folder, "mine.json")) });
    const chosen = await makeUser().pickExportTarget({ kind: "allTime" }, "json");
    const destination = await chosen?.target.begin();
    await destination?.write(Buffer.from("[]"));
    expect(await fs.readdir(folder)).not.toContain("mine.json");
    await destination?.commit();
    expect(await fs.readdir(folder)).toEqual(["mine.json"]);
  });
});
