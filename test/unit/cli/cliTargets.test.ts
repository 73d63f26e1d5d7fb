import { execFileSync } from "node:child_process";
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { makeEvents } from "../../support/events.ts";
import { readJsonExport } from "../../support/jsonExport.ts";
import { canTrace } from "../../support/openedFiles.ts";
import { CLI_COMMAND, runCli, runCommand } from "../../support/runCli.ts";
import { makeScratchFolder } from "../../support/scratchFolder.ts";
import { makeStoreFolder, toFile } from "../../support/storeFolder.ts";

const NAME = "telemetry-2026-06-01-abcd1234.jsonl";
const OTHER_NAME = "telemetry-2026-06-01-abcd1234.1.jsonl";
const CONTENT = toFile(makeEvents(3, "2026-06-01"));

let store: string;
let scratch: string;

beforeEach(async () => {
  store = await makeStoreFolder({ [NAME]: CONTENT });
  scratch = await makeScratchFolder();
});

/** Runs a bash script in which "$@" exports the store, apart from `--output`. */
async function runScript(script: string, env: NodeJS.ProcessEnv = {}) {
  const command = [...CLI_COMMAND, "export", store, "--output"];
  const result = await runCommand(["bash", "-c", script, "bash", ...command], { env });
  return { ...result, stdout: result.stdout.toString() };
}

describe("an export to a telemetry file of its folder", () => {
  it.each([
    ["a telemetry file of the folder", () => join(store, NAME)],
    ["a new telemetry file in the folder", () => join(store, OTHER_NAME)],
    [
      "a link to one elsewhere",
      async () => {
        await symlink(join(store, NAME), join(scratch, "link.json"));
        return join(scratch, "link.json");
      },
    ],
    [
      "one by a link to the folder",
      async () => {
        await symlink(store, join(scratch, "folder"));
        return join(scratch, "folder", OTHER_NAME);
      },
    ],
  ])("is refused with exit code 2, and the folder is unchanged: %s", async (_, makeTarget) => {
    const target = await makeTarget();
    const { code, stdout, stderr } = await runCli(["export", store, "--output", target]);
    expect([code, stdout.toString(), stderr]).toEqual([
      2,
      "",
      `coder-telemetry: ${target} would be read as a telemetry file by the next export. ` +
        "Choose another name or folder.\n",
    ]);
    expect(await readdir(store)).toEqual([NAME]);
    expect(await readFile(join(store, NAME), "utf8")).toBe(CONTENT);
  });

  it.each(["-", "/dev/fd/1"])(
    "is refused with exit code 2 if the shell appends to one: %s",
    async (output) => {
      const file = join(store, NAME);
      const script = `"$@" ${output} >> "$FILE"; echo "code $?" >&2`;
      const { stderr } = await runScript(script, { FILE: file });
      expect(stderr).toMatch(
        /^coder-telemetry: .* would be read as a telemetry file by the next export\. .*\ncode 2\n$/,
      );
      expect(await readFile(file, "utf8")).toBe(CONTENT);
    },
  );

  it.each([
    ["another name in the folder", () => join(store, "export.json")],
    ["the same name elsewhere", () => join(scratch, NAME)],
  ])("is only that by name and folder together: %s", async (_, makeTarget) => {
    const { code } = await runCli(["export", store, "--output", makeTarget()]);
    expect(code).toBe(0);
  });
});

describe("an export to an open stream", () => {
  it.each([
    ["/dev/stdout", ""],
    ["/dev/fd/1", ""],
    ["/proc/self/fd/1", ""],
    ["/dev/stderr", "2>&1 >/dev/null"],
    ["/dev/fd/7", "7>&1 >/dev/null"],
    ["-", ""],
  ])("writes in order into a log and replaces nothing: %s %s", async (output, redirections) => {
    const log = join(scratch, "job.log");
    await writeFile(log, "earlier\n");
    const script = `{ echo start; "$@" ${output} ${redirections} ${redirections.startsWith("2") ? "" : "2>/dev/null"}; echo "end $?"; } >> "$LOG"`;
    await runScript(script, { LOG: log });
    const text = await readFile(log, "utf8");
    const [, document = ""] = /^earlier\nstart\n(.*)end 0\n$/s.exec(text) ?? [];
    expect(readJsonExport(Buffer.from(document))).toHaveLength(3);
    expect(await readdir(scratch)).toEqual(["job.log"]);
  });

  it("follows a link to the stream", async () => {
    await symlink("/dev/stdout", join(scratch, "out"));
    const { stdout } = await runScript('"$@" "$OUT" | cat', { OUT: join(scratch, "out") });
    expect(readJsonExport(Buffer.from(stdout))).toHaveLength(3);
  });
});

