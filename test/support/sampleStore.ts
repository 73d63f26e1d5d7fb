import { DAY_MS, startOfDayMs, utcDayOf } from "../../shared/days.ts";
import { recordSampleSession, type Random } from "./sampleSession.ts";
import { seededRandom } from "./seededRandom.ts";

const HOUR_MS = 60 * 60 * 1000;

/**
 * Fills a telemetry folder with days up to now: busier on weekdays, a few sessions per day, one day
 * without any, and some errors. The same arguments create the same files.
 */
export async function writeSampleStore(
  directory: string,
  { days, nowMs }: { readonly days: number; readonly nowMs: number },
): Promise<void> {
  const random = seededRandom(20_260_101);
  const todayMs = startOfDayMs(utcDayOf(nowMs));
  for (let daysAgo = days - 1; daysAgo >= 0; daysAgo--) {
    const dayMs = todayMs - daysAgo * DAY_MS;
    const isEmptyDay = daysAgo === 11;
    if (isEmptyDay) continue;
    for (let session = 0; session < sessionCount(dayMs, random); session++) {
      const startMs = dayMs + (7 + session * 2) * HOUR_MS + Math.floor(random() * HOUR_MS);
      const endMs = Math.min(startMs + (1 + random() * 4) * HOUR_MS, dayMs + DAY_MS, nowMs);
      if (endMs - startMs < HOUR_MS / 4) continue;
      const eventCount = 60 + Math.floor(random() * 240);
      await recordSampleSession({ directory, startMs, endMs, eventCount, random });
    }
  }
}

/**
 * Fills a telemetry folder for benchmarks, with overlapping sessions of the same length on each
 * day. The same arguments create the same files.
 */
export async function writeUniformStore(
  directory: string,
  plan: {
    readonly firstDayMs: number;
    readonly days: number;
    readonly sessionsPerDay: number;
    readonly eventsPerSession: number;
    readonly seed: number;
  },
): Promise<void> {
  const random = seededRandom(plan.seed);
  for (let day = 0; day < plan.days; day++) {
    for (let session = 0; session < plan.sessionsPerDay; session++) {
      const startMs = plan.firstDayMs + day * DAY_MS + 8 * HOUR_MS + session * 1_000;
      await recordSampleSession({
        directory,
        startMs,
        endMs: startMs + 10 * HOUR_MS,
        eventCount: plan.eventsPerSession,
        random,
      });
    }
  }
}

function sessionCount(dayMs: number, random: Random): number {
  const weekday = new Date(dayMs).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  return isWeekend ? Math.floor(random() * 2) : 2 + Math.floor(random() * 4);
}
