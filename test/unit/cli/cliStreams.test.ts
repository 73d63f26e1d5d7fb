import { stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { corpusFolder } from "../../support/corpus.ts";
import { makeEvents } from "../../support/events.ts";
import { readJsonFile } from "../../support/exportStore.ts";
import { CLI_COMMAND, runCli, runCommand } from "../../support/runCli.ts";
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

describe("a result redirected to a file that must not grow as large", () => {
  const FILE_LIMIT = 1_000;

  it.each([
    ["days", ["days", CORPUS]],
    ["days --json", ["days", CORPUS, "--json"]],
    ["files", ["files", CORPUS]],
    ["files --json", ["files", CORPUS, "--json"]],
    ["--help", ["export", "--help"]],
    ["export to -", ["export", CORPUS, "--output", "-"]],
    ["export to /dev/stdout", ["export", CORPUS, "--output", "/dev/stdout"]],
    ["export to /dev/fd/3", ["export", CORPUS, "--output", "/dev/fd/3"]],
  ])("makes %s exit with 1 and name the reason, rather than be cut short", async (_, args) => {
    const path = join(await makeScratchFolder(), "out");
    const whole = await runCli(args[3] === "/dev/fd/3" ? [...args.slice(0, 3), "-"] : args);
    // Half of it fits.
    const limit = Math.min(FILE_LIMIT, Math.floor(whole.stdout.length / 2));
    const script = `command -v prlimit >/dev/null || exit 77; exec 3>"$OUT"; prlimit --fsize=${limit} "$@" >&3`;
    const command = ["bash", "-c", script, "bash", ...CLI_COMMAND, ...args];
    const { code, stderr } = await runCommand(command, {
      // The compile cache would be cut, too.
      env: { OUT: path, NODE_COMPILE_CACHE: undefined },
    });
    if (code === 77) {
      console.error("\n*** prlimit is missing: a file that cannot grow is NOT checked ***\n");
      return;
    }
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^coder-telemetry: Could not .*EFBIG/),
    ]);
    expect((await stat(path)).size).toBe(limit);
  });

  it("is whole if it fits, after what is already in the file", async () => {
    const path = join(await makeScratchFolder(), "out");
    const script = `{ echo before; "$@"; } >"$OUT"; cat "$OUT"`;
    const command = ["bash", "-c", script, "bash", ...CLI_COMMAND, "files", CORPUS, "--json"];
    const { stdout } = await runCommand(command, { env: { OUT: path } });
    const { stdout: piped } = await runCli(["files", CORPUS, "--json"]);
    expect(stdout.toString()).toBe(`before\n${piped.toString()}`);
  });
});
