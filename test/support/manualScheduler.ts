import type { Scheduler } from "../../extension/platform/scheduler.ts";

interface Task {
  readonly dueMs: number;
  readonly run: () => void;
}

/** A scheduler whose time only passes in `advance`. */
export class ManualScheduler implements Scheduler {
  #nowMs = 0;
  readonly #tasks = new Set<Task>();
  /** The number of tasks that have run. */
  runCount = 0;

  /** The remaining delays of pending tasks, shortest first. */
  get delaysMs(): readonly number[] {
    return [...this.#tasks].map(({ dueMs }) => dueMs - this.#nowMs).sort((a, b) => a - b);
  }

  schedule(delayMs: number, run: () => void): () => void {
    const task = { dueMs: this.#nowMs + delayMs, run };
    this.#tasks.add(task);
    return () => {
      this.#tasks.delete(task);
    };
  }

  /** Advances the time and runs due tasks in order, without awaiting what they start. */
  advance(byMs: number): void {
    const endMs = this.#nowMs + byMs;
    for (let next = this.#nextUntil(endMs); next !== undefined; next = this.#nextUntil(endMs)) {
      this.#tasks.delete(next);
      this.#nowMs = next.dueMs;
      this.runCount++;
      next.run();
    }
    this.#nowMs = endMs;
  }

  #nextUntil(endMs: number): Task | undefined {
    let next: Task | undefined;
    for (const task of this.#tasks) {
      if (task.dueMs <= endMs && (next === undefined || task.dueMs < next.dueMs)) next = task;
    }
    return next;
  }
}
