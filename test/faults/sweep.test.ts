import { describe, expect, it } from "vitest";
import {
  windowsFault,
  type Call,
  type Fault,
  type FaultPlan,
  type Operation,
} from "../support/faultyFileSystem.ts";
import { createPromptFileSystem } from "../support/promptFileSystem.ts";
import { recordSteps } from "../support/recordingSession.ts";
import { createDiskTestbed, type DiskTestbed } from "./realDisk.ts";

const PROMPT = createPromptFileSystem();

/** So many calls of one operation does no scenario make; where it does, the sweep has no end. */
const MAX_CALLS = 300;

/** A disk on which every fourth write takes half of the bytes and the next one nothing. */
const RAGGED: FaultPlan = ({ operation, index }) => {
  if (operation !== "write") return undefined;
  if (index % 4 === 2) return { kind: "takesHalf" };
  return index % 4 === 3 ? { kind: "fails", code: "ENOSPC" } : undefined;
};

const SOUND: FaultPlan = () => undefined;

/** Rounds of events with rotation, midnight, a burst beyond the buffer and flushes of all kinds. */
async function playScenario(testbed: DiskTestbed): Promise<void> {
  for (let round = 0; round < 8; round++) {
    recordSteps(testbed, round === 5 ? 70 : 12, "x".repeat(round * 10));
    if (round === 2) testbed.recorder.logError("test.step", new Error("broken"));
    if (round === 3) testbed.clock.set("2026-06-29T00:00:00.500Z");
    if (round === 4) testbed.clock.set("2026-06-28T23:59:59.500Z");
    if (round === 6) await testbed.sink.flush();
    await testbed.pass(round % 2 === 0 ? 15_000 : 1_000);
  }
}

/** Plays the scenario under a plan, then on a disk that works, and says what went wrong. */
async function play(plan: FaultPlan) {
  const config = { bufferLimit: 40, flushBatchSize: 20, maxFileBytes: 4_096 };
  const now = "2026-06-28T23:58:00.000Z";
  const testbed = await createDiskTestbed({ config, now, plan, fs: PROMPT });
  await playScenario(testbed);
  testbed.disk.plan = SOUND;
  await testbed.pass(30_000);
  recordSteps(testbed, 1);
  const outcome = await testbed.dispose();
  const stored = await testbed.read();
  return {
    ok: outcome.ok,
    openFiles: testbed.disk.openFileCount,
    errors: await testbed.findErrors(stored),
    unbalanced:
      testbed.sink.counts.accepted - testbed.sink.counts.written - testbed.sink.counts.dropped,
    unreadFiles: stored.report.unreadFiles,
    skippedLines: stored.report.skippedLineCount,
  };
}

const FLAWLESS = {
  ok: true,
  openFiles: 0,
  errors: [],
  unbalanced: 0,
  unreadFiles: [],
  skippedLines: 0,
};

interface Sweep {
  readonly operation: Operation;
  readonly fault: Fault;
  readonly base: FaultPlan;
  /** From the N-th call on, instead of at the N-th call alone. */
  readonly isPersistent: boolean;
}

/** Plays the scenario with the fault at the N-th call for each N that there is; gives how many. */
async function sweep(
  { operation, fault, base, isPersistent }: Sweep,
  expectation: (result: Awaited<ReturnType<typeof play>>, index: number) => void,
): Promise<number> {
  for (let index = 1; index <= MAX_CALLS; index++) {
    let strikeCount = 0;
    const strikes = (call: Call) =>
      call.operation === operation && (isPersistent ? call.index >= index : call.index === index);
    const result = await play((call) => {
      if (!strikes(call)) return base(call);
      strikeCount++;
      return fault;
    });
    expectation(result, index);
    if (strikeCount === 0) return index - 1;
  }
  throw new Error(`The scenario calls ${operation} more than ${MAX_CALLS} times`);
}

const CASES: readonly (readonly [Operation, Fault])[] = [
  ["open", { kind: "fails", code: "EIO" }],
  ["open", { kind: "fails", code: "ENOSPC" }],
  ["open", { kind: "fails", code: "EACCES" }],
  ["open", { kind: "fails", code: "EMFILE" }],
  ["open", { kind: "failsAfterwards", code: "EIO" }],
  ["write", { kind: "fails", code: "EIO" }],
  ["write", { kind: "fails", code: "ENOSPC" }],
  ["write", { kind: "fails", code: "EFBIG" }],
  ["write", { kind: "failsAfterwards", code: "EIO" }],
  ["write", { kind: "takesHalf" }],
  ["write", { kind: "loses" }],
  ["stat", { kind: "fails", code: "EIO" }],
  ["close", { kind: "fails", code: "EIO" }],
  ["mkdir", { kind: "fails", code: "EACCES" }],
  ["mkdir", { kind: "failsAfterwards", code: "EIO" }],
];

describe.each([
  ["once", false],
  ["from then on", true],
])("the N-th call of an operation that fails %s", (_, isPersistent) => {
  it.each(CASES)(
    "costs nothing that is not declared, for each N: %s, %j",
    async (operation, fault) => {
      const count = await sweep(
        { operation, fault, base: SOUND, isPersistent },
        (result, index) => {
          expect({ index, ...result }).toEqual({ index, ...FLAWLESS });
        },
      );
      expect(count).toBeGreaterThan(0);
    },
  );
});

const REPAIR_CASES: readonly (readonly [Operation, Fault])[] = [
  ["truncate", { kind: "fails", code: "EIO" }],
  ["truncate", { kind: "failsAfterwards", code: "EIO" }],
  ["stat", { kind: "fails", code: "EIO" }],
  ["open", { kind: "fails", code: "EMFILE" }],
  ["close", { kind: "fails", code: "EIO" }],
];

describe.each([
  ["once", false],
  ["from then on", true],
])(
  "on a disk that tears writes, the N-th call of an operation that fails %s",
  (_, isPersistent) => {
    it.each(REPAIR_CASES)(
      "costs nothing undeclared, for each N: %s, %j",
      async (operation, fault) => {
        const count = await sweep(
          { operation, fault, base: RAGGED, isPersistent },
          (result, index) => {
            // Where a file cannot be cut back, its last line stays torn.
            const skippedLines = operation === "truncate" ? result.skippedLines : 0;
            expect({ index, ...result }).toEqual({ index, ...FLAWLESS, skippedLines });
          },
        );
        expect(count).toBeGreaterThan(0);
      },
    );
  },
);

describe("a disk that tears writes, on a system where who appends cannot truncate", () => {
  it("costs nothing and has no torn line", async () => {
    expect(await play((call) => RAGGED(call) ?? windowsFault(call))).toEqual(FLAWLESS);
  });
});

describe("a disk on which everything fails for a while", () => {
  it.each(["EIO", "ENOSPC", "EACCES", "EMFILE", "EROFS", "EBUSY"])(
    "with %s from the N-th call on costs nothing undeclared, for each N",
    async (code) => {
      for (let index = 1; index <= 40; index++) {
        let callCount = 0;
        const result = await play(() =>
          ++callCount >= index ? { kind: "fails", code } : undefined,
        );
        expect({ index, ...result }).toEqual({ index, ...FLAWLESS });
      }
    },
  );
});
