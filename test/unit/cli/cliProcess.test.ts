import { spawn } from "node:child_process";
import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { corpusFolder } from "../../support/corpus.ts";
import { makeEvents } from "../../support/events.ts";
import { readJsonFile } from "../../support/exportStore.ts";
import { canTrace } from "../../support/openedFiles.ts";
import { CLI_COMMAND, runCli, runCommand } from "../../support/runCli.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";

const CORPUS = corpusFolder("coder-1.15");

/** Runs the tool and closes its standard output after the first bytes, as `head` does. */
function runUntilFirstBytes(
  args: readonly string[],
): Promise<{ code: number | null; stderr: string }> {
  const [file, ...before] = CLI_COMMAND;
  const child = spawn(file, [...before, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.once("data", () => child.stdout.destroy());
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, stderr });
    });
  });
}

describe("coder-telemetry whose reader closes the pipe", () => {
  it.each(["json", "otlp"])("exits silently (%s)", async (format) => {
    // More than a pipe holds, so that the tool writes on after the reader has gone.
    const store = await makeStoreFolder({
      "telemetry-2026-06-28-4f0c9e21.jsonl": makeEvents(20_000),
    });
    const { code, stderr } = await runUntilFirstBytes([
      "export",
      store,
      "--format",
      format,
      "--output",
      "-",
    ]);
    expect([code, stderr]).toEqual([1, ""]);
  });

  it("exits silently when `head` closes the pipe", async () => {
    const store = await makeStoreFolder({
      "telemetry-2026-06-28-4f0c9e21.jsonl": makeEvents(20_000),
    });
    const pipe = `"$@" | head -1; echo "\${PIPESTATUS[0]}"`;
    const cli = [...CLI_COMMAND, "export", store, "--output", "-"];
    const { stdout, stderr } = await runCommand(["bash", "-c", pipe, "bash", ...cli]);
    expect(stdout.toString()).toBe("[\n1\n");
    expect(stderr).toBe("");
  });

  it("exports everything even if the summary cannot be written", async () => {
    const path = join(await makeScratchFolder(), "out.json");
    const closed = `"$@" | true`;
    const cli = [...CLI_COMMAND, "export", CORPUS, "--output", path];
    const { stderr } = await runCommand(["bash", "-c", closed, "bash", ...cli]);
    expect(stderr).toBe("");
    expect(await readJsonFile(path)).toHaveLength(570);
  });
});

describe("coder-telemetry that is interrupted", () => {
  /** Exports over an old file; strace does `injection` to the calls that it names. */
  async function exportUnder(injection: string) {
    const scratch = await makeScratchFolder();
    const trace = join(await makeScratchFolder(), "trace");
    const path = join(scratch, "out.json");
    await writeFile(path, "old");
    const strace = ["strace", "-f", "-qq", "-o", trace, "-e", `inject=${injection}`];
    const cli = [...CLI_COMMAND, "export", CORPUS, "--output", path];
    const result = await runCommand([...strace, ...cli]);
    return { ...result, scratch, path };
  }

  it.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])(
    "changes nothing and terminates by %s",
    async (signal) => {
      if (!(await canTrace())) return;
      // The signal comes while the new file is complete but not yet at its place.
      const injection = `fsync:signal=${signal}:delay_exit=300000`;
      const result = await exportUnder(injection);
      const { scratch, path } = result;
      // strace ends like the process it traces.
      expect([result.code, result.signal, result.stderr]).toEqual([null, signal, ""]);
      expect(await readdir(scratch)).toEqual(["out.json"]);
      expect(await readFile(path, "utf8")).toBe("old");
    },
  );

  it("exits with 143 as the first process of a container, which SIGTERM cannot end", async () => {
    const path = join(await makeScratchFolder(), "pipe");
    const script = `
      unshare --pid --fork --mount-proc true && mkfifo "$PIPE" || exit 77
      exec 4<>"$PIPE"
      unshare --pid --fork --mount-proc "$@" --output - >"$PIPE" & parent=$!
      # It has begun, and waits until somebody reads on.
      head -c 1 <&4 >/dev/null
      kill -TERM $(cat /proc/$parent/task/$parent/children)
      wait $parent; echo "code $?"`;
    // More than a pipe holds.
    const store = await makeStoreFolder({
      "telemetry-2026-06-28-4f0c9e21.jsonl": makeEvents(5_000),
    });
    const cli = [...CLI_COMMAND, "export", store];
    const { code, stdout } = await runCommand(["bash", "-c", script, "bash", ...cli], {
      env: { PIPE: path },
    });
    if (code === 77) {
      console.error("\n*** no container can be made here: its first process is NOT checked ***\n");
      return;
    }
    expect(stdout.toString()).toBe("code 143\n");
  });

  it("keeps the old file if it is killed, and a later export removes the leftover after an hour", async () => {
    if (!(await canTrace())) return;
    const { scratch, path } = await exportUnder("rename:signal=SIGKILL");
    expect(await readFile(path, "utf8")).toBe("old");
    const [leftover = "", ...others] = (await readdir(scratch)).filter(
      (name) => name !== "out.json",
    );
    expect(leftover).toMatch(/^\.out\.json\.[0-9a-f]{12}\.tmp$/);
    expect(others).toEqual([]);

    await runCli(["export", CORPUS, "--output", path]);
    expect(await readdir(scratch)).toContain(leftover);
    const twoHoursAgo = Date.now() / 1000 - 7_200;
    await utimes(join(scratch, leftover), twoHoursAgo, twoHoursAgo);
    await runCli(["export", CORPUS, "--output", path]);
    expect(await readdir(scratch)).toEqual(["out.json"]);
  });

  it("keeps the old file if the disk is full", async () => {
    const store = await makeStoreFolder({
      "telemetry-2026-06-28-4f0c9e21.jsonl": makeEvents(3_000),
    });
    const disk = await makeScratchFolder();
    const script = [
      'mount -t tmpfs -o size=64k tmpfs "$DISK" || { echo "no mount"; exit 0; }',
      'printf old > "$DISK/out.json"',
      '"$@"; echo "code $?"; ls -A "$DISK"; cat "$DISK/out.json"',
    ];
    const cli = [...CLI_COMMAND, "export", store, "--output", join(disk, "out.json")];
    const shell = [
      "unshare",
      "--mount",
      "--map-root-user",
      "bash",
      "-c",
      script.join("\n"),
      "bash",
    ];
    const { stdout, stderr } = await runCommand([...shell, ...cli], { env: { DISK: disk } });
    if (stdout.toString() === "no mount\n" || stderr.startsWith("unshare:")) {
      console.error("\n*** no small disk can be mounted here: a full one is NOT checked ***\n");
      return;
    }
    expect(stdout.toString()).toBe("code 1\nout.json\nold");
    expect(stderr).toMatch(/^coder-telemetry: Could not export to .*ENOSPC.*\n$/);
  });
});
