import { spawn, spawnSync } from "node:child_process";
import { openSync, closeSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const CLI = join(import.meta.dirname, "../../dist/cli.js");

const REPORT_RSS = ["--require", join(import.meta.dirname, "reportRss.cjs")];

/** Linux accepts 2 MB of arguments, which is enough for more than ten thousand paths. */
const MAX_FILE_ARGUMENTS = 10_000;

interface Tool {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The file that the tool writes. By default, standard output is written to "out.txt". */
  readonly output?: string;
}

/** Runs each tool as a process, in turn, and prints a table of the results. */
export async function measureTools(title: string, folder: string, rounds: number): Promise<void> {
  const store = join(folder, "store");
  const files = readdirSync(store)
    .sort()
    .map((name) => join(store, name));
  const inputBytes = sumBytes(files);
  const exportTo = (format: string): Tool => ({
    name: `coder-telemetry export --format ${format}`,
    command: process.execPath,
    args: [CLI, "export", store, "--format", format, "--output", join(folder, format)],
    output: join(folder, format),
  });
  const tools: readonly Tool[] = [
    exportTo("json"),
    exportTo("otlp"),
    ...(files.length <= MAX_FILE_ARGUMENTS ? otherTools(files) : []),
  ];

  // Otherwise, the store could still be being written to disk.
  spawnSync("sync");
  const seconds = new Map<Tool, number[]>(tools.map((tool) => [tool, []]));
  const outputBytes = new Map<Tool, number>();
  for (let round = 0; round < rounds; round++) {
    for (const tool of tools) {
      const output = tool.output ?? join(folder, "out.txt");
      rmSync(output, { force: true });
      seconds.get(tool)?.push(await run(tool, output));
      outputBytes.set(tool, statSync(output).size);
      rmSync(output);
    }
  }

  const jqMedian = median(
    seconds.get(
      tools.find((tool) => tool.command === "jq") ??
        tools[0] ?? { name: "", command: "", args: [] },
    ) ?? [],
  );
  console.log(`\n${title}: ${files.length} files, ${megabytes(inputBytes)} MB\n`);
  console.log(
    "| tool | median s | min–max s | times as fast as jq | output / input | peak RSS MB |",
  );
  console.log("|---|---|---|---|---|---|");
  for (const tool of tools) {
    const times = seconds.get(tool) ?? [];
    const rss = tool.command === process.execPath ? megabytes((await peakRss(tool)) * 1024) : "";
    console.log(
      `| \`${tool.name}\` | ${median(times).toFixed(2)} | ` +
        `${Math.min(...times).toFixed(2)}–${Math.max(...times).toFixed(2)} | ` +
        `${(jqMedian / median(times)).toFixed(1)} | ` +
        `${((outputBytes.get(tool) ?? 0) / inputBytes).toFixed(2)} | ${rss} |`,
    );
  }
}

function otherTools(files: readonly string[]): readonly Tool[] {
  const jq: Tool = {
    name: "jq -c -n '[inputs]'",
    command: "jq",
    args: ["-c", "-n", "[inputs]", ...files],
  };
  return [...(hasJq() ? [jq] : []), { name: "cat", command: "cat", args: files }];
}

function hasJq(): boolean {
  const found = spawnSync("jq", ["--version"]).status === 0;
  if (!found) console.log("jq is not installed, so nothing is compared with it.");
  return found;
}

async function run(tool: Tool, output: string): Promise<number> {
  const stdout = tool.output === undefined ? openSync(output, "w") : "ignore";
  const start = performance.now();
  await spawned(tool, [...tool.args], ["ignore", stdout, "inherit"]);
  const elapsed = performance.now() - start;
  if (typeof stdout === "number") closeSync(stdout);
  return elapsed / 1000;
}

async function peakRss(tool: Tool): Promise<number> {
  let text = "";
  await spawned(
    tool,
    [...REPORT_RSS, ...tool.args],
    ["ignore", "ignore", "inherit", "pipe"],
    (chunk) => {
      text += chunk;
    },
  );
  if (tool.output !== undefined) rmSync(tool.output);
  return Number(text);
}

function spawned(
  tool: Tool,
  args: readonly string[],
  stdio: ("ignore" | "inherit" | "pipe" | number)[],
  onThird?: (chunk: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool.command, args, { stdio });
    child.stdio[3]?.on("data", (chunk: Buffer) => onThird?.(chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${tool.name} ended with exit code ${String(code)}`));
    });
  });
}

function sumBytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
