import { promises as fs } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { systemClock } from "../../extension/platform/clock.ts";
import { nodeScheduler } from "../../extension/platform/scheduler.ts";
import { recordSteps, startSession } from "../support/recordingSession.ts";
import type { ProcessOrder, ProcessReport } from "./sessionProcess.ts";

// Records in a process of its own as its parent orders by message, flush by flush, and reports
// after each flush how many events are on disk.

process.once("message", (order: ProcessOrder) => {
  void record(order);
});
process.send?.("ready");

async function record(order: ProcessOrder): Promise<void> {
  const session = startSession({
    directory: order.directory,
    fs,
    scheduler: nodeScheduler,
    clock: systemClock,
    sessionId: order.sessionId,
    config: order.config,
  });
  for (let flush = 0; flush < order.flushes; flush++) {
    recordSteps(session, order.eventsPerFlush, order.text);
    await session.sink.flush();
    report({ kind: "flushed", counts: session.sink.counts });
    await setImmediate();
  }
  recordSteps(session, order.eventsPerFlush, order.text);
  const outcome = await session.sink.dispose(new AbortController().signal);
  report({
    kind: "ended",
    ok: outcome.ok,
    counts: session.sink.counts,
    notices: session.notices,
  });
  process.disconnect();
}

function report(message: ProcessReport): void {
  process.send?.(message);
}
