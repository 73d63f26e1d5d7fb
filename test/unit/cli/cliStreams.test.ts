import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { corpusFolder } from "../../support/corpus.ts";
import { makeEvents } from "../../support/events.ts";
import { readJsonFile } from "../../support/exportStore.ts";
import { CLI_COMMAND, runCommand } from "../../support/runCli.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";

const CORPUS = corpusFolder("coder-1.15");

/** Runs the tool in a shell that redirects it, and returns its exit code. */
async function exitCodeOf(redirections: string, args: readonly string[]): Promise<string> {
  const script = `{ "$@" ${redirections}; code=$?; } 2>/dev/null; echo "code $code" >&3`;
  const command = ["bash", "-c", `exec 3>&1; ${script}`, "bash", ...CLI_COMMAND, ...args];
  const { stdout } = await runCommand(command);
  return stdout.toString();
}

describe("a stream for messages that cannot be written", () => {
  it.each([
    "2>/dev/full",
    "2>&-",
    ">/dev/full",
    ">&-",
    ">&- 2>&-",
    "> >(exec true)",
    "2> >(exec true)",
  ])("does not change the exit code of a successful export: %s", async (redirections) => {
    const store = await makeStoreFolder({
      "telemetry-2026-06-28-4f0c9e21.jsonl": makeEvents(3),
      "telemetry-2026-06-29-4f0c9e21.jsonl": [...makeEvents(1), { nonsense: true }],
    });
    const path = join(await makeScratchFolder(), "out.json");
    const args = ["export", store, "--output", path];
    expect(await exitCodeOf(redirections, args)).toMatch(/^code 0$/m);
    expect(await readJsonFile(path)).toHaveLength(4);
  });
});

describe("a result that cannot be written", () => {
  it.each([
    ["days", [CORPUS]],
    ["files", [CORPUS, "--json"]],
    ["export", [CORPUS, "--output", "-"]],
  ])("makes %s exit with 1", async (command, args) => {
    expect(await exitCodeOf(">/dev/full", [command, ...args])).toMatch(/^code 1$/m);
  });
});
