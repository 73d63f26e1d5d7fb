import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const TESTS = join(import.meta.dirname, "..");

/** The file that passes PATIENCE_MS on, and this file, which contains the forbidden code. */
const EXEMPT = ["support/eventually.ts", "unit/testWaits.test.ts"];

/** Files that poll with a delay, for at most `PATIENCE_MS` in total. */
const POLLERS = ["waiting.ts", "quickInput.ts", "codeServer.ts", "codeServerGuard.ts"];

interface Rule {
  readonly pattern: RegExp;
  readonly instead: string;
  readonly exempt?: readonly string[];
}

const RULES: readonly Rule[] = [
  {
    pattern: /\bvi\s*\.\s*wait(For|Until)\b/,
    instead: "use eventually() of test/support/eventually.ts, which is as patient as every test",
  },
  {
    pattern:
      /\b\w*[tT]imeout(Ms)?\??\s*(:|=(?![=>]))(?!\s*PATIENCE_MS\b)|[{,]\s*timeout(Ms)?\s*[,}]/,
    instead: "leave it out: all that is awaited has the patience of test/support/patience.ts",
    // It ends processes after all tests.
    exempt: ["vscode/codeServerGuard.ts"],
  },
  {
    pattern: /\bsetDefault\w*Timeout\((?!\s*PATIENCE_MS\b)/,
    instead: "hand PATIENCE_MS of test/support/patience.ts on",
  },
  {
    pattern: /^\s*\},\s*\d[\d_]{2,}(\s*\*[^)]*)?,?\s*\)/m,
    instead: "leave the time out: a test has TEST_TIMEOUT_MS of test/support/patience.ts",
  },
  {
    pattern: /\bset(Timeout|Interval)\b(?!")|\bAbortSignal\s*\.\s*timeout\b|\bwaitForTimeout\b/,
    instead:
      "wait for a sign of what has happened (eventually, expect.poll, findBy…), not for time",
    exempt: POLLERS.map((name) => `vscode/${name}`),
  },
];

/** The waits in a test source that use their own timeout, and what to do instead. */
function ownTimeoutsIn(path: string, source: string): string[] {
  return RULES.flatMap(({ pattern, instead, exempt = [] }) => {
    const found = exempt.includes(path) ? null : pattern.exec(source);
    if (found === null) return [];
    const lineNumber = source.slice(0, found.index).split("\n").length;
    return [`test/${path}:${lineNumber}: "${found[0].trim()}": ${instead}`];
  });
}

describe("tests", () => {
  it("have no timeouts of their own, which a slow machine could exceed", () => {
    const paths = globSync("{unit,memfs,wire,faults,webview,vscode,support}/**/*.{ts,tsx}", {
      cwd: TESTS,
      exclude: ["**/node_modules/**"],
    })
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => !EXEMPT.includes(path));
    expect(paths.length).toBeGreaterThan(250);
    const problems = paths.flatMap((path) =>
      ownTimeoutsIn(path, readFileSync(join(TESTS, path), "utf8")),
    );
    expect(problems).toEqual([]);
  });

  it.each([
    "await vi.waitFor(check);",
    "await vi.waitUntil(check);",
    "await expect.poll(look, { timeout: 5_000 }).toBe(1);",
    "const SLOW = { timeout: 120_000 };",
    "const startTimeoutMs = 60_000;",
    "await button.click({ timeout });",
    "configure({ asyncUtilTimeout: 2_000 });",
    "function look(timeoutMs?: number): void {}",
    "page.setDefaultTimeout(15_000);",
    'it("takes long", async () => {\n}, 10_000);',
    "await new Promise((resolve) => setTimeout(resolve, 50));",
    'import { setTimeout as delay } from "node:timers/promises";',
    "await fetch(url, { signal: AbortSignal.timeout(100) });",
    "await page.waitForTimeout(100);",
  ])("are reported for %j", (source) => {
    expect(ownTimeoutsIn("unit/some.test.ts", source)).toHaveLength(1);
  });

  it.each([
    "await eventually(check);",
    "await expect.poll(look).toBe(1);",
    "chromium.launch({ executablePath, timeout: PATIENCE_MS });",
    "page.setDefaultTimeout(PATIENCE_MS);",
    'vi.useFakeTimers({ toFake: ["setTimeout"] });',
    "const isForEver = one.timeoutMs === undefined;",
  ])("are not reported for %j", (source) => {
    expect(ownTimeoutsIn("unit/some.test.ts", source)).toEqual([]);
  });
});
