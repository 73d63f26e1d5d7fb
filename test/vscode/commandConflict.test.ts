import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { readPlainly } from "../support/plainReader.ts";
import { openVsCode, type VsCodeSession } from "./session.ts";

const COMMAND_TITLE = "Coder: Export Telemetry of the Other";

/** An extension that already contributes our command, like the Coder extension. */
async function packageOtherExtension(folder: string): Promise<string> {
  const manifest = {
    name: "other",
    publisher: "test",
    version: "1.0.0",
    license: "MIT",
    engines: { vscode: "^1.105.0" },
    main: "./main.js",
    activationEvents: ["onStartupFinished"],
    contributes: {
      commands: [
        {
          command: "coder.exportTelemetry",
          category: "Coder",
          title: "Export Telemetry of the Other",
        },
      ],
    },
  };
  const main = `
const vscode = require("vscode");
exports.activate = (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand("coder.exportTelemetry", () =>
      vscode.window.showInformationMessage("The other extension ran."),
    ),
  );
};
`;
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "main.js"), main);
  writeFileSync(join(folder, ".vscodeignore"), "*.vsix\n");
  writeFileSync(join(folder, "README.md"), "An extension for a test.\n");
  const vsixPath = join(folder, "other.vsix");
  await createVSIX({
    cwd: folder,
    packagePath: vsixPath,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  return vsixPath;
}

describe.skipIf(inject("vsCodeMissing") !== "")("a command of another extension", () => {
  const folder = mkdtempSync(join(tmpdir(), "coder-telemetry-other-"));
  let session: VsCodeSession;

  beforeAll(async () => {
    session = await openVsCode({
      vsixPath: inject("vsixPath"),
      otherVsixPaths: [await packageOtherExtension(folder)],
      settings: { "coder.telemetry.local": { flushIntervalMs: 1_000 } },
    });
  });

  afterAll(async () => {
    await session.close();
    rmSync(folder, { recursive: true });
  });

  it("is left to that extension, and recording still works", async () => {
    const store = join(session.globalStorageDir, "telemetry");
    const commandsPhase = () =>
      readdirSync(session.globalStorageDir).includes("telemetry")
        ? readPlainly(store).find(({ event }) => event["event_name"] === "activation.commands")
        : undefined;
    await expect.poll(commandsPhase).toBeDefined();
    expect(commandsPhase()?.event).toMatchObject({
      properties: { result: "success" },
      measurements: { registered: 5, conflicts: 1 },
    });
    await session.workbench.runCommand(COMMAND_TITLE);
    await session.workbench.waitForNotification(/^The other extension ran\.$/);
  });

  it("is logged", async () => {
    const profile = dirname(session.homeDir);
    const logOf = () =>
      readdirSync(profile, { recursive: true, encoding: "utf8" })
        .filter((path) => basename(path) === "Coder Telemetry.log")
        .map((path) => readFileSync(join(profile, path), "utf8"))
        .join("");
    await expect
      .poll(logOf)
      .toContain("coder.exportTelemetry: it is contributed by the extension test.other");
  });
});