describe("an export to a pipe or device", () => {
  it("fails if the pipe cannot be closed", async () => {
    if (!(await canTrace())) return;
    const pipe = join(scratch, "pipe");
    execFileSync("mkfifo", [pipe]);
    const trace = 'strace -f -qq -o "$TRACE" -P "$PIPE" -e inject=close:error=EIO "$@" "$PIPE"';
    const { stdout, stderr } = await runScript(`cat "$PIPE" >&2 & ${trace} >&2; echo "code $?"`, {
      PIPE: pipe,
      TRACE: join(scratch, "trace"),
    });
    expect(stdout).toBe("code 1\n");
    expect(stderr).toMatch(/Could not export to .*pipe\. The output may be incomplete\. .*EIO/);
  });

  it("writes to a named pipe without replacing it", async () => {
    const pipe = join(scratch, "pipe");
    execFileSync("mkfifo", [pipe]);
    const script = 'cat "$PIPE" & "$@" "$PIPE" >&2; wait; test -p "$PIPE" && echo "still a pipe"';
    const { stdout, stderr } = await runScript(script, { PIPE: pipe });
    expect(readJsonExport(Buffer.from(stdout.replace("still a pipe\n", "")))).toHaveLength(3);
    expect(stdout).toContain("still a pipe");
    expect(stderr).toMatch(/^Exported 3 events/);
  });

  it("refuses a socket without replacing it, and suggests an alternative", async () => {
    const path = join(scratch, "socket");
    const server = createServer().listen(path);
    onTestFinished(() => void server.close());
    const { code, stderr } = await runCli(["export", store, "--output", path]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^coder-telemetry: Could not export to .*It is a socket.*--output -.*\n$/,
    );
    expect((await stat(path)).isSocket()).toBe(true);
  });

  it("succeeds for /dev/null and fails for /dev/full", async () => {
    expect((await runCli(["export", store, "--output", "/dev/null"])).code).toBe(0);
    const { code, stderr } = await runCli(["export", store, "--output", "/dev/full"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^coder-telemetry: Could not export to \/dev\/full\. The output may be incomplete\. ENOSPC.*\n$/,
    );
  });
});

describe("a descriptor that is not for output", () => {
  it.each([
    ["nothing is open there", "99>&-"],
    ["it is not a file, pipe, device, or socket", '99<"$DIR"'],
  ])("is refused with exit code 2: %s", async (reason, redirection) => {
    const script = `"$@" /dev/fd/99 ${redirection}; echo "code $?"`;
    const { stdout, stderr } = await runScript(script, { DIR: scratch });
    expect(stdout).toBe("code 2\n");
    expect(stderr).toContain(`coder-telemetry: Cannot write to /dev/fd/99: ${reason}.\n`);
  });
});

describe("a target that cannot be replaced", () => {
  it("is reported with a suggestion if its folder is read-only", async () => {
    const folder = join(scratch, "readonly");
    const target = join(folder, "out.json");
    await mkdir(folder);
    await writeFile(target, "old");
    for (const [path, mode] of [
      [scratch, 0o755],
      [store, 0o755],
      [join(store, NAME), 0o644],
      [target, 0o666],
      [folder, 0o555],
    ] as const) {
      await chmod(path, mode);
    }
    const user = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    const { code, stderr } = await runCli(["export", store, "--output", target], user);
    await chmod(folder, 0o755);
    expect([code, stderr]).toEqual([
      1,
      `coder-telemetry: Could not export to ${target}. No existing file was changed. The export needs ` +
        `to create a file in ${folder}, which is not allowed (EACCES). Choose another folder.\n`,
    ]);
    expect(await readFile(target, "utf8")).toBe("old");
  });

  it("is reported with a suggestion if it is a mount point", async () => {
    const target = join(scratch, "out.json");
    await writeFile(target, "old");
    await writeFile(join(scratch, "other"), "mounted");
    const script =
      'mount --bind "$1/other" "$1/out.json" || exit 77; shift; "$@"; echo "code $?"; cat "$TARGET"; ls -A "${TARGET%/*}"';
    const shell = ["unshare", "--mount", "--map-root-user", "bash", "-c", script, "bash", scratch];
    const cli = [...CLI_COMMAND, "export", store, "--output", target];
    const { code, stdout, stderr } = await runCommand([...shell, ...cli], {
      env: { TARGET: target },
    });
    if (code === 77 || stderr.startsWith("unshare:")) {
      console.error("\n*** nothing can be mounted here: a mounted target is NOT checked ***\n");
      return;
    }
    expect(stdout.toString()).toBe("code 1\nmountedother\nout.json\n");
    expect(stderr).toBe(
      `coder-telemetry: Could not export to ${target}. No existing file was changed. It cannot be ` +
        "replaced because it is in use, protected, or a mount point (EBUSY). Choose another file.\n",
    );
  });
});
