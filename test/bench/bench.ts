import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DAY_MS, parseUtcDay, startOfDayMs } from "../../shared/days.ts";
import { writeUniformStore } from "../support/sampleStore.ts";
import { measureIndex } from "./measureIndex.ts";
import { measureLog } from "./measureLog.ts";
import { measureQuery } from "./measureQuery.ts";
import { measureTools } from "./measureTools.ts";

/** The last day of all stores, whatever their length. */
const LAST_DAY = parseUtcDay("2026-10-31");
const SEED = 31_415;

interface StorePlan {
  readonly title: string;
  readonly days: number;
  readonly sessionsPerDay: number;
  readonly eventsPerSession: number;
  readonly rounds: number;
}

const STANDARD: StorePlan = {
  title: "30 days, 8 sessions a day",
  days: 30,
  sessionsPerDay: 8,
  eventsPerSession: 1_400,
  rounds: 9,
};

/** For the panel: a million events. */
const MILLION: StorePlan = {
  ...STANDARD,
  title: "1,008,000 events: 30 days, 24 sessions a day",
  sessionsPerDay: 24,
};

/** For memory, not time: nine times as large, and with very many concurrent sessions. */
const LARGE: readonly StorePlan[] = [
  { ...STANDARD, title: "1 GB: 30 days, 72 sessions a day", sessionsPerDay: 72, rounds: 1 },
  {
    title: "1,200 sessions on one day",
    days: 1,
    sessionsPerDay: 1_200,
    eventsPerSession: 280,
    rounds: 1,
  },
  {
    title: "1,200 sessions in 30 days",
    days: 30,
    sessionsPerDay: 40,
    eventsPerSession: 280,
    rounds: 1,
  },
];

/** The same number of events in few and in very many files. */
const FEW_FILES: StorePlan = {
  title: "200,000 events in 240 files",
  days: 240,
  sessionsPerDay: 1,
  eventsPerSession: 833,
  rounds: 3,
};
const MANY_FILES: StorePlan = {
  title: "200,000 events in 50,000 files",
  days: 250,
  sessionsPerDay: 200,
  eventsPerSession: 4,
  rounds: 3,
};

const { values } = parseArgs({ options: { quick: { type: "boolean" } } });

await measureLog();
await withStore(STANDARD, async (folder, store) => {
  await measureIndex(STANDARD.title, store, STANDARD.rounds);
  await measureQuery(store);
  await measureTools(STANDARD.title, folder, STANDARD.rounds);
});
await withStore(MILLION, (_, store) => {
  console.log(`\nThe panel on ${MILLION.title}\n`);
  const script = join(import.meta.dirname, "panelProcess.ts");
  const quiet = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON";
  execFileSync(process.execPath, [quiet, script, store], { stdio: "inherit" });
});
for (const plan of values.quick === true ? [] : LARGE) {
  await withStore(plan, (folder) => measureTools(plan.title, folder, plan.rounds));
}

for (const plan of values.quick === true ? [] : [FEW_FILES, MANY_FILES]) {
  await withStore(plan, async (folder, store) => {
    await measureIndex(plan.title, store, plan.rounds);
    await measureTools(plan.title, folder, plan.rounds);
  });
}

async function withStore(
  plan: StorePlan,
  measure: (folder: string, store: string) => Promise<void> | void,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "coder-telemetry-bench-"));
  const store = join(folder, "store");
  try {
    await writeUniformStore(store, {
      firstDayMs: startOfDayMs(lastDay()) - (plan.days - 1) * DAY_MS,
      days: plan.days,
      sessionsPerDay: plan.sessionsPerDay,
      eventsPerSession: plan.eventsPerSession,
      seed: SEED,
    });
    await measure(folder, store);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function lastDay() {
  if (LAST_DAY === undefined) throw new Error("The last day is not a date.");
  return LAST_DAY;
}
