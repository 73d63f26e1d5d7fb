import { beforeEach, describe, expect, it, vi } from "vitest";
import { createFolderCommand } from "../../../extension/commands/folderCommand.ts";
import { pickFolder } from "../../../extension/vscode/folderPrompt.ts";
import { fake, resetFake, Uri } from "../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(() => {
  resetFake();
});

describe("the prompt for a folder", () => {
  it("takes one folder and no files", async () => {
    fake.answers.push({ open: Uri.file("/somewhere/telemetry") });
    expect(await pickFolder()).toBe("/somewhere/telemetry");
    expect(fake.prompts[0]?.options).toMatchObject({
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: false,
    });
  });

  it("gives nothing where the user gives up", async () => {
    fake.answers.push("escape");
    expect(await pickFolder()).toBeUndefined();
  });

  it("refuses a folder of another file system, by its name", async () => {
    fake.answers.push({ open: Uri.parse("vscode-vfs://github/coder/coder") });
    await expect(pickFolder()).rejects.toThrow("vscode-vfs://github/coder/coder is not a folder");
  });
});

describe("the command that opens a folder", () => {
  async function run() {
    const shown: string[] = [];
    let isAborted = false;
    const panel = {
      showFolder: (directory: string) => {
        shown.push(directory);
        return Promise.resolve();
      },
    };
    const span = { markAborted: () => (isAborted = true) };
    await createFolderCommand({ pickFolder }, panel)(span);
    return { shown, isAborted };
  }

  it("shows it in the panel", async () => {
    fake.answers.push({ open: Uri.file("/store") });
    expect(await run()).toEqual({ shown: ["/store"], isAborted: false });
  });

  it("shows nothing where the user gives up, and is recorded as aborted", async () => {
    fake.answers.push("escape");
    expect(await run()).toEqual({ shown: [], isAborted: true });
  });
});
